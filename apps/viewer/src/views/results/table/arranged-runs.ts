import { computed, type ReadonlySignal } from "@preact/signals";
import { glances } from "../glances.ts";
import { listedRuns } from "../sources/run-places.ts";
import { state } from "../view-state.ts";
import { placesOfAlike } from "./alike-names.ts";
import { createFilter, sortRows } from "./arrange-rows.ts";
import { listedColumns } from "./run-columns.tsx";
import { type RunRow, runRow } from "./run-row.ts";

/** The runs that the filter leaves, in the order of the table. */
export const arrangedRuns: ReadonlySignal<readonly RunRow[]> = computed(() => {
  const sort = state.sort.value;
  const known = glances.value;
  const matches = createFilter(state.filter.value);
  const left: RunRow[] = [];
  for (const { run } of inListedOrder.value) {
    const row = runRow(run, known.get(run.key));
    if (matches(row)) left.push(row);
  }
  return listedColumns.has(sort.column) ? left : sortRows(left, sort);
});

/** Where runs are that are called alike, by their keys. */
export const placesByKey: ReadonlySignal<ReadonlyMap<string, string>> = computed(() =>
  placesOfAlike(listedRuns.value),
);

// Of very many runs, to sort takes long: not anew for all that is read of them.
const inListedOrder: ReadonlySignal<readonly RunRow[]> = computed(() => {
  const rows = listedRuns.value.map((run): RunRow => ({ run, glance: undefined }));
  const sort = state.sort.value;
  return listedColumns.has(sort.column) ? sortRows(rows, sort) : rows;
});
