/** A row-major matrix of 32-bit floats on the host. A vector is one row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** [rows × cols] */
  readonly data: Float32Array;
}

/**
 * Wraps `data`, or allocates zeros.
 *
 * @throws RangeError when `data` does not hold rows × cols numbers.
 */
export function matrix(
  rows: number,
  cols: number,
  data: Float32Array = new Float32Array(rows * cols),
): Matrix {
  if (data.length !== rows * cols) {
    throw new RangeError(
      `matrix: ${rows} x ${cols} needs ${rows * cols} numbers, got ${data.length}`,
    );
  }
  return { rows, cols, data };
}

/**
 * States of one layer's binary units for a batch of images, on the host.
 *
 * Not a `Matrix`: that every input is a bit is what the fast backends live on.
 */
export interface States {
  /** Images in the batch. */
  readonly rows: number;
  readonly units: number;
  /** [rows × units], each 0 or 1. */
  readonly data: Uint8Array;
}

/**
 * Wraps `data`, or allocates units that are all off.
 *
 * @throws RangeError when `data` does not hold rows × units bits.
 */
export function states(
  rows: number,
  units: number,
  data: Uint8Array = new Uint8Array(rows * units),
): States {
  if (data.length !== rows * units) {
    throw new RangeError(
      `states: ${rows} x ${units} needs ${rows * units} bits, got ${data.length}`,
    );
  }
  return { rows, units, data };
}

/** Each row of `s`, `times` over: rows n·times … n·times + times − 1 of the result are row n. */
export function repeatRows(s: States, times: number): States {
  const out = states(s.rows * times, s.units);
  for (let row = 0; row < out.rows; row++) {
    const from = Math.floor(row / times) * s.units;
    out.data.set(s.data.subarray(from, from + s.units), row * s.units);
  }
  return out;
}
