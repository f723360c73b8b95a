import type { States } from "../../matrix.ts";

/** States, and beside them the units that are on in each row. */
export interface ActiveStates extends States {
  /** [rows + 1]: row n has `active[starts[n]]` … `active[starts[n + 1] − 1]`. */
  readonly starts: Int32Array;
  /** Units that are on, ascending in each row. */
  readonly active: Int32Array;
}

/** Lists the active units of states whose data it keeps. */
export function activeStates({ rows, units, data }: States): ActiveStates {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i];
  const starts = new Int32Array(rows + 1);
  const active = new Int32Array(total);
  let count = 0;
  for (let n = 0, i = 0; n < rows; n++) {
    for (let j = 0; j < units; j++, i++) {
      // Written, and kept only if on: a branch on what is random would be mispredicted.
      active[count] = j;
      count += data[i];
    }
    starts[n + 1] = count;
  }
  return { rows, units, data, starts, active };
}

/** Whether row n equals the row before it. */
export function repeatsRow({ starts, active }: ActiveStates, n: number): boolean {
  if (n === 0) return false;
  const before = starts[n - 1];
  const start = starts[n];
  const count = start - before;
  if (starts[n + 1] - start !== count) return false;
  for (let k = 0; k < count; k++) if (active[before + k] !== active[start + k]) return false;
  return true;
}

/**
 * The other way round: sets `rowsOf` to the rows in which each unit is on, ascending. Unit i has
 * `rowsOf[starts[i]]` … `rowsOf[starts[i + 1] − 1]`.
 *
 * @param starts [units + 1], set by this
 * @param rowsOf as many as `active`, set by this; each row stands as n · width, where it begins in
 *   a matrix [rows × width]
 */
export function listRows(
  { rows, units, starts: rowStarts, active }: ActiveStates,
  width: number,
  starts: Int32Array,
  rowsOf: Int32Array,
): void {
  starts.fill(0);
  for (let k = 0; k < active.length; k++) starts[active[k]]++;
  for (let i = 0; i < units; i++) starts[i + 1] += starts[i]; // now where each unit ends
  for (let n = rows - 1; n >= 0; n--) {
    for (let k = rowStarts[n]; k < rowStarts[n + 1]; k++) rowsOf[--starts[active[k]]] = n * width;
  }
}
