/**
 * A random stream, named by two 32-bit words.
 *
 * Randomness is an argument here, never ambient. The generator is counter-based: number i of a
 * stream depends on the key and on i alone, so results do not depend on the order in which
 * numbers are asked for, nor on batch splits or threads, and a resumed run continues exactly.
 */
export type Key = readonly [number, number];

/**
 * The stream of a seed.
 *
 * @param seed an integer from 0 to 2⁵³ − 1
 * @throws RangeError for any other seed.
 */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`key: a seed is an integer from 0 to 2^53 - 1, got ${seed}`);
  }
  return fold([seed >>> 0, Math.floor(seed / 2 ** 32)], 0);
}

/** The `i`-th stream derived from `k`, independent of it and of its other derived streams. */
export function fold(k: Key, i: number): Key {
  // Not as a pattern in the parameter, which takes longer than all the rest.
  const a = k[0];
  const b = k[1];
  return [hash(i, a ^ 0x9e3779b9, b + 0x85ebca6b), hash(i, a + 0xc2b2ae35, b ^ 0x27d4eb2f)];
}

/** The `i`-th number of stream `k`, uniform over the integers 0 … 2³² − 1. */
export function bits(k: Key, i: number): number {
  return hash(i, k[0], k[1]);
}

/** The `i`-th number of stream `k`, uniform in [0, 1) with 24 bits: exact in 32-bit floats, too. */
export function uniform(k: Key, i: number): number {
  return (hash(i, k[0], k[1]) >>> 8) * 2 ** -24;
}

/** The `i`-th number of stream `k`, normal with mean 0 and variance 1 (Box and Muller 1958). */
export function normal(k: Key, i: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(k, 2 * i)));
  return radius * Math.cos(2 * Math.PI * uniform(k, 2 * i + 1));
}

/** A random order of 0 … n − 1 (Fisher and Yates). */
export function permutation(n: number, k: Key): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor((bits(k, i) / 2 ** 32) * (i + 1));
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
  return order;
}

// Three rounds of xor-shift and multiply with the triple32 constants found by C. Wellons
// (https://nullprogram.com/blog/2018/07/31/), keyed at the entrance and after the first round.
// For every key it is a bijection of i.
function hash(i: number, a: number, b: number): number {
  let x = i ^ a;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb) + b;
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
  x = Math.imul(x ^ (x >>> 15), 0x31848bab);
  return (x ^ (x >>> 14)) >>> 0;
}
