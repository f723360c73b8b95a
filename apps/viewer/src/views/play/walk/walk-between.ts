import type { Machine } from "@helmholtz/core";

/**
 * A picture on the way from one representation to another: [pixels].
 *
 * Unit j of layer 1 is on with probability (1 − t)·a_j + t·b_j, its state in both mixed, and pixel i
 * with p_i = σ(b_i + Σ_j w_ji ((1 − t)·a_j + t·b_j)), the generative probability with these in place
 * of states. At t = 0 and 1 these are the pictures of both representations.
 *
 * @param a states of layer 1 at the start: [units]
 * @param b states of layer 1 at the end: [units]
 * @param t how far: 0 … 1
 */
export function pictureBetween(
  { generative: [layer] }: Machine,
  a: Uint8Array,
  b: Uint8Array,
  t: number,
): Float32Array {
  if (!layer) return new Float32Array();
  const { bias, weights } = layer;
  const sums = bias.data.slice();
  for (let j = 0; j < weights.rows; j++) {
    const on = (1 - t) * (a[j] ?? 0) + t * (b[j] ?? 0);
    if (on === 0) continue;
    const row = weights.data.subarray(j * weights.cols, (j + 1) * weights.cols);
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + on * (row[i] ?? 0);
  }
  return sums.map((sum) => 1 / (1 + Math.exp(-sum)));
}

/** Pictures at equal steps from one representation to the other, both ends included. */
export function stripBetween(
  machine: Machine,
  a: Uint8Array,
  b: Uint8Array,
  count: number,
): Float32Array {
  const pixels = machine.sizes[0] ?? 0;
  const strip = new Float32Array(count * pixels);
  for (let n = 0; n < count; n++) {
    strip.set(pictureBetween(machine, a, b, n / (count - 1)), n * pixels);
  }
  return strip;
}
