import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { RunEvent } from "@helmholtz/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RecordedRun, recordBars } from "./recorded-run.ts";
import {
  finish,
  leave,
  type Watched,
  type WatchRecordedOptions,
  watchRecorded,
} from "./watch-recorded.ts";

let recorded: RecordedRun;

beforeAll(async () => {
  recorded = await recordBars();
});
afterAll(() => recorded.remove());

function watch(options?: WatchRecordedOptions): Watched {
  return watchRecorded(recorded, options);
}

const KEYS = {
  left: "\x1b[D",
  right: "\x1b[C",
  end: "\x1b[F",
  home: "\x1b[H",
  tab: "\t",
  shiftTab: "\x1b[Z",
  down: "\x1b[B",
};

function click(column: number, row: number): string {
  return `\x1b[<0;${column + 1};${row + 1}M\x1b[<0;${column + 1};${row + 1}m`;
}

test("80 × 24 has room for everything", async () => {
  const watched = watch();
  const { terminal } = watched;
  await terminal.shows("100 %");
  const lines = terminal.lines();
  expect(lines[0]).toBe(
    " helmholtz  16-6-2 · bars · wake-sleep · adam 0.003 · wasm · seed 7 · batch 20",
  );
  expect(lines[1]).toMatch(/^ ● training ━+ 100 %$/);
  expect(lines[2]).toMatch(/^ step 200\/200 · epoch [\d.]+ of [\d.]+ · 0:00 elapsed · \d+ MB$/);
  expect(lines[3]).toMatch(/^╭─ description length ─.*╮╭─ dreams ─+╮$/);
  const evaluated = recorded.events.filter((event) => event.type === "evaluate");
  const latest = evaluated.at(-1);
  expect(terminal.text()).toContain(latest?.descriptionLength.toFixed(2));
  expect(terminal.text()).toContain(latest?.train.descriptionLength.toFixed(2));
  expect(terminal.text()).toMatch(/[⠁-⣿]{3}/);
  expect(lines[22]).toMatch(/bars-7$/);
  expect(lines[23]).toMatch(/^ space pause {2}s stop/);
  expect(lines[23]).toMatch(/\? help/);
  await leave(watched);
});

