import type { Bucket, Series } from "@helmholtz/core";
import type { Rgb } from "../../draw/color.ts";
import type { Line } from "../../draw/line-chart.ts";
import { type Measure, sameMeasure } from "../../draw/measure.ts";
import type { Range } from "../../draw/ticks.ts";
import type { Pattern } from "../../draw/trace.ts";

/** A series of a run, and how a chart shows it. */
export interface Curve {
  readonly series: Series;
  readonly name: string;
  readonly color: Rgb;
  readonly pattern?: Pattern;
  /** Short for a name that several curves have, which then share it in the legend. */
  readonly group?: string;
  /** One character that stands for it. */
  readonly mark?: string;
  /** Where its steps lie along the chart's x. Default they are that. */
  readonly place?: Measure;
}

/** A curve as a line of a chart that shows these x: value by value where those are still kept. */
export function curveLine(
  { series, place = sameMeasure, color, pattern, mark }: Curve,
  [from]: Range,
): Line {
  const buckets = bucketsFrom(series, place.at(from));
  const column = () => new Float64Array(buckets.length);
  const [x, y, min, max] = [column(), column(), column(), column()];
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i];
    if (!bucket) continue;
    x[i] = place.of(0.5 * (bucket.from + bucket.to));
    y[i] = bucket.mean;
    min[i] = bucket.min;
    max[i] = bucket.max;
  }
  return { color, pattern, mark, x, y, min, max };
}

/** How many points of a curve lie within a stretch of x, where a chart shows no more than that. */
export function pointsWithin(
  { series, place = sameMeasure }: Pick<Curve, "series" | "place">,
  [from, to]: Range,
): number {
  return bucketsFrom(series, place.at(from)).filter((bucket) => {
    const x = place.of(0.5 * (bucket.from + bucket.to));
    return x >= from && x <= to;
  }).length;
}

/** The latest value of a curve, or the one at an x or last before it; none where there is none yet. */
export function curveValue({ series, place = sameMeasure }: Curve, x?: number): number | undefined {
  if (x === undefined) return series.buckets.at(-1)?.last;
  const step = place.at(x);
  return bucketsFrom(series, step).findLast(({ from }) => from <= step)?.mean;
}

/** The lowest value of a series and the step it was measured at, as exactly as it is still known. */
export function lowest({ buckets, recent }: Series): { value: number; step: number } | undefined {
  const numbers = buckets.filter(({ min }) => Number.isFinite(min));
  if (numbers.length === 0) return undefined;
  const best = numbers.reduce((best, bucket) => (bucket.min < best.min ? bucket : best));
  const exact = recent.find(({ min, from }) => min === best.min && from >= best.from);
  return { value: best.min, step: (exact ?? best).to };
}

function bucketsFrom(series: Series, step: number): readonly Bucket[] {
  return isKept(series, step) ? series.recent : series.buckets;
}

const MOST_RECENT = 2048;

// Whether the values from a step on are kept one by one. Counted first: `recent` is made anew after
// each evaluation, too much to throw away in every frame of a log that is being read.
function isKept(series: Series, step: number): boolean {
  let values = 0;
  for (let i = series.buckets.length - 1; i >= 0 && values <= MOST_RECENT; i--) {
    const bucket = series.buckets[i];
    if (!bucket || bucket.to < step) break;
    values += bucket.count;
  }
  const [first] = values <= MOST_RECENT ? series.recent : [];
  return first !== undefined && first.from <= step;
}
