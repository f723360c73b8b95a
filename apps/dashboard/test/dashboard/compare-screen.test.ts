import { meanSpeed } from "@helmholtz/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { showComparison } from "../../src/compare/show-comparison.ts";
import { formatCount } from "../../src/draw/text.ts";
import { openSession } from "../../src/screens/session.ts";
import { type RecordedRun, recordBars } from "./recorded-run.ts";
import { TestKeyboard, TestTerminal } from "./terminal.ts";

let runs: RecordedRun[];

beforeAll(async () => {
  runs = [await recordBars(200), await recordBars(150, { seed: 8, hidden: [4] })];
});
afterAll(async () => {
  for (const run of runs) await run.remove();
});

function compare(columns = 100, rows = 30) {
  const terminal = new TestTerminal(columns, rows);
  const keyboard = new TestKeyboard();
  terminal.answer(keyboard, [["\x1b[c", "\x1b[?62c"]]);
  const show = async () => {
    const env = { LANG: "C.UTF-8" };
    using session = await openSession({
      ...{ stdin: keyboard.asStdin(), stdout: terminal.asStdout(), env },
    });
    await showComparison(
      session,
      runs.map(({ directory }) => directory.path),
    );
  };
  return { terminal, keyboard, result: show() };
}

const DOWN = "\x1b[B";

// The lines of the table, from the titles on.
function table(terminal: TestTerminal): string[] {
  const lines = terminal.lines();
  const titles = lines.findIndex((line) => line.includes("at epoch"));
  return lines.slice(titles, titles + 3);
}

test("the curves lie over each other, and the table says what differs", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/done.*\n.*done/);
  const [titles, ...rows] = table(terminal);
  expect(titles).toMatch(/run +bits +best▴ +at epoch +state +step +epoch/);
  expect(titles).toMatch(/sizes +steps +seed/);
  expect(titles).not.toContain("optimizer");
  expect(rows.join("\n")).toMatch(/16-6-2 +200 +7/);
  expect(rows.join("\n")).toMatch(/16-4 +150 +8/);
  expect(terminal.text()).toMatch(/[⠁-⣿]{3}/);
  keyboard.write("q");
  await result;
  await expect.poll(() => terminal.isAlternate).toBe(false);
});

test("the speed of a run is its mean", async () => {
  const { terminal, keyboard, result } = compare(160, 30);
  await terminal.shows(/done.*\n.*done/);
  const [titles = "", ...rows] = table(terminal);
  const right = titles.indexOf("images/s") + "images/s".length;
  expect(right).toBeGreaterThan(10);
  const states = await Promise.all(runs.map(({ directory }) => directory.state()));
  const speeds = states.map((run) => formatCount(meanSpeed(run) ?? 0));
  const shown = rows.map((row) => row.slice(0, right).split(/ +/).at(-1));
  expect(shown.toSorted()).toEqual(speeds.toSorted());
  keyboard.write("q");
  await result;
});

test("s and r sort the table", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/best▴/);
  await terminal.shows(/done.*\n.*done/);
  for (let i = 0; i < 3; i++) keyboard.write("s");
  await terminal.shows("step▴");
  expect(table(terminal)[1]).toContain("16-4");
  keyboard.write("r");
  await terminal.shows("step▾");
  await expect.poll(() => table(terminal)[1]).toContain("16-6-2");
  keyboard.write("\x03");
  await result;
});

test("enter opens the selected run, and q comes back", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/done.*\n.*done/);
  const before = table(terminal).findIndex((line) => line.includes("> "));
  keyboard.write(DOWN);
  await expect
    .poll(() => table(terminal).findIndex((line) => line.includes("> ")))
    .not.toBe(before);
  keyboard.write("\r");
  await terminal.shows("✓ done");
  await terminal.shows("─ dreams");
  expect(terminal.text()).not.toContain("space pause");
  keyboard.write("q");
  await terminal.shows("best▴");
  keyboard.write("q");
  await result;
});

