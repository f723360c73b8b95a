import { computed, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { type Column, DataTable } from "../../../ui/data-table.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { watchGlances } from "../glances.ts";
import { selectRuns } from "../selection.ts";
import { dropped, listedRuns } from "../sources/run-places.ts";
import { state } from "../view-state.ts";
import { arrangedRuns, placesByKey } from "./arranged-runs.ts";
import { ColumnChoice } from "./column-choice.tsx";
import { heldRows } from "./held-rows.ts";
import { runColumns } from "./run-columns.tsx";
import { RunName } from "./run-name.tsx";
import type { RunRow } from "./run-row.ts";
import "./run-table.css";

/** Every run that there is, a page of them at a time: to filter, to sort and to select from. */
export function RunTable() {
  const page = useSignal(0);
  const pages = useComputed(() => Math.max(1, Math.ceil(arrangedRuns.value.length / PAGE)));
  const at = useComputed(() => Math.min(page.value, pages.value - 1));
  const isHeld = useSignal(false);
  const rows = useMemo(() => {
    const onPage = computed(() => arrangedRuns.value.slice(at.value * PAGE, (at.value + 1) * PAGE));
    const asked = computed(() => [
      ...[state.sort.value, state.filter.value, at.value, dropped.runs.value],
    ]);
    return heldRows({ rows: onPage, isHeld, asked });
  }, [at, isHeld]);
  const shown = useComputed(() => rows.value.map(({ run }) => run));
  const others = useComputed(() => listedRuns.value.slice(0, MOST_READ));
  useEffect(() => watchGlances(shown, others), [shown, others]);

  const selected = state.runs.value;
  const count = arrangedRuns.value.length;
  return (
    <div class="results-table">
      <div class="results-bar">
        <TextField
          type="search"
          label="Filter by name or setting"
          placeholder="mnist seed=1"
          value={state.filter.value}
          onInput={(filter) => {
            state.filter.value = filter;
            page.value = 0;
          }}
        />
        <ColumnChoice />
        {selected.length > 0 && <Button onClick={() => selectRuns([])}>Deselect all</Button>}
      </div>
      <DataTable
        caption={captionOf(count, listedRuns.value.length, selected.length)}
        columns={columnsOf(selected)}
        rows={rows.value}
        rowKey={({ run }) => run.key}
        sort={state.sort.value}
        onSort={(sort) => {
          state.sort.value = sort;
        }}
        selected={new Set(selected)}
        onSelect={(keys) => selectRuns([...selected.filter((key) => keys.has(key)), ...keys])}
        onPoint={(isAmongRows) => {
          isHeld.value = isAmongRows;
        }}
      />
      {count === 0 && (
        <p class="results-none">No run has all of these words in its name or settings.</p>
      )}
      {pages.value > 1 && (
        <nav class="results-pages" aria-label="Pages of runs">
          <Button disabled={at.value === 0} onClick={() => (page.value = at.value - 1)}>
            Previous
          </Button>
          <span>
            Page {at.value + 1} of {pages.value.toLocaleString("en")}
          </span>
          <Button
            disabled={at.value === pages.value - 1}
            onClick={() => (page.value = at.value + 1)}
          >
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}

const PAGE = 25;
// Of more runs, only those that are looked at are read.
const MOST_READ = 400;

function columnsOf(selected: readonly string[]): Column<RunRow>[] {
  const name: Column<RunRow> = {
    id: "name",
    label: "Run",
    cell: (row) => (
      <RunName
        row={row}
        index={selected.indexOf(row.run.key)}
        place={placesByKey.value.get(row.run.key)}
      />
    ),
  };
  const others = state.columns.value.flatMap((id): Column<RunRow>[] => {
    const column = runColumns.find((column) => column.id === id);
    if (!column) return [];
    const { value, cell = (row) => value(row) ?? "–", ...head } = column;
    return [{ ...head, cell }];
  });
  return [name, ...others];
}

function captionOf(count: number, all: number, selected: number): string {
  const runs = (n: number) => `${n.toLocaleString("en")} ${n === 1 ? "run" : "runs"}`;
  const shown = count === all ? runs(all) : `${count.toLocaleString("en")} of ${runs(all)}`;
  return `${shown}, ${selected === 0 ? "none" : selected} selected`;
}
