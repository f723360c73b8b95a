import type { EndEvent, TrainEvent } from "@helmholtz/core";
import { beforeAll, expect, test } from "vitest";
import { type WatchResult, watchTraining } from "../../src/watch-training.tsx";
import { RecordedTraining, recordBars } from "./recorded-training.ts";
import { TestKeyboard, TestTerminal } from "./terminal.ts";

let events: TrainEvent[];

beforeAll(async () => {
  events = await recordBars();
});

interface Watched {
  readonly terminal: TestTerminal;
  readonly keyboard: TestKeyboard;
  readonly training: RecordedTraining;
  readonly result: Promise<WatchResult>;
  /** Moves the dashboard's clock. */
  wait(milliseconds: number): void;
}

/** Watches the recorded run from its start to just before its end. */
async function watch(
  columns: number,
  rows: number,
  { colors = 24, env = {}, isTTY = true, training = underWay() } = {},
): Promise<Watched> {
  const terminal = new TestTerminal(columns, rows, colors);
  terminal.write("$ helmholtz train\r\n");
  const keyboard = new TestKeyboard({ isTTY });
  let now = 0;
  const result = watchTraining(training, {
    stdin: keyboard.asStdin(),
    stdout: terminal.asStdout(),
    env,
    directory: "runs/2026-11-23-bars",
    clock: () => now,
  });
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { terminal, keyboard, training, result, wait };
}

function underWay(): RecordedTraining {
  return new RecordedTraining(events.slice(0, -2));
}

/** Lets the run come to its end. */
function finish({ training }: Watched, reason: EndEvent["reason"] = "done"): void {
  const [checkpoint, end] = events.slice(-2) as [TrainEvent, EndEvent];
  training.say(checkpoint, { ...end, reason });
  training.finish();
}

async function leave(watched: Watched): Promise<WatchResult> {
  watched.keyboard.write("\x03");
  return watched.result;
}

test("80 × 24 has room for everything", async () => {
  const watched = await watch(80, 24);
  const { terminal } = watched;
  await terminal.shows("100 %");
  const lines = terminal.lines();
  expect(lines[0]).toBe(" helmholtz  16-6-2 · bars · wake-sleep · adam · wasm · seed 7 · batch 20");
  expect(lines[1]).toMatch(/^ ● training ━+ 100 %$/);
  expect(lines[2]).toBe(" step 200/200 · epoch 0.4 of 0.4 · 0:00 elapsed");
  expect(lines[3]).toMatch(/^╭─ description length ─+╮╭─ dreams ─+╮$/);
  const evaluated = events.filter((event) => event.type === "evaluate");
  const latest = evaluated.at(-1);
  const best = Math.min(...evaluated.map((event) => event.descriptionLength));
  expect(terminal.text()).toContain(`held out ${latest?.descriptionLength.toFixed(2)}`);
  expect(terminal.text()).toContain(`best ${best.toFixed(2)}`);
  expect(terminal.text()).toContain(`training ${latest?.train.descriptionLength.toFixed(2)}`);
  expect(terminal.text()).toContain(
    `by layer ${latest?.layers.map((bits) => bits.toFixed(2)).join(" + ")}`,
  );
  expect(terminal.text()).toMatch(/generative weights ─+ −\d/);
  expect(terminal.text()).toMatch(/[⠁-⣿]{4}/);
  expect(lines[22]).toMatch(/runs\/2026-11-23-bars$/);
  expect(lines[23]).toBe(
    " space pause  s stop and save  w recognition  ? help  q stop, save and leave",
  );
  await leave(watched);
});

