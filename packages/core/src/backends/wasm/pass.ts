import type { Optimizer } from "../../optimizers.ts";
import type { Key } from "../../random.ts";
import type { Lesson, WasmLayer, WasmMatrix, WasmStates } from "./handles.ts";
import type { Heap } from "./heap.ts";

// `Pass` in kernels/pass.h: one pass over a layer learns a lesson, then computes something. Its fields
// are 4 bytes each, in this order.
const WEIGHTS = 0;
const FROM = 4;
const OUTPUT = 19;

const OPTIMIZERS = { sgd: 0, momentum: 1, adam: 2 };
const OUTPUTS = { nothing: 0, sample: 1, predict: 2, score: 3 };

/** Writes, at `at`, which layer it is and what it learns; nothing to compute yet. */
export function writeLayer(
  { integers, floats }: Heap,
  at: number,
  { weights, bias }: WasmLayer,
  lesson: Lesson | undefined,
): void {
  let i = at / 4 + WEIGHTS;
  integers[i++] = weights.at;
  integers[i++] = bias.at;
  integers[i++] = weights.rows;
  integers[i++] = bias.cols;
  integers[at / 4 + OUTPUT] = OUTPUTS.nothing;

  i = at / 4 + FROM;
  if (!lesson) {
    integers[i] = 0;
    return;
  }
  const { x, s, update, weight } = lesson;
  const { optimizer, moments } = update;
  integers[i++] = x.at;
  integers[i++] = s.at;
  integers[i++] = weight ? weight.at : 0;
  integers[i++] = OPTIMIZERS[optimizer.name];
  floats[i++] = update.rate;
  i = writeConstants(floats, i, optimizer, update.count);
  integers[i++] = update.nonNegative ? 1 : 0;
  for (let m = 0; m < 2; m++) integers[i++] = m < moments.length ? moments[m].weights.at : 0;
  for (let m = 0; m < 2; m++) integers[i++] = m < moments.length ? moments[m].bias.at : 0;
}

/** Adds that `s` is to be drawn from `x`. */
export function writeSample(
  { integers }: Heap,
  at: number,
  x: WasmStates,
  s: WasmStates,
  [a, b]: Key,
  firstRow: number,
): void {
  let i = at / 4 + OUTPUT;
  integers[i++] = OUTPUTS.sample;
  integers[i++] = x.at;
  integers[i++] = s.at;
  integers[i++] = 0;
  integers[i++] = a;
  integers[i++] = b;
  integers[i++] = firstRow;
}

/** Adds that probabilities given `x` are to be computed. */
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

/** Adds that the log-probability of `s` given `x` is to be computed. */
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
