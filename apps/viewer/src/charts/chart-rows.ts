import type { ChartData, XAxis } from "./chart-data.ts";
import { type Trace, tracesOf } from "./traces.ts";

/** The numbers of a chart as a table, as measured: nothing is smoothed. */
export interface ChartRows {
  /** The first is of steps. */
  readonly columns: readonly ChartColumn[];
  /** [rows][columns], ascending: one for each step; undefined where a curve has no value at it. */
  readonly rows: readonly (readonly (number | undefined)[])[];
}

export interface ChartColumn {
  readonly name: string;
  /** Absent of what is counted, such as steps. */
  readonly unit?: string;
  /** Whether it says where steps lie on the x axis. */
  readonly isPlace: boolean;
}

/**
 * One column per curve and one row per step that any of them has a value at; beside a curve of
 * which several values were merged, columns for the least and the greatest of them. Where the x axis is
 * not of steps, a column says where each step lies on it, or one for each curve where that differs.
 */
export function chartRows(data: ChartData): ChartRows {
  const { xAxis, unit } = data;
  const traces = tracesOf({ ...data, smoothing: 0 });
  const steps = [...new Set(traces.flatMap(({ points }) => [...points.step]))].sort(
    (a, b) => a - b,
  );
  const isPlaced = xAxis.name !== "step";
  const isShared = traces.every(({ of }) => of === xAxis.of);
  const columns: FilledColumn[] = [{ name: "step", isPlace: false, values: steps }];
  if (isPlaced && isShared) columns.push(placeColumn(xAxis, xAxis.name, steps.map(xAxis.of)));
  for (const trace of traces) {
    const cells = cellsOf(trace, steps);
    if (isPlaced && !isShared) {
      columns.push(placeColumn(xAxis, `${trace.name} ${xAxis.name}`, cells(trace.points.x)));
    }
    columns.push(...valueColumns(trace, unit, cells));
  }
  return {
    columns: columns.map(({ values: _, ...column }) => column),
    rows: steps.map((_, row) => columns.map(({ values }) => values[row])),
  };
}

interface FilledColumn extends ChartColumn {
  readonly values: readonly (number | undefined)[];
}

type Cells = (values: Float64Array) => (number | undefined)[];

function placeColumn({ unit }: XAxis, name: string, values: FilledColumn["values"]): FilledColumn {
  return { name, ...(unit && { unit }), isPlace: true, values };
}

function valueColumns({ name, points }: Trace, unit: string, cells: Cells): FilledColumn[] {
  const { measured, low, high, spread } = points;
  const column = (name: string, values: Float64Array): FilledColumn => ({
    ...{ name, unit, isPlace: false, values: cells(values) },
  });
  return [
    column(name, measured),
    ...(spread ? [column(`${name} min`, low), column(`${name} max`, high)] : []),
  ];
}

// Values of a curve in the rows of its steps; nothing in those of others.
function cellsOf({ points }: Trace, steps: readonly number[]): Cells {
  const rowOf = new Map(steps.map((step, row) => [step, row]));
  return (values) => {
    const cells = new Array<number | undefined>(steps.length);
    for (const [i, step] of points.step.entries()) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isNaN(value)) cells[rowOf.get(step) ?? 0] = value;
    }
    return cells;
  };
}
