import type { XAxis, Zoom } from "./chart-data.ts";
import type { Points, Trace } from "./traces.ts";

/** How many of the ascending values are below `value`. */
export function countBelow(values: Float64Array, value: number): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] ?? value) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The point nearest to an x; none where the curve does not reach so far. */
export function nearestPoint({ x }: Points, at: number): number | undefined {
  const after = countBelow(x, at);
  const before = after - 1;
  const first = x[0] ?? Number.NaN;
  const last = x.at(-1) ?? Number.NaN;
  // A point stands for what lies around it, half-way to the next one.
  if (after === 0) return first - at <= 0.5 * ((x[1] ?? first) - first) ? 0 : undefined;
  if (after === x.length) {
    return at - last <= 0.5 * (last - (x.at(-2) ?? last)) ? before : undefined;
  }
  return (x[after] ?? 0) - at < at - (x[before] ?? 0) ? after : before;
}

/** The x nearest to `at` that any of the curves has a point at; none where there are no points. */
export function nearestX(traces: readonly Trace[], at: number): number | undefined {
  const candidates = traces.flatMap(({ points: { x } }) => {
    const after = countBelow(x, at);
    return [x[after - 1], x[after]].filter((value) => value !== undefined);
  });
  return candidates.length === 0
    ? undefined
    : candidates.reduce((best, x) => (Math.abs(x - at) < Math.abs(best - at) ? x : best));
}

/** The x of the next point of any curve, right of `at` or left of it; none beyond the last one. */
export function neighbourX(
  traces: readonly Trace[],
  at: number,
  direction: 1 | -1,
): number | undefined {
  const candidates = traces.flatMap(({ points: { x } }) => {
    const below = countBelow(x, at);
    const next = direction < 0 ? x[below - 1] : x[x[below] === at ? below + 1 : below];
    return next === undefined ? [] : [next];
  });
  if (candidates.length === 0) return undefined;
  return direction > 0 ? Math.min(...candidates) : Math.max(...candidates);
}

/** The first and the last x of the curves, of those that the axis can show; none where there are no points. */
export function spanOf(traces: readonly Trace[], { log = false }: XAxis): Zoom | undefined {
  const spans = traces.flatMap(({ points: { x } }) => {
    const first = x[firstPlaced(x, log)];
    return first === undefined ? [] : [[first, x.at(-1) ?? first] as const];
  });
  if (spans.length === 0) return undefined;
  return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))];
}

/** The index of the first x that has a place on its axis: on a logarithmic one, those above 0 have. */
export function firstPlaced(x: Float64Array, log: boolean): number {
  return log ? countBelow(x, Number.MIN_VALUE) : 0;
}

/** The whole step, from 0 on, that lies nearest to an x. */
export function stepAt({ of }: XAxis, x: number): number {
  let to = 1;
  while (of(to) < x && to < Number.MAX_SAFE_INTEGER / 2) to *= 2;
  let from = 0;
  while (from < to) {
    const middle = Math.floor(0.5 * (from + to));
    if (of(middle) < x) from = middle + 1;
    else to = middle;
  }
  return to > 0 && x - of(to - 1) < of(to) - x ? to - 1 : to;
}
