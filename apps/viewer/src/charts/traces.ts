import type { Bucket } from "@helmholtz/core";
import type { Band, ChartData, Curve } from "./chart-data.ts";
import { smooth } from "./smooth.ts";

/** A curve or band, ready to be drawn, looked up or listed. */
export interface Trace {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly dash?: string;
  readonly faint: boolean;
  /** Where its steps lie on the x axis. */
  readonly of: (step: number) => number;
  /** The same object for as long as its numbers are the same. */
  readonly points: Points;
}

/** Columns of one length, ascending in `step` and in `x`. */
export interface Points {
  readonly step: Float64Array;
  /** Where the steps lie on the x axis. */
  readonly x: Float64Array;
  /** NaN, as are the columns below, in a gap. */
  readonly measured: Float64Array;
  /** `measured`, smoothed; the same array where nothing is smoothed. */
  readonly smoothed: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Whether `low` and `high` are apart anywhere. */
  readonly spread: boolean;
}

/** The bands and curves of a chart, faint ones first: in the order to be drawn. */
export function tracesOf({ curves, bands = [], xAxis, smoothing = 0 }: ChartData): Trace[] {
  const ofBands = bands.map(
    (band, i): Trace => ({
      ...{ id: `band ${i}`, name: band.name ?? "mean", color: band.color, faint: false },
      of: xAxis.of,
      points: bandPoints(band, xAxis.of, smoothing),
    }),
  );
  const ofCurves = curves.map(
    (curve): Trace => ({
      ...{ id: curve.id, name: curve.name, color: curve.color, dash: curve.dash },
      faint: curve.faint ?? false,
      of: curve.of ?? xAxis.of,
      points: curvePoints(curve, curve.of ?? xAxis.of, smoothing),
    }),
  );
  return [...ofBands, ...ofCurves].sort((a, b) => Number(b.faint) - Number(a.faint));
}

/** The step that stands for a bucket: the middle one of those that it has values of. */
export function stepOf({ from, to }: Bucket): number {
  return Math.floor(0.5 * (from + to));
}

interface Memo {
  readonly stamp: string;
  readonly of: (step: number) => number;
  readonly smoothing: number;
  readonly points: Points;
}

const memos = new WeakMap<object, Memo>();

function memoized(
  key: object,
  { stamp, of, smoothing }: Omit<Memo, "points">,
  make: () => Points,
): Points {
  const memo = memos.get(key);
  if (memo?.stamp === stamp && memo.of === of && memo.smoothing === smoothing) return memo.points;
  const points = make();
  memos.set(key, { stamp, of, smoothing, points });
  return points;
}

function curvePoints({ buckets, scale = 1 }: Curve, of: Memo["of"], smoothing: number): Points {
  return memoized(buckets, { stamp: `${scale} ${stampOf(buckets)}`, of, smoothing }, () => {
    const column = () => new Float64Array(buckets.length);
    const [step, x, measured, low, high] = [column(), column(), column(), column(), column()];
    let spread = false;
    // In every frame of a run that is watched: hence a plain loop.
    for (let i = 0; i < buckets.length; i++) {
      const bucket = buckets[i] as Bucket; // within its length
      step[i] = stepOf(bucket);
      x[i] = of(stepOf(bucket));
      measured[i] = drawable(scale * bucket.mean);
      low[i] = drawable(scale * bucket.min);
      high[i] = drawable(scale * bucket.max);
      spread ||= bucket.min < bucket.max;
    }
    return {
      ...{ step, x, measured, low, high, spread },
      smoothed: smoothing > 0 ? smooth(measured, smoothing) : measured,
    };
  });
}

function bandPoints({ x, mean, low, high }: Band, of: Memo["of"], smoothing: number): Points {
  return memoized(mean, { stamp: "", of, smoothing }, () => {
    const step = Float64Array.from(x);
    const measured = Float64Array.from(mean);
    const smoothed = (values: Float64Array) => (smoothing > 0 ? smooth(values, smoothing) : values);
    return {
      ...{ step, x: step.map((one) => of(one)), measured, smoothed: smoothed(measured) },
      low: smoothed(Float64Array.from(low)),
      high: smoothed(Float64Array.from(high)),
      spread: low.some((value, i) => value < (high[i] ?? value)),
    };
  });
}

// No axis can span larger ones, nor tell smaller ones from 0.
function drawable(value: number): number {
  const size = Math.abs(value);
  if (size < 1e-300) return 0;
  return size < 1e300 ? value : Number.NaN;
}

// A curve only grows at its end, is cut there, or has all its buckets merged in pairs.
function stampOf(buckets: readonly Bucket[]): string {
  const last = buckets.at(-1);
  return `${buckets.length} ${buckets[0]?.to} ${last?.to} ${last?.count} ${last?.mean}`;
}