test.each([
  [40, 10],
  [40, 12],
  [60, 20],
  [60, 40],
  [80, 24],
  [120, 20],
  [160, 50],
  [250, 80],
])("at %i × %i every border is whole and the last line has the keys", async (columns, rows) => {
  const watched = await watch(columns, rows);
  const { terminal } = watched;
  await terminal.shows("100 %");
  const lines = terminal.lines();
  expect(lines.at(-1)).toMatch(/space pause .*q /);
  for (const line of lines) {
    if (/^[╭│╰]/.test(line)) expect(line).toMatch(/[╮│╯]$/);
    if (/^[╭│╰]/.test(line)) expect(line).toHaveLength(columns);
  }
  const corners = (corner: string) => terminal.text().split(corner).length;
  expect(corners("╭")).toBe(corners("╯"));
  expect(corners("╭")).toBe(corners("╮"));
  await leave(watched);
});

test("a terminal that is too small says what it needs", async () => {
  const watched = await watch(36, 8);
  await watched.terminal.shows("needs 40 × 10");
  await watched.terminal.shows("36 × 8");
  await leave(watched);
});

test("after a resize nothing is left of the size before", async () => {
  const resized = await watch(160, 50);
  await resized.terminal.shows("100 %");
  for (const [columns, rows] of [
    [40, 12],
    [100, 30],
    [30, 5],
    [80, 24],
  ] as const) {
    resized.terminal.resize(columns, rows);
    const fresh = await watch(columns, rows);
    await fresh.terminal.shows(/100 %|needs/);
    await expect.poll(() => resized.terminal.text()).toBe(fresh.terminal.text());
    await leave(fresh);
  }
  await leave(resized);
});

