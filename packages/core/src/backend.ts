import type { Layer } from "./machine.ts";
import type { Matrix, States } from "./matrix.ts";
import type { Optimizer } from "./optimizers.ts";
import type { Key } from "./random.ts";

/**
 * Where the arithmetic happens: four verbs on a layer, and memory.
 *
 * Both directions of a machine are made of layers, and each direction teaches the other by one
 * delta rule, so learning is written once against this interface. To add a backend, implement it
 * and pass `testBackend` of the contract test.
 *
 * Every verb may return before it is done; only `read` and `readStates` wait. A backend is free
 * to hold a `learn` back until its layer is used again, and to do both in one go. What was started to
 * compute, such as threads, ends when it is disposed.
 *
 * @typeParam M the backend's matrices: weights, probabilities
 * @typeParam S the backend's states: bits
 */
export interface Backend<M = unknown, S = unknown> extends Partial<AsyncDisposable> {
  /** What really runs, such as "cpu". */
  readonly name: string;

  /** Probability that each unit is on, σ(x · weights + bias): [n × inputs] → [n × units]. */
  predict(layer: Layer<M>, x: S): M;

  /**
   * States drawn from `predict`: unit j of row n is on when `uniform(fold(key, firstRow + n), j)`
   * is below its probability.
   */
  sample(layer: Layer<M>, x: S, key: Key, firstRow?: number): S;

  /** log p(s | x) in nats, summed over the units: [n × 1]. */
  logProb(layer: Layer<M>, x: S, s: S): M;

  /**
   * Delta rule, changing `layer` and the update's moments in place: the gradient
   * Σ_n weight_n x_nᵀ (s_n − predict(x_n)), handed to the optimizer. `weight` is [n × 1], 1 ÷ n
   * where not given.
   */
  learn(layer: Layer<M>, x: S, s: S, update: Update<M>, weight?: M): void;

  /** A copy of `m` in this backend's memory. */
  upload(m: Matrix): M;
  read(m: M): Promise<Matrix>;
  uploadStates(s: States): S;
  readStates(s: S): Promise<States>;

  /** Frees, when disposed, every M and S created since. A step opens one, so nothing that it makes outlives it. */
  arena(): Disposable;
}

/** One update of one layer: what `learn` does with a gradient. */
export interface Update<M> {
  readonly optimizer: Optimizer;
  /** Learning rate ε of this layer. */
  readonly rate: number;
  /** Which update of this layer this is, from 1: t of Adam. */
  readonly count: number;
  /** One layer for each name in `optimizerMoments`, shaped like the layer that learns. */
  readonly moments: readonly Layer<M>[];
  /** Raise weights below 0 to 0 afterwards (not biases). */
  readonly nonNegative: boolean;
}
