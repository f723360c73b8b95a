import { expect, test } from "vitest";
import type { Act, EvaluateEvent, StartEvent } from "../../src/run/events.ts";
import { appendEvent, createRunState, type RunEvent } from "../../src/run/run-state.ts";
import { meanSpeed, trainingTime } from "../../src/run/training-time.ts";

const begun = {
  ...{ type: "start", step: 0, steps: 100, stepsPerEpoch: 10, batch: 20, seed: 0 },
  ...{ sizes: [16, 4], width: 4, height: 4, rule: "wake-sleep", optimizer: "sgd" },
  ...{ backend: "js", data: "bars", trainImages: 200, validImages: 10 },
} as StartEvent;

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();
const start = (step: number, seconds: number): RunEvent => ({ ...begun, step, time: at(seconds) });
const act = (act: Act, step: number, seconds: number): RunEvent => ({
  ...{ type: "act", step, act, time: at(seconds) },
});
const evaluate = (step: number, seconds: number): RunEvent => {
  const description = { images: 10, descriptionLength: 9, layers: [9] };
  const event: EvaluateEvent = {
    ...{ type: "evaluate", step, epoch: step / 10, ...description, train: description },
  };
  return { ...event, time: at(seconds) };
};
const end = (step: number, seconds: number): RunEvent => ({
  ...{ type: "end", step, reason: "done", time: at(seconds) },
});

function runOf(...events: readonly RunEvent[]) {
  const run = createRunState();
  for (const event of events) appendEvent(run, event);
  return run;
}

test("speed is the mean from the start to the end, what is measured included", () => {
  const run = runOf(start(0, 0), evaluate(0, 1), evaluate(50, 2), evaluate(100, 3), end(100, 4));
  expect(trainingTime(run)).toBe(4000);
  expect(meanSpeed(run)).toBe(500);
});

test("pauses do not count, over or not", () => {
  const paused = [
    start(0, 0),
    act({ type: "pause" }, 10, 2),
    act({ type: "pause" }, 10, 5),
    act({ type: "resume" }, 10, 102),
    evaluate(20, 103),
  ];
  expect(trainingTime(runOf(...paused))).toBe(3000);
  const again = runOf(...paused, act({ type: "advance", by: "step" }, 20, 104), evaluate(21, 200));
  expect(trainingTime(again)).toBe(4000);
});

test("steps by hand count as little as the pause that they are done in", () => {
  const byHand = [
    start(0, 0),
    act({ type: "pause" }, 10, 2),
    act({ type: "advance", by: "step" }, 10, 20),
    evaluate(40, 30),
  ];
  expect(meanSpeed(runOf(...byHand))).toBe(100);
  const resumed = [act({ type: "resume" }, 40, 50), evaluate(60, 52)];
  expect(meanSpeed(runOf(...byHand, ...resumed))).toBe(150);
});

test("a run that was continued counts from there", () => {
  const run = runOf(start(0, 0), evaluate(50, 10), start(50, 1000), end(100, 1002));
  expect(trainingTime(run)).toBe(2000);
  expect(meanSpeed(run)).toBe(500);
});

test("nothing is known of a log without times", () => {
  const run = runOf(begun, { type: "end", step: 100, reason: "done" });
  expect([trainingTime(run), meanSpeed(run)]).toEqual([undefined, undefined]);
});
