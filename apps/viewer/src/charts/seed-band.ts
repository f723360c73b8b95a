import type { Bucket } from "@helmholtz/core";
import type { Band } from "./chart-data.ts";
import { countBelow } from "./lookup.ts";
import { stepOf } from "./traces.ts";

/** How a band of runs is shown. */
export interface SeedBandOptions {
  /** Default "mean". */
  readonly name?: string;
  /** A CSS colour. Default the first of the curves'. */
  readonly color?: string;
  /** What the values are multiplied by, such as 1 / ln 2 to show nats in bits. Default 1. */
  readonly scale?: number;
}

/**
 * Runs that differ in their seeds as one: the mean over the runs at each step, and the least and
 * the greatest of them. The steps are those of the run that got furthest; others are interpolated
 * between their own, and count for nothing before their first, after their last and in gaps. Where
 * one run is left of several, there is no mean but a gap.
 *
 * @param runs [runs][buckets]: the same series of each run
 */
export function seedBand(
  runs: readonly (readonly Bucket[])[],
  { name = "mean", color = "var(--curve-1)", scale = 1 }: SeedBandOptions = {},
): Band {
  const curves = runs.map((buckets) => ({
    steps: Float64Array.from(buckets, stepOf),
    values: Float64Array.from(buckets, ({ mean }) => scale * mean),
  }));
  const last = ({ steps }: SeedCurve) => steps.at(-1) ?? Number.NEGATIVE_INFINITY;
  const furthest = curves.reduce<SeedCurve | undefined>(
    (best, curve) => (best && last(best) >= last(curve) ? best : curve),
    undefined,
  );
  const x = [...(furthest?.steps ?? [])];
  const least = Math.min(2, runs.length);
  const values = x.map((step) =>
    curves.map((curve) => valueAt(curve, step)).filter((value) => !Number.isNaN(value)),
  );
  const column = (reduce: (row: readonly number[]) => number) =>
    values.map((row) => (row.length < least ? Number.NaN : reduce(row)));
  return {
    ...{ name, color, x },
    mean: column((row) => row.reduce((sum, value) => sum + value, 0) / row.length),
    low: column((row) => Math.min(...row)),
    high: column((row) => Math.max(...row)),
  };
}

/** Columns of one length, ascending in steps. */
interface SeedCurve {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

// NaN where a curve does not reach, or has a gap on either side.
function valueAt({ steps, values }: SeedCurve, step: number): number {
  const i = countBelow(steps, step);
  const after = values[i] ?? Number.NaN;
  if (steps[i] === step) return after;
  const from = steps[i - 1] ?? Number.NaN;
  const to = steps[i] ?? Number.NaN;
  const before = values[i - 1] ?? Number.NaN;
  return before + ((after - before) * (step - from)) / (to - from);
}
