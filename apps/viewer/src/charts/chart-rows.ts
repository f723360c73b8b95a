import type { ChartData } from "./chart-data.ts";
import { type Trace, tracesOf } from "./traces.ts";

/** The numbers of a chart as a table, as measured: nothing is smoothed. */
export interface ChartRows {
  /** The first is of steps; the second of the x axis, where that is another. */
  readonly columns: readonly string[];
  /** [rows][columns], ascending: one for each step; undefined where a curve has no value at it. */
  readonly rows: readonly (readonly (number | undefined)[])[];
}

/**
 * One column per curve and one row per step that any of them has a value at; beside a curve of
 * which several values were merged, columns for the least and the greatest of them.
 */
export function chartRows(data: ChartData): ChartRows {
  const { xAxis } = data;
  const traces = tracesOf({ ...data, smoothing: 0 });
  const steps = [...new Set(traces.flatMap(({ points }) => [...points.step]))].sort(
    (a, b) => a - b,
  );
  const columns: { name: string; values: readonly (number | undefined)[] }[] = [
    { name: "step", values: steps },
  ];
  if (xAxis.name !== "step") columns.push({ name: xAxis.name, values: steps.map(xAxis.of) });
  for (const trace of traces) columns.push(...columnsOf(trace, steps));
  return {
    columns: columns.map(({ name }) => name),
    rows: steps.map((_, row) => columns.map(({ values }) => values[row])),
  };
}

function columnsOf({ name, points }: Trace, steps: readonly number[]) {
  const rowOf = new Map(steps.map((step, row) => [step, row]));
  const column = (values: Float64Array) => {
    const cells = new Array<number | undefined>(steps.length);
    for (const [i, step] of points.step.entries()) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isNaN(value)) cells[rowOf.get(step) ?? 0] = value;
    }
    return cells;
  };
  return [
    { name, values: column(points.measured) },
    ...(points.spread
      ? [
          { name: `${name} min`, values: column(points.low) },
          { name: `${name} max`, values: column(points.high) },
        ]
      : []),
  ];
}
