import type { RunEvent } from "@helmholtz/core";
import { expect, test } from "vitest";
import { createPlainReport, type PlainReportOptions } from "../../src/plain-report.ts";
import { createRunModel } from "../../src/screens/run-model.ts";
import { firstOf, type Recording, recordRun, sourceOf } from "./recorded-run.ts";

/** All lines of a recording; `time` says when an event comes, in milliseconds. Default all at once. */
function linesOf(
  recording: Recording,
  options: PlainReportOptions = {},
  time: (event: RunEvent) => number = () => 0,
): string[] {
  let now = 0;
  const report = createPlainReport(createRunModel(sourceOf(recording), { clock: () => now }), {
    ...options,
    clock: () => now,
  });
  return recording.events.flatMap((event) => {
    now = time(event);
    return report(event);
  });
}

const reportsOf = (lines: readonly string[]) =>
  lines.filter((line) => / in training/.test(line) && /^step/.test(line));

const stepOf = (line: string) => Number(/^step +([\d,]+)\//.exec(line)?.[1]?.replaceAll(",", ""));

const many = { steps: 2000, reportEvery: 10, checkpointEvery: 500 };
const long = await recordRun(many);
const reportsOnly = await recordRun({ ...many, likelihoodSamples: 0 });

test("a run begins with what is trained on what, how, by what, and where it is kept", async () => {
  const recording = await recordRun({ steps: 20 });
  expect(linesOf(recording).slice(0, 5)).toEqual([
    "machine   16-6-2 on bars, 10,000 images and 2,000 held out",
    "learning  wake-sleep, adam at rate 0.003, batch 20",
    "length    20 steps, 0.04 epochs; seed 0",
    "backend   js",
    "run       /runs/one",
  ]);
});

test("no line has escape codes or other control characters", () => {
  for (const line of linesOf(long, { dreams: true })) expect(line).not.toMatch(/\p{Cc}/u);
});

test("of reports that come at once, each is half as far again as the one before, and the last is there", () => {
  const steps = reportsOf(linesOf(reportsOnly)).map(stepOf);
  expect(steps[0]).toBe(0);
  expect(steps.at(-1)).toBe(2000);
  expect(steps.length).toBeLessThan(20);
  for (const [i, step] of steps.slice(1, -1).entries()) {
    expect(step).toBeGreaterThanOrEqual(1.5 * (steps[i] ?? 0));
  }
});

test("what is far along has a report a second, however many come", () => {
  // Ten reports a second.
  const lines = linesOf(reportsOnly, {}, ({ step }) => 10 * step);
  const steps = reportsOf(lines).map(stepOf);
  const late = steps.filter((step) => step > 400 && step < 2000);
  expect(late.length).toBeGreaterThan(10);
  for (const [i, step] of late.slice(1).entries()) {
    expect(step - (late[i] ?? 0)).toBeGreaterThanOrEqual(100);
  }
});

test("where reports come slowly, each has its line", () => {
  const reports = long.events.filter(({ type }) => type === "evaluate").length;
  const lines = linesOf(long, {}, ({ step }) => 1000 * step);
  expect(reportsOf(lines)).toHaveLength(reports);
});

test("time left is unknown where all comes at once, and at first; then it is right", () => {
  expect(linesOf(long).join("\n")).not.toContain("left");
  // 100 steps a second, of 20 images each.
  const lines = reportsOf(linesOf(long, {}, ({ step }) => 10 * step));
  const left = (line: string) => /(\d+:\d\d) left/.exec(line)?.[1];
  expect(left(lines[3] ?? "")).toBeUndefined();
  const line = lines.find((line) => stepOf(line) >= 1000) ?? "";
  const seconds = Math.floor((2000 - stepOf(line)) / 100);
  expect(line).toContain("2,000 images/s");
  expect(left(line)).toBe(`0:${String(seconds).padStart(2, "0")}`);
});

test("time left of a run that another process trains goes by the times of its events", () => {
  const { act: _, ...source } = sourceOf(long);
  const report = createPlainReport(createRunModel(source, { clock: () => 0 }), { clock: () => 0 });
  const lines = long.events.flatMap((event) =>
    report({ ...event, time: new Date(1e12 + 10 * event.step).toISOString() }),
  );
  const line = reportsOf(lines).find((line) => stepOf(line) > 900) ?? "";
  const seconds = Math.floor((2000 - stepOf(line)) / 100);
  expect(line).toContain(`2,000 images/s  0:${String(seconds).padStart(2, "0")} left`);
});

test("a report says what was measured, held out and in training", async () => {
  const recording = await recordRun({ steps: 20, reportEvery: 20 });
  const first = firstOf(recording, "evaluate");
  const [line] = reportsOf(linesOf(recording));
  expect(line).toMatch(/^step {2}0\/20 {2}epoch {1,2}0\.00 /);
  expect(line).toContain(` ${first.descriptionLength.toFixed(2)} bits held out`);
  expect(line).toContain(` ${first.train.descriptionLength.toFixed(2)} in training`);
});

test("−log p has a line with its error, after the report of its step", () => {
  const { nll, nllStandardError, step } = firstOf(long, "likelihood");
  const lines = linesOf(long);
  const at = lines.findIndex((line) => line.includes("−log p"));
  expect(lines[at]).toContain(`−log p ${nll.toFixed(2)} ± ${nllStandardError.toFixed(2)} nats`);
  expect([at - 1, at].map((i) => stepOf(lines[i] ?? ""))).toEqual([step, step]);
});

test("each act has a line, and a pause is no time of training", async () => {
  const recording = await recordRun({
    steps: 1000,
    react({ type, step }, acts) {
      if (type !== "evaluate" || step !== 500) return;
      acts.push({ type: "pause" });
      acts.push({ type: "advance", by: "step" });
      acts.push({ type: "change", rule: { wake: [] }, rate: 0.002 });
      acts.push({ type: "save" });
      acts.push({ type: "resume" });
    },
  });
  // An hour passes in the pause.
  let resumed = false;
  const lines = linesOf(recording, {}, (event) => {
    resumed ||= event.type === "act" && event.act.type === "resume";
    return 10 * event.step + (resumed ? 3_600_000 : 0);
  });
  const acts = lines.filter((line) => /^step +50\d\/1,000 {2}(?!epoch)/.test(line));
  expect(acts.map((line) => line.replace(/^step +50\d\/1,000 {2}/, ""))).toEqual([
    "paused",
    "one step by hand",
    "wake off, rate 0.002",
    "saving a checkpoint",
    "resumed",
  ]);
  const after = reportsOf(lines).findLast((line) => stepOf(line) < 1000) ?? "";
  expect(stepOf(after)).toBeGreaterThan(700);
  const seconds = Math.floor((1000 - stepOf(after)) / 100);
  expect(after).toContain(`2,000 images/s  0:0${seconds} left`);
  expect(lines.join("\n")).toMatch(/^done: 1,000 of 1,000 steps in 0:(09|10)$/m);
});

test("a notice has a line", async () => {
  const recording = await recordRun({ steps: 20 });
  const events = recording.events.map((event) =>
    event.type === "start" ? { ...event, notice: "js computes instead" } : event,
  );
  expect(linesOf({ ...recording, events })).toContain("js computes instead");
});

test("a run that continues says so, and counts what it does now", () => {
  const half = long.events.findIndex(({ step }) => step === 1000);
  const start = { ...firstOf(long, "start"), step: 1000 };
  const rest: Recording = { ...long, events: [start, ...long.events.slice(half)] };
  const lines = linesOf(rest, {}, ({ step }) => 10 * (step - 1000));
  expect(lines).toContain("step 1,000/2,000  continues from here");
  expect(lines.join("\n")).toContain("2,000 images/s  0:05 left");
  expect(lines).toContain("done: 2,000 of 2,000 steps, 1,000 of them in 0:10");
});

test("dreams are shown at most ten times, each at twice the step or more, and never of step 0", () => {
  const steps = (lines: readonly string[]) =>
    lines.flatMap((line) => /^dreams at step ([\d,]+)$/.exec(line)?.[1]?.replaceAll(",", "") ?? []);
  expect(steps(linesOf(long))).toEqual([]);
  const shown = steps(linesOf(long, { dreams: true })).map(Number);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.length).toBeLessThanOrEqual(10);
  for (const [i, step] of shown.entries()) {
    expect(step).toBeGreaterThanOrEqual(Math.max(1, 2 * (shown[i - 1] ?? 0)));
  }
});

test("a dream follows the report of its step", () => {
  const lines = linesOf(long, { dreams: true });
  lines.forEach((line, i) => {
    const [, step] = /^dreams at step ([\d,]+)$/.exec(line) ?? [];
    if (!step) return;
    expect(lines[i - 2]).toMatch(new RegExp(`^step +${step}/2,000  epoch`));
    // Three of 4 × 4 pixels, two pixels to a character.
    expect(lines.slice(i + 1, i + 3).every((row) => row.length <= 16)).toBe(true);
  });
});

test("the end is the summary", () => {
  const lines = linesOf(long);
  expect(lines.slice(lines.indexOf("")).slice(1, 2)).toEqual([
    "done: 2,000 of 2,000 steps in 0:00",
  ]);
});
