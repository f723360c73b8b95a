import { stripVTControlCharacters } from "node:util";
import { appendEvent, bars, createRunState, type RunEvent, type RunState } from "@helmholtz/core";
import { expect, test } from "vitest";
import { createStyle } from "../../src/draw/style.ts";
import { formatCount } from "../../src/draw/text.ts";
import { summaryLines } from "../../src/summary.ts";
import { firstOf, type Recording, recordRun } from "./recorded-run.ts";

function stateOf(events: readonly RunEvent[]): RunState {
  const run = createRunState();
  for (const event of events) appendEvent(run, event);
  return run;
}

const recording: Recording = await recordRun();
const run = stateOf(recording.events);
const options = { directory: "/runs/one", elapsed: 4000 };

test("best and last stand in a table, with what is held out at the end and −log p", () => {
  const lines = summaryLines(run, options);
  expect(lines[0]).toBe("done: 200 of 200 steps in 0:04");
  const [head = "", best = "", last = ""] = lines.slice(2);
  expect(head).toMatch(/^bits per image +epoch +step +held out +in training$/);
  expect(new Set([head.length, best.length, last.length]).size).toBe(1);
  const bits = (line: string) => line.trim().split(/ +/);
  expect(bits(best)).toEqual(row("best", run.best));
  expect(bits(last)).toEqual(row("last", run.curve.at(-1)));
  const heldOut = run.end?.heldOut;
  expect(lines).toContain(
    `held out  ${heldOut?.descriptionLength.toFixed(2)} bits per image on all ${formatCount(heldOut?.images ?? 0)}`,
  );
  const { likelihood } = run;
  expect(lines.join("\n")).toContain(
    `−log p    ${likelihood?.nll.toFixed(2)} ± ${likelihood?.nllStandardError.toFixed(2)} nats`,
  );
  // 200 steps of 20 images in 4 seconds.
  expect(lines).toContain("speed     1,000 images/s");
});

test("a run that is done goes on longer, one that was stopped just goes on", async () => {
  const look = "look      helmholtz watch /runs/one";
  expect(summaryLines(run, options).slice(-3)).toEqual([
    "run       /runs/one",
    "go on     helmholtz train --resume /runs/one --steps 400",
    look,
  ]);
  const stopped = await recordRun({
    react: ({ type, step }, acts) => {
      if (type === "evaluate" && step === 100) acts.push({ type: "stop" });
    },
  });
  const lines = summaryLines(stateOf(stopped.events), options);
  expect(lines[0]).toMatch(/^stopped and saved: 10[01] of 200 steps in 0:04$/);
  expect(lines.slice(-2)).toEqual(["go on     helmholtz train --resume /runs/one", look]);
});

test("who left without saving is told what was lost", async () => {
  const quit = await recordRun({
    react: ({ type, step }, acts) => {
      if (type === "evaluate" && step === 150) acts.push({ type: "quit" });
    },
  });
  const lines = summaryLines(stateOf(quit.events), options);
  expect(lines[0]).toMatch(/^ended: 15[01] of 200 steps/);
  expect(lines[1]).toBe("nothing after step 100 was saved");
});

test("where nothing is held out, nothing is said of it", async () => {
  const { events } = await recordRun({ data: { ...bars(), valid: undefined } });
  const lines = summaryLines(stateOf(events), options);
  expect(lines[2]).toMatch(/^bits per image +epoch +step +in training$/);
});

test("a path that a shell would cut is quoted where it is to be typed", () => {
  const lines = summaryLines(run, { ...options, directory: "/my runs/it's" });
  expect(lines).toContain("run       /my runs/it's");
  expect(lines).toContain(String.raw`look      helmholtz watch '/my runs/it'\''s'`);
});

test("a run that never began has no more than its place", () => {
  expect(summaryLines(createRunState(), options)).toEqual(["run       /runs/one"]);
});

test("a style changes no text", () => {
  const styled = summaryLines(run, { ...options, style: createStyle({ depth: 24 }) });
  expect(styled[0]).toContain("\x1b[1m");
  expect(styled.map(stripVTControlCharacters)).toEqual(summaryLines(run, options));
});

test("the longest runs fit into 80 columns", () => {
  const step = 12_345_678;
  const start = { ...firstOf(recording, "start"), step: 5_000_000, steps: 123_456_789 };
  const moved = recording.events.slice(1, -1).map((event) => ({ ...event, step }));
  const end: RunEvent = { type: "end", step, reason: "stopped" };
  const long = stateOf([start, ...moved, end]);
  for (const line of summaryLines(long, { directory: "d", elapsed: 4 * 86_400_000 })) {
    expect(line.length).toBeLessThanOrEqual(80);
  }
});

function row(name: string, event: RunState["best"]): string[] {
  if (!event) return [];
  const { epoch, step, descriptionLength, train } = event;
  return [
    name,
    epoch.toFixed(2),
    String(step),
    descriptionLength.toFixed(2),
    train.descriptionLength.toFixed(2),
  ];
}
