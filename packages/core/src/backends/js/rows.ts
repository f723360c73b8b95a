/**
 * The inner loops: rows of numbers added eight columns at a time, with the eight sums held in
 * locals, which the engine keeps in registers.
 *
 * The first two differ only in their types. One function for both would be compiled for both
 * kinds of array at once, and be half as fast.
 */

/** Sets `sum` to `bias` plus the rows of `weights` that begin at `at[0]` … `at[count − 1]`, added in order. */
export function sumWeights(
  sum: Float64Array,
  bias: Float32Array,
  weights: Float32Array,
  at: Int32Array,
  count: number,
): void {
  const width = sum.length;
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    let a0 = bias[j];
    let a1 = bias[j + 1];
    let a2 = bias[j + 2];
    let a3 = bias[j + 3];
    let a4 = bias[j + 4];
    let a5 = bias[j + 5];
    let a6 = bias[j + 6];
    let a7 = bias[j + 7];
    for (let k = 0; k < count; k++) {
      const i = at[k] + j;
      a0 += weights[i];
      a1 += weights[i + 1];
      a2 += weights[i + 2];
      a3 += weights[i + 3];
      a4 += weights[i + 4];
      a5 += weights[i + 5];
      a6 += weights[i + 6];
      a7 += weights[i + 7];
    }
    sum[j] = a0;
    sum[j + 1] = a1;
    sum[j + 2] = a2;
    sum[j + 3] = a3;
    sum[j + 4] = a4;
    sum[j + 5] = a5;
    sum[j + 6] = a6;
    sum[j + 7] = a7;
  }
  for (; j < width; j++) {
    let a = bias[j];
    for (let k = 0; k < count; k++) a += weights[at[k] + j];
    sum[j] = a;
  }
}

/** Sets `sum` to the sum of the rows of `deltas` that begin at `at[from]` … `at[to − 1]`, added in order. */
export function sumDeltas(
  sum: Float64Array,
  deltas: Float64Array,
  at: Int32Array,
  from: number,
  to: number,
): void {
  const width = sum.length;
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let a4 = 0;
    let a5 = 0;
    let a6 = 0;
    let a7 = 0;
    for (let k = from; k < to; k++) {
      const i = at[k] + j;
      a0 += deltas[i];
      a1 += deltas[i + 1];
      a2 += deltas[i + 2];
      a3 += deltas[i + 3];
      a4 += deltas[i + 4];
      a5 += deltas[i + 5];
      a6 += deltas[i + 6];
      a7 += deltas[i + 7];
    }
    sum[j] = a0;
    sum[j + 1] = a1;
    sum[j + 2] = a2;
    sum[j + 3] = a3;
    sum[j + 4] = a4;
    sum[j + 5] = a5;
    sum[j + 6] = a6;
    sum[j + 7] = a7;
  }
  for (; j < width; j++) {
    let a = 0;
    for (let k = from; k < to; k++) a += deltas[at[k] + j];
    sum[j] = a;
  }
}

/** Adds `rate` times the row of `deltas` that begins at `from` to the row of `weights` that begins at `at`. */
export function addScaled(
  weights: Float32Array,
  at: number,
  rate: number,
  deltas: Float64Array,
  from: number,
  width: number,
): void {
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    const i = at + j;
    const k = from + j;
    weights[i] += rate * deltas[k];
    weights[i + 1] += rate * deltas[k + 1];
    weights[i + 2] += rate * deltas[k + 2];
    weights[i + 3] += rate * deltas[k + 3];
    weights[i + 4] += rate * deltas[k + 4];
    weights[i + 5] += rate * deltas[k + 5];
    weights[i + 6] += rate * deltas[k + 6];
    weights[i + 7] += rate * deltas[k + 7];
  }
  for (; j < width; j++) weights[at + j] += rate * deltas[from + j];
}
