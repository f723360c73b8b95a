import { useMemo, useState } from "preact/hooks";
import { DataTable } from "../ui/data-table.tsx";
import type { ChartData } from "./chart-data.ts";
import { chartRows } from "./chart-rows.ts";
import { usePaced } from "./use-paced.ts";

/** The numbers of a chart as a table, made only once somebody opens it. */
export function ChartTable({ data }: { data: ChartData }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {open && <Numbers data={data} />}
    </details>
  );
}

const MOST_ROWS = 300;
// A table that changes many times a second cannot be read.
const PACE_MS = 1000;

function Numbers({ data }: { data: ChartData }) {
  const shown = usePaced(data, wait);
  const { columns, rows } = useMemo(() => chartRows(shown), [shown]);
  const every = Math.ceil(rows.length / MOST_ROWS);
  const some = rows.filter((_, row) => row % every === 0 || row === rows.length - 1);
  const format = (value: number | undefined, column: number) =>
    value === undefined
      ? "—"
      : column > 0 && columns[column] === shown.xAxis.name
        ? shown.xAxis.format(value)
        : value.toLocaleString("en", { maximumSignificantDigits: 6 });
  return (
    <>
      {every > 1 && (
        <p class="chart-note">
          One row in {every} of {rows.length.toLocaleString("en")}, and the last one; the CSV has
          all of them.
        </p>
      )}
      <DataTable
        caption={`${shown.title}, ${shown.unit}, as measured`}
        columns={columns.map((label, i) => ({
          ...{ id: String(i), label, numeric: true },
          cell: (row: (typeof rows)[number]) => format(row[i], i),
        }))}
        rows={some}
        rowKey={([step]) => String(step)}
      />
    </>
  );
}

function wait(proceed: () => void): void {
  setTimeout(proceed, PACE_MS);
}
