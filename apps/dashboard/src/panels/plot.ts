import type { Plot } from "../draw/line-chart.ts";

/** The x that stands at a column of a chart's lines; none beside its plot. */
export function stepAt({ column, columns, x: [from, to] }: Plot, at: number): number | undefined {
  const part = (at - column) / Math.max(1, columns - 1);
  return part < 0 || part > 1 ? undefined : from + part * (to - from);
}
