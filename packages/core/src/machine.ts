import { type Matrix, matrix } from "./matrix.ts";
import { fold, type Key, normal, uniform } from "./random.ts";

/**
 * A layer of binary units, each on with probability σ(x · weights + bias).
 *
 * `M` is where the numbers live: host matrices by default, or a backend's own.
 */
export interface Layer<M = Matrix> {
  /** [inputs × units] */
  readonly weights: M;
  /** [1 × units] */
  readonly bias: M;
}

/** The two ways through a machine: top-down, and bottom-up. */
export type Direction = "generative" | "recognition";

/**
 * A Helmholtz machine: two sigmoid belief networks over the same units, one pointing down and
 * one up (Dayan, Hinton, Neal and Zemel 1995). Layer 0 is visible, layer L is the top.
 */
export interface Machine<M = Matrix> {
  /** Units of each layer, visible first, such as [784, 200, 10]. */
  readonly sizes: readonly number[];
  /**
   * [l] predicts layer l from layer l + 1, for l = 0 … L. The top one has no inputs: its bias
   * alone is the prior p(s_L), so no loop has a special case.
   */
  readonly generative: readonly Layer<M>[];
  /** [l] predicts layer l + 1 from layer l, for l = 0 … L − 1. */
  readonly recognition: readonly Layer<M>[];
}

/** How the weights of a new machine are drawn. */
export const initializations = {
  /** U(±√(6 ÷ (inputs + units))), biases 0 (Glorot and Bengio 2010, equation 16). */
  glorot: {
    weight: (k: Key, i: number, inputs: number, units: number) =>
      Math.sqrt(6 / (inputs + units)) * (2 * uniform(k, i) - 1),
    bias: () => 0,
  },
  /** Every weight and bias N(0, 1). */
  normal: { weight: normal, bias: normal },
  /** Every weight and bias 0. */
  zero: { weight: () => 0, bias: () => 0 },
};

export type Initialization = keyof typeof initializations;

export interface MachineOptions {
  /** Default `glorot`. */
  initialization?: Initialization;
  /** Added to the generative biases of all hidden units: below 0, few causes explain each image. Default 0. */
  hiddenBias?: number;
}

/** The most weights and biases that a machine may have: 2²⁸ (1 GiB of 32-bit floats). */
export const MAX_PARAMETERS = 2 ** 28;

/**
 * A new machine.
 *
 * @param sizes units of each layer, visible first: at least two layers of at least one unit
 * @throws RangeError when a size is not a positive integer, or all together are beyond `MAX_PARAMETERS`.
 */
export function createMachine(
  sizes: readonly number[],
  k: Key,
  { initialization = "glorot", hiddenBias = 0 }: MachineOptions = {},
): Machine {
  checkSizes(sizes);
  const { weight, bias } = initializations[initialization];
  const layer = (inputs: number, units: number, offset: number, k: Key): Layer => ({
    weights: filled(inputs, units, (i) => weight(fold(k, 0), i, inputs, units)),
    bias: filled(1, units, (i) => bias(fold(k, 1), i) + offset),
  });
  const [generativeKey, recognitionKey] = [fold(k, 0), fold(k, 1)];
  return {
    sizes,
    generative: sizes.map((units, l) =>
      layer(sizes[l + 1] ?? 0, units, l === 0 ? 0 : hiddenBias, fold(generativeKey, l)),
    ),
    recognition: sizes
      .slice(1)
      .map((units, l) => layer(sizes[l], units, 0, fold(recognitionKey, l))),
  };
}

function checkSizes(sizes: readonly number[]): void {
  if (sizes.length < 2) {
    throw new RangeError(
      `machine: a visible and at least one hidden layer are needed, got sizes [${sizes}]`,
    );
  }
  for (const size of sizes) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`machine: a layer needs at least 1 unit, got ${size} in [${sizes}]`);
    }
  }
  const parameters = parameterCount(sizes);
  if (parameters > MAX_PARAMETERS) {
    throw new RangeError(
      `machine: sizes [${sizes}] make ${parameters} weights and biases; at most ${MAX_PARAMETERS} are possible, use smaller layers`,
    );
  }
}

/** Weights and biases of both directions. */
export function parameterCount(sizes: readonly number[]): number {
  const weights = sizes.slice(1).reduce((sum, units, l) => sum + units * sizes[l], 0);
  const biases = sizes.reduce((sum, units) => sum + units, 0);
  return 2 * weights + 2 * biases - sizes[0];
}

/** The same machine with every matrix moved by `move`, such as to a backend. */
export function mapMachine<A, B>(machine: Machine<A>, move: (m: A) => B): Machine<B> {
  return {
    sizes: machine.sizes,
    generative: machine.generative.map((layer) => mapLayer(layer, move)),
    recognition: machine.recognition.map((layer) => mapLayer(layer, move)),
  };
}

/** The same layer with both matrices moved by `move`. */
export function mapLayer<A, B>({ weights, bias }: Layer<A>, move: (m: A) => B): Layer<B> {
  return { weights: move(weights), bias: move(bias) };
}

function filled(rows: number, cols: number, value: (i: number) => number): Matrix {
  const m = matrix(rows, cols);
  for (let i = 0; i < m.data.length; i++) m.data[i] = value(i);
  return m;
}
