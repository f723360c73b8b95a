import type { Bucket } from "@helmholtz/core";
import type { ChartData } from "../../src/charts/chart-data.ts";

/** A chart of one black curve over steps, and of whatever else is said. */
export function chartOf(buckets: readonly Bucket[], more: Partial<ChartData> = {}): ChartData {
  return {
    ...{ title: "description length", unit: "bits per image" },
    curves: [{ id: "a", name: "held out", color: "black", buckets }],
    xAxis: { name: "step", of: (step) => step, format: String },
    ...more,
  };
}
