import { useMemo, useState } from "preact/hooks";
import { DataTable } from "../ui/data-table.tsx";
import type { ChartData } from "./chart-data.ts";
import { chartRows } from "./chart-rows.ts";
import { trueMinus } from "./true-minus.ts";
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
  const format = (value: number | undefined, isPlace: boolean) => {
    if (value === undefined) return "—";
    if (isPlace) return shown.xAxis.format(value);
    return trueMinus(value.toLocaleString("en", { maximumSignificantDigits: 6 }));
  };
  return (
    <>
      {shown.note && <p class="chart-note">{shown.note}</p>}
      {every > 1 && (
        <p class="chart-note">
          One row in {every} of {rows.length.toLocaleString("en")}, and the last one; the CSV has
          all of them.
        </p>
      )}
      <DataTable
        caption={`${shown.title}, ${shown.unit}, as measured`}
        columns={columns.map(({ name, isPlace }, i) => ({
          ...{ id: String(i), label: name, numeric: true },
          cell: (row: (typeof rows)[number]) => format(row[i], isPlace),
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
