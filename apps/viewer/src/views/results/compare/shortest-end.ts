import type { Zoom } from "../../../charts/chart-data.ts";
import { stepAt } from "../../../charts/lookup.ts";
import { type AxisName, placeOf, xAxisOf } from "./axes.ts";
import { type ChartedRun, furthestRun } from "./charts-of.ts";

/**
 * The zoom of charts that ends where the run ends that is the shortest along an axis; undefined where no
 * run goes on beyond that.
 */
export function shortestEnd(
  runs: readonly Pick<ChartedRun, "state">[],
  axis: AxisName,
): Zoom | undefined {
  const ends = runs.flatMap(({ state }) => {
    const last = state.curve.at(-1)?.step ?? 0;
    return last > 0 ? [placeOf(axis, state)(last)] : [];
  });
  const shortest = Math.min(...ends);
  if (ends.every((end) => end === shortest)) return undefined;
  const step = stepAt(xAxisOf(axis, furthestRun(runs)?.state), shortest);
  return step > 0 ? [0, step] : undefined;
}