test("a click selects a run; ? lists the keys; every size keeps its borders", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/done.*\n.*done/);
  keyboard.write(`\x1b[<0;10;${30 - 2}M`);
  await expect.poll(() => terminal.lines()[27]).toContain("> ");
  keyboard.write("?");
  await terminal.shows("─ keys ─");
  await terminal.shows("sort by the next column");
  keyboard.write("\x1b");
  await terminal.shows("best▴");
  for (const [columns, rows] of [
    [40, 12],
    [160, 50],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.shows(/╭─ /);
    await terminal.settled();
    for (const line of terminal.lines()) {
      if (/^[╭│╰]/.test(line)) expect(line).toHaveLength(columns);
    }
  }
  keyboard.write("q");
  await result;
});

test("over the help the wheel scrolls it and zooms nothing, and a press puts it away", async () => {
  const { terminal, keyboard, result } = compare(60, 18);
  await terminal.shows(/done.*\n.*done/);
  const before = terminal.text();
  const wheel = { up: "\x1b[<64;9;6M", down: "\x1b[<65;9;6M" };
  // Both at once: the chart is still on the screen when the wheel turns.
  keyboard.write(`?${wheel.up}`);
  await terminal.shows(/─ keys ─.* 1–\d+ of/);
  keyboard.write(wheel.down);
  await terminal.shows(/─ keys ─.* 4–\d+ of/);
  keyboard.write(wheel.up);
  await terminal.shows(/─ keys ─.* 1–\d+ of/);
  keyboard.write("\x1b[<0;9;6M");
  await terminal.shows("best▴");
  expect(terminal.text()).toBe(before);
  keyboard.write("q");
  await result;
});

test("a click on the footer presses the key", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/\? help/);
  const column = terminal.lines()[29]?.indexOf("? help") ?? 0;
  keyboard.write(`\x1b[<0;${column + 1};30M`);
  await terminal.shows("─ keys ─");
  keyboard.write("q");
  await terminal.shows("best▴");
  keyboard.write("q");
  await result;
});

test("columns that do not fit are counted, and [ ] and s bring them into view", async () => {
  const { terminal, keyboard, result } = compare(60, 24);
  await terminal.shows(/done.*\n.*done/);
  expect(terminal.lines()[0]).toMatch(/2 runs +\] \+\d+ →$/);
  expect(terminal.text()).not.toContain("seed");
  for (let i = 0; i < 12; i++) keyboard.write("]");
  await terminal.shows(/run .*seed.*images\/s/);
  expect(terminal.lines()[0]).toMatch(/← \+\d+ \[$/);
  expect(terminal.text()).not.toContain("best");
  // From the best on: the column after it.
  keyboard.write("s");
  await terminal.shows("at epoch▴");
  for (let i = 0; i < 12; i++) keyboard.write("[");
  await terminal.shows(/run +bits +best/);
  keyboard.write("q");
  await result;
});

test("in few rows the table has what a chart had no room for", async () => {
  const { terminal, keyboard, result } = compare(40, 11);
  await terminal.shows(/run +bits +best▴/);
  expect(terminal.lines()[1]).toMatch(/run +bits +best▴/);
  expect(terminal.text()).not.toContain("╭");
  keyboard.write("\x1b[<0;10;4M");
  await expect.poll(() => terminal.lines()[3]).toContain("> ");
  terminal.resize(40, 12);
  await terminal.shows("╭─ description length ");
  keyboard.write("q");
  await result;
});

test("news stays until the next key", async () => {
  const { terminal, keyboard, result } = compare();
  await terminal.shows(/done.*\n.*done/);
  keyboard.write("l");
  await terminal.shows("values by powers of ten");
  keyboard.write("j");
  await expect.poll(() => terminal.text()).not.toContain("values by powers of ten");
  keyboard.write("q");
  await result;
});
