import { area, line } from "d3-shape";
import type { Axis } from "./axis.ts";
import { countBelow } from "./lookup.ts";
import type { Points } from "./traces.ts";

/** What is drawn of a curve, as the data of SVG paths. */
export interface Paths {
  readonly line: string;
  /** What was measured, where `line` is smoothed. */
  readonly ghost?: string;
  /** From the least to the greatest value, where they are apart. */
  readonly band?: string;
}

/** The part of a curve that the axes show. The same object for as long as nothing in it changes. */
export function pathsOf(points: Points, x: Axis, y: Axis): Paths {
  const key = [x.domain, x.range, x.log, y.domain, y.range, y.log].join();
  const memo = memos.get(points);
  if (memo?.key === key) return memo.paths;
  const paths = drawPaths(points, x, y);
  memos.set(points, { key, paths });
  return paths;
}

const memos = new WeakMap<Points, { key: string; paths: Paths }>();

function drawPaths(points: Points, x: Axis, y: Axis): Paths {
  const { measured, smoothed, low, high, spread } = points;
  const groups = groupPoints(points, x);
  const px = groups.reduce(points.x, mean).map(x.at);
  const isPlaced = (i: number) => !Number.isNaN(px[i]);
  const place = (values: Float64Array) => groups.reduce(values, mean).map(y.at);
  const stroke = (values: Float64Array) => {
    const py = place(values);
    return (
      line<number>(
        (_, i) => px[i] ?? 0,
        (value) => value,
      )
        .defined((value, i) => isPlaced(i) && !Number.isNaN(value))
        .digits(1)(py) ?? ""
    );
  };
  const fill = () => {
    const top = groups.reduce(high, max).map(y.at);
    // A band that reaches down to 0 has no lower end on a logarithmic axis.
    const bottom = groups
      .reduce(low, min)
      .map((value) => (y.log && value <= 0 ? y.range[0] : y.at(value)));
    return (
      area<number>(
        (_, i) => px[i] ?? 0,
        (_, i) => bottom[i] ?? 0,
        (value) => value,
      )
        .defined((value, i) => isPlaced(i) && !Number.isNaN(value))
        .digits(1)(top) ?? ""
    );
  };
  return {
    line: stroke(smoothed),
    ...(smoothed !== measured && { ghost: stroke(measured) }),
    ...((spread || groups.size > 1) && { band: fill() }),
  };
}

interface Groups {
  /** Points of each. */
  readonly size: number;
  /** One value for each group; NaN for one of gaps only. */
  reduce(values: Float64Array, how: Reduce): Float64Array;
}

type Reduce = (values: Float64Array, from: number, to: number) => number;

// Pixels to a point, below which curves only take longer to draw.
const PIXELS = 1.5;

// Groups of a power of two points begin at multiples of it, so that a curve which grows, or is
// moved along the axis, is not grouped anew every time. On a logarithmic axis the first points have most
// of the room: none are grouped.
function groupPoints({ x }: Points, { domain, range, log }: Axis): Groups {
  const from = Math.max(0, countBelow(x, domain[0]) - 1);
  const to = Math.min(x.length, countBelow(x, domain[1]) + 1);
  let size = 1;
  while (!log && (to - from) / size > (range[1] - range[0]) / PIXELS) size *= 2;
  const first = Math.floor(from / size);
  const count = Math.ceil(to / size) - first;
  return {
    size,
    reduce: (values, how) => {
      const reduced = new Float64Array(Math.max(0, count));
      for (let i = 0; i < reduced.length; i++) {
        const start = (first + i) * size;
        reduced[i] =
          size === 1
            ? (values[start] ?? Number.NaN)
            : how(values, start, Math.min(start + size, values.length));
      }
      return reduced;
    },
  };
}

const mean: Reduce = (values, from, to) => {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
};

const min: Reduce = (values, from, to) => fold(values, from, to, Math.min);
const max: Reduce = (values, from, to) => fold(values, from, to, Math.max);

function fold(
  values: Float64Array,
  from: number,
  to: number,
  pick: (a: number, b: number) => number,
): number {
  let picked = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) picked = Number.isNaN(picked) ? value : pick(picked, value);
  }
  return picked;
}
