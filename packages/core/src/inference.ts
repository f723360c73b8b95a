import type { Backend } from "./backend.ts";
import type { Machine } from "./machine.ts";
import { type States, states } from "./matrix.ts";
import { fold, type Key } from "./random.ts";

/**
 * States of every layer for a batch, visible first: a datum d and its total representation α.
 * Above the top stands a layer of no units, the input of the prior.
 */
export type Representation<S> = readonly S[];

// What the top layer is given: a new array at every step would take time.
const NO_BITS = new Uint8Array();

/**
 * A representation drawn bottom-up by the recognition weights: α ~ Q(α | d).
 *
 * @param data the visible layer: [n × visible]
 * @param firstRow what the first image counts as for `Backend.sample`, so that a batch can be split
 */
export function recognize<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  data: States,
  key: Key,
  firstRow = 0,
): Representation<S> {
  const s = [backend.uploadStates(data)];
  machine.recognition.forEach((layer, l) => {
    s.push(backend.sample(layer, s[l], fold(key, l), firstRow));
  });
  s.push(backend.uploadStates(states(data.rows, 0, NO_BITS)));
  return s;
}

/** A dream (the papers' "fantasy"), drawn top-down by the generative weights: α, d ~ p(α, d). */
export function dream<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  rows: number,
  key: Key,
): Representation<S> {
  const s: S[] = [];
  s[machine.sizes.length] = backend.uploadStates(states(rows, 0, NO_BITS));
  for (let l = machine.sizes.length - 1; l >= 0; l--) {
    s[l] = backend.sample(machine.generative[l], s[l + 1], fold(key, l));
  }
  return s;
}

/** Dreams to look at: the probability that each pixel is on, given what is dreamt above: [rows × visible]. */
export function dreamImages<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  rows: number,
  key: Key,
): M {
  const dreamt = dream(backend, machine, rows, key);
  return backend.predict(machine.generative[0], dreamt[1]);
}

/** What a representation costs: log-probabilities of each layer's states, in nats, one an image. */
export interface LayerLogProbs {
  /** [l][n]: log p(s_l | s_{l+1}) for l = 0 … L: minus equation 2, summed over the layer. */
  readonly generative: readonly Float32Array[];
  /** [l][n]: log q(s_{l+1} | s_l) for l = 0 … L − 1. */
  readonly recognition: readonly Float32Array[];
}

/** Log-probabilities of a representation in both directions, layer by layer. */
export async function layerLogProbs<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  s: Representation<S>,
): Promise<LayerLogProbs> {
  const generative = machine.generative.map((layer, l) => backend.logProb(layer, s[l + 1], s[l]));
  const recognition = machine.recognition.map((layer, l) => backend.logProb(layer, s[l], s[l + 1]));
  const read = async (m: M) => (await backend.read(m)).data;
  return {
    generative: await Promise.all(generative.map(read)),
    recognition: await Promise.all(recognition.map(read)),
  };
}

/**
 * Free energy of each layer and image, in nats: [l][n].
 *
 * Layer l costs −log p(s_l | s_{l+1}); above the visible layer the choice of s_l among what
 * recognition offers gives −log q(s_l | s_{l−1}) back. With α drawn from Q, the sum over the
 * layers has the mean F(d) of equation 5.
 */
export function layerFreeEnergies({ generative, recognition }: LayerLogProbs): Float32Array[] {
  return generative.map((logp, l) =>
    logp.map((value, n) => (l === 0 ? -value : recognition[l - 1][n] - value)),
  );
}

/** Description length of each layer and image, in bits: [l][n]. Otherwise as `layerFreeEnergies`. */
export function layerDescriptionLengths(logProbs: LayerLogProbs): Float32Array[] {
  return layerFreeEnergies(logProbs).map((layer) => layer.map((nats) => nats / Math.LN2));
}

/** Cost C(α, d) of each image's representation, in nats: equation 3. */
export function cost({ generative }: LayerLogProbs): Float32Array {
  return sumRows(generative).map((value) => -value);
}

/** Sum over the layers, image by image. */
export function sumRows(layers: readonly Float32Array[]): Float32Array {
  const total = new Float32Array(layers[0].length);
  for (const layer of layers) {
    for (let n = 0; n < total.length; n++) total[n] += layer[n];
  }
  return total;
}
