// What the driver and an engine say to each other, a JSON object a line, and the files between
// them; tooling/bench/README.md has it for peers in other languages.
import { type Layer, type Machine, type Matrix, matrix } from "@helmholtz/core";

/** What is measured: one update of plain SGD, one of Adam, or a likelihood of 50 samples an image. */
export const tasks = ["sgd", "adam", "evaluate"] as const;
export type Task = (typeof tasks)[number];

/** One thing to measure, on one number of threads. */
export interface Cell {
  readonly task: Task;
  /** Units of each layer, visible first: "784-200-10". */
  readonly net: string;
  /** Images at once. */
  readonly batch: number;
}

/** How both weights and their moments learn: β₁ and β₂ of Adam are its defaults. */
export interface Learning {
  readonly rate: number;
  /** δ of Adam. */
  readonly epsilon: number;
}

/** Learns or evaluates once with random numbers that are given, so that all engines must agree. */
export interface CheckRequest extends Cell, Learning {
  readonly do: "check";
  readonly steps: number;
  /** From which our own backends draw. */
  readonly seed: number;
  /** File of the same numbers, for peers. */
  readonly uniforms: string;
  /** File for the weights learnt. */
  readonly out: string;
}

/** Works for about this long, going on from where the last request left the model. */
export interface RunRequest extends Cell, Learning {
  readonly do: "run";
  readonly seconds: number;
}

/** One pass of Adam over the images in a given order. */
export interface EpochRequest extends Learning {
  readonly do: "epoch";
  readonly net: string;
  readonly batch: number;
  /** File of the order. */
  readonly order: string;
  /** File for the weights learnt. */
  readonly out: string;
}

export type Request = CheckRequest | RunRequest | EpochRequest;

/** What an engine says before it is asked anything. */
export interface Greeting {
  /** What really runs, with its version. */
  readonly engine: string;
  readonly tasks: readonly Task[];
  /** Processes that do its work, where that is not its own: their memory counts. */
  readonly processes?: readonly number[];
}

/** Work done, and the time it took. */
export interface Slice {
  readonly images: number;
  /** By the clock on the wall. */
  readonly seconds: number;
  /** Of all processors together. */
  readonly cpuSeconds: number;
}

/** Answer to a check: the mean −log p in nats, for the task `evaluate`. */
export interface Checked {
  readonly nll?: number;
}

/** Samples per image of the task `evaluate`. */
export const SAMPLES = 50;

/** Bits of all images, a byte each. */
export const IMAGES_FILE = "images.u8";

/** Weights that a net begins with. */
export const weightsFile = (net: string) => `${net}.f32`;

/** "784-200-10" as sizes. */
export function sizesOf(net: string): number[] {
  return net.split("-").map(Number);
}

/**
 * All weights in the order of a weights file: generative layers from the bottom up, each its
 * weights and then its bias, then the recognition layers likewise.
 */
export function flattenMachine({ generative, recognition }: Machine): Float32Array {
  const parts = [...generative, ...recognition].flatMap(({ weights, bias }) => [weights, bias]);
  const flat = new Float32Array(parts.reduce((sum, { data }) => sum + data.length, 0));
  let position = 0;
  for (const { data } of parts) {
    flat.set(data, position);
    position += data.length;
  }
  return flat;
}

/** The machine that `flattenMachine` made flat; its matrices are views of `flat`. */
export function shapeMachine(sizes: readonly number[], flat: Float32Array): Machine {
  let position = 0;
  const take = (rows: number, cols: number): Matrix => {
    const begin = position;
    position += rows * cols;
    return matrix(rows, cols, flat.subarray(begin, position));
  };
  const layer = (inputs = 0, units = 0): Layer => ({
    weights: take(inputs, units),
    bias: take(1, units),
  });
  return {
    sizes,
    generative: sizes.map((units, l) => layer(sizes[l + 1], units)),
    recognition: sizes.slice(1).map((units, l) => layer(sizes[l], units)),
  };
}