test.each([
  [40, 10],
  [40, 12],
  [60, 20],
  [60, 40],
  [80, 24],
  [120, 20],
  [120, 40],
  [160, 50],
  [300, 100],
])(
  "at %i × %i, on every page, borders are whole and the last line has the keys",
  async (columns, rows) => {
    const watched = watch({ columns, rows });
    const { terminal, keyboard } = watched;
    await terminal.shows(/space|page/);
    for (let page = 0; page < 9; page++) {
      await terminal.shows("100 %");
      await terminal.settled();
      const lines = terminal.lines();
      expect(lines.at(-1)).toMatch(/space pause.*q .*tab .*\? help/);
      for (const line of lines) {
        if (/^[╭│╰]/.test(line)) expect(line).toMatch(/[╮│╯]$/);
        if (/^[╭│╰]/.test(line)) expect(line).toHaveLength(columns);
      }
      const corners = (corner: string) => terminal.text().split(corner).length;
      expect(corners("╭")).toBe(corners("╯"));
      expect(corners("╭")).toBe(corners("╮"));
      keyboard.write(KEYS.tab);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await leave(watched);
  },
);

test("a terminal that is too small says what it needs", async () => {
  const watched = watch({ columns: 36, rows: 8 });
  await watched.terminal.shows("needs 40 × 10");
  await watched.terminal.shows("36 × 8");
  await leave(watched);
});

test("after a resize nothing is left of the size before", async () => {
  const resized = watch({ columns: 160, rows: 50 });
  await resized.terminal.shows("100 %");
  for (const [columns, rows] of [
    [40, 12],
    [100, 30],
    [30, 5],
    [80, 24],
  ] as const) {
    resized.terminal.resize(columns, rows);
    const fresh = watch({ columns, rows });
    await fresh.terminal.shows(/100 %|needs/);
    const text = ({ terminal }: Watched) => terminal.text().replace(/\d+ MB/, "MB");
    await expect.poll(() => text(resized)).toBe(text(fresh));
    await leave(fresh);
  }
  await leave(resized);
});

test("with NO_COLOR, and where there is no colour, pictures are characters", async () => {
  for (const options of [{ env: { NO_COLOR: "1", LANG: "C.UTF-8" } }, { colors: 1 }]) {
    const watched = watch(options);
    await watched.terminal.shows("100 %");
    expect(watched.terminal.coloredCells()).toBe(0);
    expect(watched.terminal.text()).not.toMatch(/[▀▄]/);
    await leave(watched);
  }
});

test.each([4, 8, 24])("with %i bits of colour, pictures are half-blocks", async (colors) => {
  const watched = watch({ colors });
  await watched.terminal.shows("100 %");
  await watched.terminal.shows("▀");
  expect(watched.terminal.coloredCells()).toBeGreaterThan(300);
  await leave(watched);
});

test("in ASCII nothing else is on the screen, on every page", async () => {
  const watched = watch({ columns: 120, rows: 40, env: { LANG: "C" } });
  const { terminal, keyboard } = watched;
  for (let page = 0; page < 4; page++) {
    await terminal.shows("100 %");
    await terminal.settled();
    expect(terminal.text()).toMatch(/^[\n\x20-\x7e]*$/);
    keyboard.write(KEYS.tab);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  keyboard.write("?");
  await terminal.shows("keys");
  expect(terminal.text()).toMatch(/^[\n\x20-\x7e]*$/);
  await leave(watched);
});

test("space pauses and resumes, and the time stands still in between", async () => {
  const watched = watch();
  const { terminal, keyboard, source, wait } = watched;
  await terminal.shows("100 %");
  wait(5000);
  keyboard.write(" ");
  await expect.poll(() => source.acts).toEqual([{ type: "pause" }]);
  source.say({ type: "act", step: 200, act: { type: "pause" } });
  await terminal.shows("‖ paused");
  await terminal.shows("0:05 elapsed");
  await terminal.shows("space resume");
  wait(60_000);
  keyboard.write("p");
  await expect.poll(() => source.acts.at(-1)).toEqual({ type: "resume" });
  source.say({ type: "act", step: 200, act: { type: "resume" } });
  await terminal.shows("● training");
  wait(2000);
  await terminal.shows("0:07 elapsed");
  await leave(watched);
});

test.each([
  [".", { type: "advance", by: "step" }],
  [",", { type: "advance", by: "phase" }],
  ["W", { type: "change", rule: { wake: [] } }],
  ["S", { type: "change", rule: { sleep: [] } }],
  ["+", { type: "change", rate: 0.00315 }],
  ["-", { type: "change", rate: 0.0025 }],
  ["c", { type: "save" }],
  ["s", { type: "stop" }],
])("%s acts on the training", async (key, act) => {
  const watched = watch();
  await watched.terminal.shows("100 %");
  watched.keyboard.write(key);
  await expect.poll(() => watched.source.acts).toEqual([act]);
  await leave(watched);
});

test("a phase that is off says so, and the same key turns it on", async () => {
  const watched = watch();
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  source.say({ type: "act", step: 200, act: { type: "change", rule: { wake: [] } } });
  await terminal.shows("wake off");
  keyboard.write("W");
  await expect
    .poll(() => source.acts)
    .toEqual([{ type: "change", rule: { wake: ["generative"] } }]);
  await leave(watched);
});

test("r takes a rate, and asks again for what is none", async () => {
  const watched = watch();
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  keyboard.write("r");
  await terminal.shows("learning rate, now 0.003:");
  keyboard.write("fast\r");
  await terminal.shows("rates are numbers from 0 to 1,000, by layer with commas: fast_");
  keyboard.write(`${"\x7f".repeat(4)}0,01\r`);
  await terminal.shows("write 0.01, or 0.0,1.0 by layer: 0,01_");
  expect(source.acts).toEqual([]);
  keyboard.write(`${"\x7f".repeat(4)}0.01,0.002\x7f5\r`);
  await expect.poll(() => source.acts).toEqual([{ type: "change", rate: [0.01, 0.005] }]);
  await leave(watched);
});

test("while a question is asked, there are no keys to click", async () => {
  const watched = watch();
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  const column = terminal.lines()[23]?.indexOf("space pause") ?? -1;
  keyboard.write("r");
  await terminal.shows("learning rate, now 0.003:");
  keyboard.write(`${click(column, 23)}0.01`);
  await terminal.shows("learning rate, now 0.003: 0.01_");
  expect(source.acts).toEqual([]);
  keyboard.write("\x1b");
  await terminal.shows("space pause");
  await leave(watched);
});

test("acts are marked below the curves", async () => {
  const watched = watch({ columns: 120, rows: 40 });
  const { terminal, source } = watched;
  await terminal.shows("100 %");
  const before = terminal.text();
  source.say({ type: "act", step: 100, act: { type: "change", rule: { wake: [] } } });
  await terminal.shows("wake off");
  await expect.poll(() => terminal.text()).not.toBe(before);
  await leave(watched);
});

test("the mirror says of a step of before how it learned then", async () => {
  const watched = watch({ columns: 120, rows: 40 });
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  source.say({ type: "act", step: 200, act: { type: "change", rule: { wake: [] } } });
  await terminal.shows("wake is off");
  keyboard.write(KEYS.home);
  await terminal.shows("looking at step 0");
  await terminal.shows("generative learns");
  expect(terminal.text()).not.toContain("wake is off");
  await leave(watched);
});

test("speed and time left appear once there is enough to measure", async () => {
  const [start] = recorded.events as [RunEvent];
  const watched = watch({ events: [start] });
  const { terminal, source, wait } = watched;
  await terminal.shows("0 %");
  expect(terminal.text()).not.toContain("left");
  for (let step = 10; step <= 100; step += 10) {
    wait(400);
    source.say({ type: "progress", step });
    await terminal.shows(`step ${step}/200`);
  }
  // 25 steps of 20 images a second; 100 steps are left.
  await terminal.shows("0:04 left");
  await terminal.shows("500 images/s");
  await leave(watched);
});

test("← looks at what was stored, in every panel, and esc follows the latest again", async () => {
  const watched = watch({ columns: 120, rows: 40 });
  const { terminal, keyboard } = watched;
  await terminal.shows("100 %");
  const now = terminal.text();
  keyboard.write(KEYS.home);
  await terminal.shows("looking at step 0");
  const evaluated = recorded.events.filter((event) => event.type === "evaluate");
  await terminal.shows(evaluated[0]?.descriptionLength.toFixed(2) ?? "none");
  keyboard.write(KEYS.right);
  await terminal.shows(`looking at step ${evaluated[1]?.step}`);
  keyboard.write(KEYS.end);
  await terminal.shows("● training");
  const still = (text: string) =>
    text
      .replace(/\d+ MB/, "MB")
      .split("\n")
      .slice(2, -2)
      .join("\n");
  await expect.poll(() => still(terminal.text())).toBe(still(now));
  await leave(watched);
});

test("a click on a chart looks at that step, and a click on the footer presses the key", async () => {
  const watched = watch({ columns: 120, rows: 40 });
  const { terminal, keyboard } = watched;
  await terminal.shows("100 %");
  keyboard.write(click(20, 12));
  await terminal.shows(/looking at step \d+/);
  keyboard.write("\x1b");
  await terminal.shows("● training");
  const column = terminal.lines().at(-1)?.indexOf("? help") ?? -1;
  keyboard.write(click(column, 39));
  await terminal.shows("─ keys ─");
  await leave(watched);
});

test("w changes between generative and recognition weights, and both", async () => {
  const watched = watch();
  const { terminal, keyboard } = watched;
  await terminal.shows("─ generative · layer 1");
  keyboard.write("w");
  await terminal.shows("─ recognition · layer 1");
  keyboard.write("w");
  await expect.poll(() => terminal.text()).not.toContain("─ recognition ·");
  keyboard.write("w");
  await terminal.shows("─ generative · layer 1");
  await leave(watched);
});

test("tab turns the pages, and a number gives one panel all of the page", async () => {
  const watched = watch();
  const { terminal, keyboard } = watched;
  await terminal.shows("tab 1/4");
  keyboard.write(KEYS.tab);
  await terminal.shows("tab 2/4");
  await terminal.shows(/wake/);
  keyboard.write(KEYS.shiftTab);
  await terminal.shows("tab 1/4");
  keyboard.write("2");
  await expect.poll(() => terminal.text()).not.toContain("description length");
  await terminal.shows("dreams");
  keyboard.write("2");
  await terminal.shows("description length");
  await leave(watched);
});

test("another number goes on to that panel, and u turns through dreams that stand alone", async () => {
  const watched = watch({ columns: 40, rows: 12 });
  const { terminal, keyboard } = watched;
  await terminal.shows("─ dreams");
  keyboard.write("1");
  await terminal.shows("─ description length ─");
  keyboard.write("9");
  keyboard.write("2");
  await terminal.shows(/─ dreams 1–\d+\/24 ─/);
  expect(terminal.text()).not.toContain("description length");
  const [, shown] = terminal.text().match(/dreams 1–(\d+)/) ?? [];
  keyboard.write("u");
  await terminal.shows(`dreams ${Number(shown) + 1}–`);
  keyboard.write("U");
  await terminal.shows("dreams 1–");
  // The wheel, on the panel.
  keyboard.write("\x1b[<65;10;5M");
  await terminal.shows(`dreams ${Number(shown) + 1}–`);
  await leave(watched);
});

test("at 40 columns a question keeps all answers, and the help all words", async () => {
  const watched = watch({ columns: 40, rows: 12 });
  const { terminal, keyboard } = watched;
  await terminal.shows("space pause");
  keyboard.write("q");
  await terminal.shows(/Stop.*y save {2}d leave {2}n stay/);
  keyboard.write("n");
  keyboard.write("?");
  await terminal.shows(/one phase of a step: +│\n│ +wake, then sleep/);
  await leave(watched);
});

test("? lists every key, and any key puts the list away without doing more", async () => {
  const watched = watch({ columns: 80, rows: 60 });
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  keyboard.write("?");
  await terminal.shows("─ keys ─");
  for (const name of [
    "space",
    ".",
    ",",
    "W",
    "S",
    "←",
    "esc",
    "tab",
    "w",
    "l",
    "z",
    "o",
    "?",
    "q",
  ]) {
    expect(terminal.text()).toContain(` ${name} `);
  }
  keyboard.write("s");
  await terminal.shows("─ dreams ─");
  await expect.poll(() => terminal.text()).not.toContain("─ keys ─");
  expect(source.acts).toEqual([]);
  await leave(watched);
});

test("s stops and saves, and the dashboard stays until q", async () => {
  const watched = watch();
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  keyboard.write("s");
  await terminal.shows("■ stopping");
  expect(source.acts).toEqual([{ type: "stop" }]);
  finish(watched, recorded, "stopped");
  await terminal.shows("■ stopped");
  await terminal.shows("training was stopped at step 200");
  await terminal.shows("q leave");
  keyboard.write("q");
  expect((await watched.result).ending).toBe("stopped");
});

test("when training is done the dashboard stays until q, or Enter", async () => {
  for (const key of ["q", "\r"]) {
    const watched = watch();
    finish(watched, recorded);
    await watched.terminal.shows("✓ done");
    expect(watched.terminal.isAlternate).toBe(true);
    watched.keyboard.write(key);
    const { ending, run } = await watched.result;
    expect(ending).toBe("done");
    expect(run.end).toMatchObject({ step: 200, reason: "done" });
  }
});

test("q asks first; n stays", async () => {
  const watched = watch();
  await watched.terminal.shows("100 %");
  watched.keyboard.write("q");
  await watched.terminal.shows("Stop and leave?");
  watched.keyboard.write("n");
  await watched.terminal.shows("space pause");
  expect(watched.source.acts).toEqual([]);
  await leave(watched);
});

test.each([
  ["y", "stop", "stopped"],
  ["d", "quit", "quit"],
] as const)("q and %s leave by %s, once training has ended", async (answer, act, reason) => {
  const watched = watch();
  await watched.terminal.shows("100 %");
  watched.keyboard.write(`q${answer}`);
  await watched.terminal.shows("■ stopping");
  expect(watched.source.acts).toEqual([{ type: act }]);
  expect(watched.terminal.isAlternate).toBe(true);
  finish(watched, recorded, reason);
  expect((await watched.result).ending).toBe(reason);
});

test("f and y fork from the step that is looked at", async () => {
  const watched = watch({ columns: 100, canFork: true });
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  keyboard.write(`${KEYS.left}`);
  await terminal.shows(/looking at step \d+/);
  keyboard.write("f");
  // Reports come every 50 steps, and checkpoints every 100.
  await terminal.shows("go on with a new one from the checkpoint of step 100?");
  keyboard.write("y");
  await expect.poll(() => source.acts).toEqual([{ type: "stop" }]);
  finish(watched, recorded, "stopped");
  expect((await watched.result).fork).toBe(100);
});

test("f forks from what is saved then, where the latest is followed", async () => {
  const events = recorded.events.filter(({ step }) => step < 200);
  const watched = watch({ columns: 100, canFork: true, events });
  const { terminal, keyboard } = watched;
  await terminal.shows("● training");
  keyboard.write("f");
  await terminal.shows("go on with a new one from here?");
  keyboard.write("y");
  finish(watched, recorded, "stopped");
  expect((await watched.result).fork).toBe("latest");
});

test("where nothing is left to do, or no checkpoint is stored, f says so", async () => {
  const watched = watch({ columns: 100, canFork: true });
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  keyboard.write("f");
  await terminal.shows("all steps are done here");
  await leave(watched);

  const first = join(recorded.directory.path, "checkpoints", "000000000000.safetensors");
  await rename(first, `${first}.away`);
  const without = watch({ columns: 100, canFork: true });
  await without.terminal.shows("100 %");
  without.keyboard.write(KEYS.home);
  await without.terminal.shows("looking at step 0");
  without.keyboard.write("f");
  await without.terminal.shows("no checkpoint is stored at or before step 0");
  await leave(without);
  await rename(`${first}.away`, first);
  expect(source.acts).toEqual([{ type: "stop" }]);
});

test("once training has ended, its mean speed is shown", async () => {
  const [start, end] = [recorded.events[0], recorded.events.at(-1)] as [RunEvent, RunEvent];
  const began = Date.now();
  const at = (milliseconds: number) => ({ time: new Date(began + milliseconds).toISOString() });
  const watched = watch({ columns: 100, events: [{ ...start, ...at(0) }] });
  const { terminal, source, wait } = watched;
  await terminal.shows("0 %");
  wait(1000);
  source.say({ type: "progress", step: 50, ...at(1000) });
  await terminal.shows("step 50/200");
  wait(3000);
  source.say({ ...end, ...at(4000) });
  // 200 steps of 20 images in four seconds.
  await terminal.shows("1,000 images/s");
  await leave(watched);
});

test.each([
  ["Ctrl-C", (watched: Watched) => watched.keyboard.write("\x03")],
  ["SIGINT", () => process.emit("SIGINT")],
  ["SIGTERM", () => process.emit("SIGTERM")],
  ["SIGHUP", () => process.emit("SIGHUP")],
])("%s stops training and gives the terminal back", async (_, interrupt) => {
  const watched = watch();
  const { terminal } = watched;
  await terminal.shows("100 %");
  expect(terminal.isAlternate).toBe(true);
  expect(terminal.reports).toEqual({ mouse: "drag", paste: true });
  expect(watched.keyboard.isRaw).toBe(true);
  const listeners = process.listenerCount("SIGTERM");
  interrupt(watched);
  const { ending, run } = await watched.result;
  expect(ending).toBe("interrupted");
  expect(run.step).toBe(200);
  expect(watched.source.acts).toEqual([{ type: "stop" }]);
  expect(watched.keyboard.isRaw).toBe(false);
  await expect.poll(() => terminal.isAlternate).toBe(false);
  expect(terminal.reports).toEqual({ mouse: "none", paste: false });
  expect(terminal.lines()[0]).toBe("$ helmholtz train");
  expect(process.listenerCount("SIGTERM")).toBeLessThan(listeners);
});

test("when the events fail, the terminal is given back and the error passed on", async () => {
  const watched = watch();
  await watched.terminal.shows("100 %");
  watched.source.fail(new Error("worker: out of memory"));
  await expect(watched.result).rejects.toThrow("worker: out of memory");
  await expect.poll(() => watched.terminal.isAlternate).toBe(false);
  expect(watched.keyboard.isRaw).toBe(false);
});

test("without a keyboard the dashboard leaves when training is done", async () => {
  const watched = watch({ isTTY: false });
  finish(watched, recorded);
  expect((await watched.result).ending).toBe("done");
});

test("o shows what happened", async () => {
  const watched = watch();
  const { terminal, keyboard, source } = watched;
  await terminal.shows("100 %");
  source.say({ type: "act", step: 200, act: { type: "change", rate: 0.01 } });
  keyboard.write("o");
  await terminal.shows("─ log ─");
  await terminal.shows("│   rate 0.01 at step 200");
  keyboard.write("\x1b");
  await terminal.shows("─ dreams ─");
  await leave(watched);
});
