import "../../../machine/disposal.ts";
import {
  enumerate,
  js,
  type Key,
  layerLogProbs,
  type Machine,
  matrix,
  recognize,
  states,
} from "@helmholtz/core";

/** What units cost in bits, each on with its own probability and independent of the others: equation 2. */
export async function unitBits(on: Uint8Array, probabilities: ArrayLike<number>): Promise<number> {
  const backend = js();
  const bias = Float32Array.from(probabilities, (p) => Math.log(p / (1 - p)));
  const layer = { weights: matrix(0, on.length), bias: matrix(1, on.length, bias) };
  const logProb = backend.logProb(
    layer,
    backend.uploadStates(states(1, 0)),
    backend.uploadStates(states(1, on.length, on)),
  );
  return bitsOf((await backend.read(logProb)).data);
}

/** What one layer adds to the description of an image, in bits, mean over the draws. */
export interface LayerBits {
  /** −log₂ p of its states, given the layer above. */
  readonly cost: number;
  /** −log₂ q of its states, given the layer below: what the choice gives back. None of the pixels. */
  readonly back: number;
}

/** The description of an image layer by layer, visible first, with causes drawn so many times. */
export async function layerBits(
  machine: Machine,
  pixels: Uint8Array,
  draws: number,
  key: Key,
): Promise<LayerBits[]> {
  const backend = js();
  const data = states(draws, pixels.length);
  for (let row = 0; row < draws; row++) data.data.set(pixels, row * pixels.length);
  const seen = recognize(backend, machine, data, key);
  const { generative, recognition } = await layerLogProbs(backend, machine, seen);
  return generative.map((logProbs, l) => ({
    cost: bitsOf(logProbs),
    back: bitsOf(recognition[l - 1] ?? new Float32Array(1)),
  }));
}

/** What an image costs by a small machine, exactly, in bits. */
export interface ExactBits {
  /** F(d): equation 5. */
  readonly descriptionLength: number;
  /** −log₂ p(d). */
  readonly surprise: number;
}

/** Goes through all causes of an image. */
export function exactBits(machine: Machine, pixels: ArrayLike<number>): ExactBits {
  const { freeEnergy, logLikelihood } = enumerate(machine, pixels);
  return { descriptionLength: freeEnergy / Math.LN2, surprise: -logLikelihood / Math.LN2 };
}

// The mean of −log₂ p.
function bitsOf(logProbs: Float32Array): number {
  const nats = logProbs.reduce((sum, value) => sum - value, 0) / logProbs.length;
  return nats === 0 ? 0 : nats / Math.LN2;
}
