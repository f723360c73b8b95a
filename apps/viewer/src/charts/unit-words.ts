import type { ChartData } from "./chart-data.ts";

/** What a chart's lines are measured in, and how much they are smoothed where they are. */
export function unitWords({ unit, smoothing = 0 }: ChartData): string {
  return smoothing > 0 ? `${unit}, smoothed ${smoothing.toFixed(2)}` : unit;
}
