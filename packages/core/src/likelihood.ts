import type { Backend } from "./backend.ts";
import type { Images } from "./datasets/dataset.ts";
import {
  cost,
  layerFreeEnergies,
  layerLogProbs,
  type Representation,
  recognize,
  sumRows,
} from "./inference.ts";
import type { Machine } from "./machine.ts";
import { repeatRows } from "./matrix.ts";
import { fold, type Key } from "./random.ts";

/** How well a machine describes a set of images: means over the images. */
export interface Evaluation {
  readonly images: number;
  /** Samples of Q per image, K. */
  readonly samples: number;
  /** −log p(d) in nats per image, estimated by importance sampling; from above, tightening with K. */
  readonly nll: number;
  /** Standard error of `nll` over the images. */
  readonly nllStandardError: number;
  /** F(d) in nats per image: equation 5, mean over the samples. */
  readonly freeEnergy: number;
  /** F(d) in bits per image. */
  readonly descriptionLength: number;
  /** Bits per image of each layer, visible first; they sum to `descriptionLength`. */
  readonly layers: readonly number[];
  /** C(α, d) in bits per image: equation 3, mean over the samples. */
  readonly cost: number;
}

export interface EvaluateOptions<S = unknown> {
  /** Samples per image, K. Default 50. */
  samples?: number;
  /** How many images, from the first. Default all. */
  limit?: number;
  /**
   * Called with what is recognized of each part of the images, every image `samples` times over; it
   * is freed when the promise resolves.
   */
  onRecognized?: (s: Representation<S>) => Promise<void>;
  /** Called after each part with the number of images done. */
  onProgress?: (images: number) => void;
}

// Rows of one upload. Results do not depend on it: random numbers are keyed by image and sample.
const ROWS_AT_ONCE = 2000;

/**
 * Evaluates a machine on images.
 *
 * log p(d) ≈ log mean_k p(d, α_k) ÷ q(α_k | d), with α_1 … α_K drawn from Q: a lower bound of
 * log p(d) in expectation (Burda, Grosse and Salakhutdinov 2016, equation 8); with K = 1 it is −F.
 *
 * @throws RangeError when the images or K are not a positive integer.
 */
export async function evaluate<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  images: Images,
  key: Key,
  { samples = 50, limit = images.size, onRecognized, onProgress }: EvaluateOptions<S> = {},
): Promise<Evaluation> {
  const count = Math.min(limit, images.size);
  if (!(Number.isSafeInteger(count) && count >= 1)) {
    throw new RangeError(
      `evaluate: at least one image is needed, and a whole number of them, got ${count}`,
    );
  }
  if (!(Number.isSafeInteger(samples) && samples >= 1)) {
    throw new RangeError(`evaluate: at least 1 sample per image is needed, got ${samples}`);
  }
  const [drawKey, recognizeKey] = [fold(key, 0), fold(key, 1)];
  const layers = machine.sizes.map(() => 0);
  let costSum = 0;
  let nll = 0;
  let nllSquares = 0;

  const imagesAtOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / samples));
  for (let first = 0; first < count; first += imagesAtOnce) {
    using _ = backend.arena();
    const indices = range(first, Math.min(first + imagesAtOnce, count));
    const data = repeatRows(images.draw(indices, drawKey), samples);
    const s = recognize(backend, machine, data, recognizeKey, first * samples);
    await onRecognized?.(s);
    const logProbs = await layerLogProbs(backend, machine, s);
    const layerEnergies = layerFreeEnergies(logProbs);
    layerEnergies.forEach((energies, l) => {
      layers[l] += sum(energies) / samples;
    });
    costSum += sum(cost(logProbs)) / samples;
    const energies = sumRows(layerEnergies);
    for (let n = 0; n < indices.length; n++) {
      const value = -logMeanExp(energies.subarray(n * samples, (n + 1) * samples));
      nll += value;
      nllSquares += value * value;
    }
    onProgress?.(first + indices.length);
  }

  const freeEnergy = sum(layers) / count;
  const variance = Math.max(0, nllSquares / count - (nll / count) ** 2);
  return {
    images: count,
    samples,
    nll: nll / count,
    nllStandardError: Math.sqrt(variance / Math.max(1, count - 1)),
    freeEnergy,
    descriptionLength: freeEnergy / Math.LN2,
    layers: layers.map((nats) => nats / count / Math.LN2),
    cost: costSum / count / Math.LN2,
  };
}

// log mean_k e^−F_k: the K-sample estimate of log p(d)
function logMeanExp(energies: Float32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const f of energies) least = Math.min(least, f);
  let total = 0;
  for (const f of energies) total += Math.exp(least - f);
  return Math.log(total / energies.length) - least;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
