import type { Layer } from "../../machine.ts";
import type { Block } from "./pool.ts";

/** What an arena frees, when nothing reads it any more. */
interface Handle extends Block {
  /** Lessons that are yet to read it. */
  readers: number;
  /** Whether its arena has closed. */
  dropped: boolean;
}

/** A matrix in WebAssembly memory: panels of whole vectors, tile by tile. */
export interface WasmMatrix extends Handle {
  readonly rows: number;
  readonly cols: number;
  /** What will change it before it is next used. */
  due: Pass | undefined;
  /** Of a bias: the pass over its layer. */
  pass: Pass | undefined;
}

/**
 * States in WebAssembly memory: bits, and lists of active units. Once freed, a handle waits as it is laid
 * out: a step asks for what the last one did.
 */
export interface WasmStates extends Handle {
  rows: number;
  units: number;
}

export type WasmLayer = Layer<WasmMatrix>;

/** A pass over one layer, kept from use to use: in its memory is what it learns, then computes. */
export interface Pass extends Block {
  readonly layer: WasmLayer;
  lesson: Lesson | undefined;
}

/** A `learn` that is held back until its layer is used again: what it reads, and changes beside the layer. */
interface Lesson {
  readonly x: WasmStates;
  readonly s: WasmStates;
  /** [x.rows × 1] */
  readonly weight: WasmMatrix | undefined;
  readonly moments: readonly WasmLayer[];
}

/** Makes a lesson due: marks what it will change, and keeps what it reads. */
export function hold(pass: Pass, lesson: Lesson): void {
  pass.lesson = lesson;
  mark(pass.layer, lesson.moments, pass);
  lesson.x.readers++;
  lesson.s.readers++;
  if (lesson.weight) lesson.weight.readers++;
}

/** The opposite, when the lesson is done or given up; `free` takes what nobody needs now. */
export function letGo(pass: Pass, free: (handle: WasmMatrix | WasmStates) => void): void {
  const { layer, lesson } = pass;
  if (!lesson) return;
  pass.lesson = undefined;
  mark(layer, lesson.moments, undefined);
  leave(lesson.x, free);
  leave(lesson.s, free);
  if (lesson.weight) leave(lesson.weight, free);
}

function mark(layer: WasmLayer, moments: readonly WasmLayer[], due: Pass | undefined): void {
  layer.weights.due = due;
  layer.bias.due = due;
  for (const { weights, bias } of moments) {
    weights.due = due;
    bias.due = due;
  }
}

function leave<H extends WasmMatrix | WasmStates>(handle: H, free: (handle: H) => void): void {
  handle.readers--;
  if (handle.dropped && handle.readers === 0) free(handle);
}
