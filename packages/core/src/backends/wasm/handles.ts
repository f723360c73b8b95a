import type { Update } from "../../backend.ts";
import type { Layer } from "../../machine.ts";
import type { Block } from "./heap.ts";

/** What an arena frees, when nothing reads it any more. */
interface Handle {
  /** Where it starts. */
  readonly at: number;
  readonly block: Block;
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
  lesson: Lesson | undefined;
}

/** States in WebAssembly memory: bits, and lists of active units. */
export interface WasmStates extends Handle {
  readonly rows: number;
  readonly units: number;
}

export type WasmLayer = Layer<WasmMatrix>;

/** A `learn` that is held back until its layer is used again. */
export interface Lesson {
  readonly layer: WasmLayer;
  readonly x: WasmStates;
  readonly s: WasmStates;
  readonly update: Update<WasmMatrix>;
  /** [x.rows × 1] */
  readonly weight: WasmMatrix | undefined;
}

/** Marks what a lesson will change, and keeps what it reads. */
export function hold(lesson: Lesson): void {
  mark(lesson, lesson);
  lesson.x.readers++;
  lesson.s.readers++;
  if (lesson.weight) lesson.weight.readers++;
}

/** The opposite of `hold`, when a lesson is done or given up; `release` takes what nobody needs now. */
export function letGo(lesson: Lesson, release: (block: Block) => void): void {
  mark(lesson, undefined);
  leave(lesson.x, release);
  leave(lesson.s, release);
  if (lesson.weight) leave(lesson.weight, release);
}

function mark({ layer, update }: Lesson, lesson: Lesson | undefined): void {
  layer.weights.lesson = lesson;
  layer.bias.lesson = lesson;
  for (const { weights, bias } of update.moments) {
    weights.lesson = lesson;
    bias.lesson = lesson;
  }
}

function leave(handle: Handle, release: (block: Block) => void): void {
  handle.readers--;
  if (handle.dropped && handle.readers === 0) release(handle.block);
}
