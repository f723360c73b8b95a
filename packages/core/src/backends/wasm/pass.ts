import type { Update } from "../../backend.ts";
import type { Optimizer } from "../../optimizers.ts";
import type { Key } from "../../random.ts";
import type { WasmLayer, WasmMatrix, WasmStates } from "./handles.ts";
import type { Heap } from "./heap.ts";

// `Pass` in kernels/pass.h: one pass over a layer learns a lesson, then computes something. Its fields
// are 4 bytes each, in this order.
const LAYER = 0;
const LESSON = 4;
const OUTPUT = 19;

const OPTIMIZERS = { sgd: 0, momentum: 1, adam: 2 };
const OUTPUTS = { nothing: 0, sample: 1, predict: 2, score: 3 };

/** Writes, at `at`, which layer it is; nothing to learn. */
export function writeLayer(heap: Heap, at: number, { weights, bias }: WasmLayer): void {
  const { integers } = heap;
  let i = at / 4 + LAYER;
  integers[i++] = weights.at;
  integers[i++] = bias.at;
  integers[i++] = weights.rows;
  integers[i++] = bias.cols;
  eraseLesson(heap, at);
}

/** Writes what to learn: to give `s` from `x`. */
export function writeLesson(
  { integers, floats }: Heap,
  at: number,
  x: WasmStates,
  s: WasmStates,
  { optimizer, rate, count, moments, nonNegative }: Update<WasmMatrix>,
  weight: WasmMatrix | undefined,
): void {
  let i = at / 4 + LESSON;
  integers[i++] = x.at;
  integers[i++] = s.at;
  integers[i++] = weight ? weight.at : 0;
  integers[i++] = OPTIMIZERS[optimizer.name];
  floats[i++] = rate;
  i = writeConstants(floats, i, optimizer, count);
  integers[i++] = nonNegative ? 1 : 0;
  for (let m = 0; m < moments.length; m++) {
    integers[i + m] = moments[m].weights.at;
    integers[i + 2 + m] = moments[m].bias.at;
  }
}

/** Writes that there is nothing to learn. */
export function eraseLesson({ integers }: Heap, at: number): void {
  integers[at / 4 + LESSON] = 0;
}

/** Writes that there is nothing to compute. */
export function writeNothing({ integers }: Heap, at: number): void {
  integers[at / 4 + OUTPUT] = OUTPUTS.nothing;
}

/** Writes that `s` is to be drawn from `x`. */
export function writeSample(
  { integers }: Heap,
  at: number,
  x: WasmStates,
  s: WasmStates,
  key: Key,
  firstRow: number,
): void {
  let i = at / 4 + OUTPUT;
  integers[i++] = OUTPUTS.sample;
  integers[i++] = x.at;
  integers[i++] = s.at;
  integers[i++] = 0;
  integers[i++] = key[0];
  integers[i++] = key[1];
  integers[i++] = firstRow;
}

/** Writes that probabilities given `x` are to be computed. */
export function writePredict(
  { integers }: Heap,
  at: number,
  x: WasmStates,
  values: WasmMatrix,
): void {
  let i = at / 4 + OUTPUT;
  integers[i++] = OUTPUTS.predict;
  integers[i++] = x.at;
  integers[i++] = 0;
  integers[i++] = values.at;
}

/** Writes that the log-probability of `s` given `x` is to be computed. */
export function writeScore(
  { integers }: Heap,
  at: number,
  x: WasmStates,
  s: WasmStates,
  values: WasmMatrix,
): void {
  let i = at / 4 + OUTPUT;
  integers[i++] = OUTPUTS.score;
  integers[i++] = x.at;
  integers[i++] = s.at;
  integers[i++] = values.at;
}

// Decays, δ, and the corrections of Adam's moments.
function writeConstants(
  floats: Float32Array,
  i: number,
  optimizer: Optimizer,
  count: number,
): number {
  switch (optimizer.name) {
    case "sgd":
      return i + 5;
    case "momentum":
      floats[i] = optimizer.momentum;
      return i + 5;
    case "adam":
      floats[i++] = optimizer.beta1;
      floats[i++] = optimizer.beta2;
      floats[i++] = optimizer.epsilon;
      floats[i++] = 1 / (1 - optimizer.beta1 ** count);
      floats[i++] = 1 / (1 - optimizer.beta2 ** count);
      return i;
    default:
      return optimizer satisfies never;
  }
}
