import { expect, test } from "vitest";
import type { ListedRun } from "../../src/views/results/sources/run-place.ts";
import { createFilter, sortRows } from "../../src/views/results/table/arrange-rows.ts";
import type { RunRow } from "../../src/views/results/table/run-columns.tsx";
import { someRecord } from "./some-record.ts";

const row = (name: string, glance?: RunRow["glance"]): RunRow => ({
  run: { key: `runs/${name}`, name, place: "Server" } as ListedRun,
  glance,
});
const names = (rows: readonly RunRow[]) => rows.map(({ run }) => run.name);

test("numbers sort by value, names as people count, and what is unknown is last either way", () => {
  const rows = [
    row("run-10", { state: "done", best: 90 }),
    row("run-2", { state: "live", best: 100 }),
    row("run-1"),
    row("run-3", { state: "done", best: Number.NaN }),
  ];
  const sorted = (column: string, descending: boolean) =>
    names(sortRows(rows, { column, descending }));
  expect(sorted("name", false)).toEqual(["run-1", "run-2", "run-3", "run-10"]);
  expect(sorted("best", false)).toEqual(["run-10", "run-2", "run-1", "run-3"]);
  expect(sorted("best", true)).toEqual(["run-2", "run-10", "run-1", "run-3"]);
  expect(sorted("no such column", false)).toEqual(names(rows));
});

test("every word of a filter must be in the name, the state or a setting", () => {
  const rows = [
    row("A", { state: "live", record: someRecord({ seed: 1 }) }),
    row("B", { state: "done", record: someRecord({ seed: 1, sleep: [] }) }),
    row("unread"),
  ];
  const left = (filter: string) => names(rows.filter(createFilter(filter)));
  expect(left(" ")).toEqual(["A", "B", "unread"]);
  expect(left("seed=1")).toEqual(["A", "B"]);
  expect(left("SEED=1 sleep=off")).toEqual(["B"]);
  expect(left("live bars")).toEqual(["A"]);
  expect(left("nobody")).toEqual([]);
});