test("with NO_COLOR, and where there is no colour, pictures are characters", async () => {
  for (const options of [{ env: { NO_COLOR: "1" } }, { colors: 1 }]) {
    const watched = await watch(80, 24, options);
    await watched.terminal.shows("100 %");
    expect(watched.terminal.coloredCells()).toBe(0);
    expect(watched.terminal.text()).not.toMatch(/[▀▄]/);
    expect(watched.terminal.text()).toMatch(/│ ?[.:\-=+*#%@]{4} [.:\-=+*#%@]{4} /);
    await leave(watched);
  }
});

test.each([4, 8, 24])("with %i bits of colour, pictures are half-blocks", async (colors) => {
  const watched = await watch(80, 24, { colors });
  await watched.terminal.shows("100 %");
  expect(watched.terminal.text()).toContain("▀");
  expect(watched.terminal.coloredCells()).toBeGreaterThan(300);
  await leave(watched);
});

test("space pauses and resumes, and the time stands still in between", async () => {
  const watched = await watch(80, 24);
  const { terminal, keyboard, training, wait } = watched;
  await terminal.shows("100 %");
  wait(5000);
  keyboard.write(" ");
  await terminal.shows("‖ paused");
  await terminal.shows("0:05 elapsed");
  await terminal.shows("space resume");
  wait(60_000);
  keyboard.write("p");
  await terminal.shows("● training");
  wait(2000);
  await terminal.shows("0:07 elapsed");
  expect(training.told).toEqual(["pause", "resume"]);
  await leave(watched);
});

test("speed and time left appear once there is enough to measure", async () => {
  const [start] = events as [TrainEvent];
  const watched = await watch(80, 24, { training: new RecordedTraining([start]) });
  const { terminal, training, wait } = watched;
  await terminal.shows("0 %");
  expect(terminal.text()).not.toContain("left");
  for (let step = 10; step <= 100; step += 10) {
    wait(400);
    training.say({ type: "progress", step });
    await terminal.shows(`step ${step}/200`);
  }
  // 25 steps of 20 images a second; 100 steps are left.
  await terminal.shows("0:04 left");
  await terminal.shows("500 images/s");
  await leave(watched);
});

test("w changes between generative and recognition weights", async () => {
  const watched = await watch(80, 24);
  await watched.terminal.shows("generative weights");
  watched.keyboard.write("w");
  await watched.terminal.shows("recognition weights");
  watched.keyboard.write("w");
  await watched.terminal.shows("generative weights");
  await leave(watched);
});

test("? lists every key, and any key puts the list away without doing more", async () => {
  const watched = await watch(80, 24);
  const { terminal, keyboard, training } = watched;
  keyboard.write("?");
  await terminal.shows("─ keys ─");
  for (const name of ["space", "s", "w", "?", "q", "ctrl-c"]) {
    expect(terminal.lines().some((line) => line.includes(`│ ${name} `))).toBe(true);
  }
  keyboard.write("s");
  await terminal.shows("─ dreams ─");
  await expect.poll(() => terminal.text()).not.toContain("─ keys ─");
  expect(training.told).toEqual([]);
  await leave(watched);
});

test("s stops and saves, and the dashboard stays until q", async () => {
  const watched = await watch(80, 24);
  const { terminal, keyboard, training } = watched;
  await terminal.shows("100 %");
  keyboard.write("s");
  await terminal.shows("■ stopping");
  expect(training.told).toEqual(["stop"]);
  finish(watched, "stopped");
  await terminal.shows("■ stopped");
  await terminal.shows("training was stopped at step 200");
  await terminal.shows("q leave");
  keyboard.write("q");
  expect((await watched.result).ending).toBe("stopped");
});

test("when training is done the dashboard stays until q, or Enter", async () => {
  for (const key of ["q", "\r"]) {
    const watched = await watch(80, 24);
    finish(watched);
    await watched.terminal.shows("✓ done");
    expect(watched.terminal.isAlternate).toBe(true);
    watched.keyboard.write(key);
    const { ending, run } = await watched.result;
    expect(ending).toBe("done");
    expect(run.end).toMatchObject({ step: 200, reason: "done" });
    expect(run.checkpoints).toEqual([0, 200]);
  }
});

test("q asks first; n goes on", async () => {
  const watched = await watch(80, 24);
  watched.keyboard.write("q");
  await watched.terminal.shows("Stop, save and leave?");
  watched.keyboard.write("n");
  await watched.terminal.shows("space pause");
  expect(watched.training.told).toEqual([]);
  await leave(watched);
});

test("q and y stop, and leave once training has ended", async () => {
  const watched = await watch(80, 24);
  watched.keyboard.write("qy");
  await watched.terminal.shows("■ stopping");
  expect(watched.training.told).toEqual(["stop"]);
  expect(watched.terminal.isAlternate).toBe(true);
  finish(watched, "stopped");
  expect((await watched.result).ending).toBe("stopped");
});

test.each([
  ["Ctrl-C", (watched: Watched) => watched.keyboard.write("\x03")],
  ["SIGINT", () => process.emit("SIGINT")],
  ["SIGTERM", () => process.emit("SIGTERM")],
  ["SIGHUP", () => process.emit("SIGHUP")],
])("%s stops training and gives the terminal back", async (_, interrupt) => {
  const watched = await watch(80, 24);
  await watched.terminal.shows("100 %");
  expect(watched.terminal.isAlternate).toBe(true);
  expect(watched.keyboard.isRaw).toBe(true);
  const listeners = process.listenerCount("SIGTERM");
  interrupt(watched);
  const { ending, run } = await watched.result;
  expect(ending).toBe("interrupted");
  expect(run.step).toBe(200);
  expect(watched.training.told).toEqual(["stop"]);
  expect(watched.keyboard.isRaw).toBe(false);
  await expect.poll(() => watched.terminal.isAlternate).toBe(false);
  expect(watched.terminal.lines()[0]).toBe("$ helmholtz train");
  expect(process.listenerCount("SIGTERM")).toBeLessThan(listeners);
});

test("when the events fail, the terminal is given back and the error passed on", async () => {
  const watched = await watch(80, 24);
  await watched.terminal.shows("100 %");
  watched.training.fail(new Error("worker: out of memory"));
  await expect(watched.result).rejects.toThrow("worker: out of memory");
  await expect.poll(() => watched.terminal.isAlternate).toBe(false);
  expect(watched.keyboard.isRaw).toBe(false);
});

test("without a keyboard the dashboard leaves when training is done", async () => {
  const watched = await watch(80, 24, { isTTY: false });
  finish(watched);
  expect((await watched.result).ending).toBe("done");
});
