import { expect, test } from "vitest";
import type { ListedRun } from "../../src/views/results/sources/run-place.ts";
import { placesOfAlike } from "../../src/views/results/table/alike-names.ts";
import { createFilter, sortRows } from "../../src/views/results/table/arrange-rows.ts";
import { dataWords } from "../../src/views/results/table/data-words.ts";
import { type RunRow, runRow, stateNote } from "../../src/views/results/table/run-row.ts";
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

test("runs that come with the page are last, whatever is sorted by", () => {
  const shipped = (name: string): RunRow => {
    const { run } = row(name);
    return { run: { ...run, isShipped: true }, glance: { state: "done", best: 1 } };
  };
  const rows = [shipped("a"), row("b", { state: "done", best: 2 }), row("c")];
  for (const descending of [true, false]) {
    expect(names(sortRows(rows, { column: "best", descending }))).toEqual(["b", "c", "a"]);
    expect(names(sortRows(rows, { column: "name", descending })).at(-1)).toBe("a");
  }
});

test("of runs that are called alike, the place is shown; in the same place, the folder", () => {
  const run = (key: string, name: string, place = "Server"): ListedRun =>
    ({ key, name, place }) as ListedRun;
  const places = placesOfAlike([
    run("runs/bars", "bars"),
    run("dropped:bars", "bars", "Dropped"),
    run("runs/a/seed 1", "seed 1"),
    run("runs/b/seed 1", "seed 1"),
    run("runs/other", "other"),
  ]);
  expect([...places]).toEqual([
    ["runs/bars", "Server"],
    ["dropped:bars", "Dropped"],
    ["runs/a/seed 1", "runs/a"],
    ["runs/b/seed 1", "runs/b"],
  ]);
});

test("a run that waits for news is stalled as soon as no process writes it", () => {
  const { run } = row("killed");
  const state = (isWritten: boolean | undefined, now: "live" | "done") =>
    runRow({ ...run, ...(isWritten !== undefined && { isWritten }) }, { state: now }).glance?.state;
  expect(state(undefined, "live")).toBe("live");
  expect(state(true, "live")).toBe("live");
  expect(state(false, "live")).toBe("stalled");
  expect(state(false, "done")).toBe("done");
  expect(stateNote(runRow({ ...run, isWritten: false }, { state: "live" }))).toContain(
    "No process writes it",
  );
  expect(stateNote(runRow({ ...run, updated: 0 }, { state: "live" }))).toMatch(
    /^Last heard of Jan 1/,
  );
});

test("classes are counted out, so that no two digits read as one number", () => {
  expect(dataWords({ name: "mnist", classes: [3, 8] })).toBe("mnist, classes 3, 8");
  expect(dataWords({ name: "mnist", classes: [3] })).toBe("mnist, class 3");
  expect(dataWords({ name: "bars", classes: null })).toBe("bars");
});
