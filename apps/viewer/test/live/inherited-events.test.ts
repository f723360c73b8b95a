import { encodeEvent, matrix, openRunLog, type RunEvent, type StartEvent } from "@helmholtz/core";
import { expect, test } from "vitest";
import { inheritedEvents } from "../../src/machine/inherited-events.ts";

const start: StartEvent = {
  ...{ type: "start", step: 0, steps: 90, stepsPerEpoch: 10, batch: 5, sizes: [2, 3] },
  ...{ width: 2, height: 1, rule: "wake-sleep", optimizer: "adam", backend: "wasm" },
  ...{ data: "mine", trainImages: 50, validImages: 5, seed: 0 },
};
const norms = { generative: [1, 2], recognition: [3] };
const described = { images: 5, descriptionLength: 7, layers: [5, 2] };
const time = "2026-11-23T20:00:00.000Z";
const report = (step: number): RunEvent[] => {
  const of = (sizes: number[]) => sizes.map((units) => matrix(1, units));
  return [
    {
      type: "evaluate",
      step,
      epoch: step / 10,
      ...described,
      train: described,
      weightNorms: norms,
      time,
    },
    { type: "dream", step, images: matrix(4, 2), time },
    {
      ...{ type: "phases", step, of: "report", time },
      wake: { states: of([2, 3]), predictions: of([2, 3]) },
      sleep: { states: of([2, 3]), predictions: of([3]) },
    },
  ];
};
const happened: RunEvent[] = [
  { ...start, time },
  ...report(0),
  { type: "checkpoint", step: 0, time },
  { type: "act", step: 4, act: { type: "pause" }, time },
  { type: "act", step: 4, act: { type: "change", rate: 0.1 }, time },
  { type: "act", step: 4, act: { type: "resume" }, time },
  ...report(10),
  { type: "act", step: 12, act: { type: "pause" }, time },
  { type: "act", step: 12, act: { type: "save" }, time },
  ...report(20),
];
const log = new TextEncoder().encode(happened.map((event) => `${encodeEvent(event)}\n`).join(""));

test("reports and pauses up to the step go on, changes and checkpoints do not", () => {
  const events = inheritedEvents(log, { step: 12, sizes: [2, 3] });
  expect(events.map(({ type, step }) => `${type} ${step}`)).toEqual([
    ...["start 0", "evaluate 0", "dream 0", "phases 0"],
    ...["act 4", "act 4", "evaluate 10", "dream 10", "phases 10"],
  ]);
  expect(events).toContainEqual({ type: "act", step: 4, act: { type: "resume" }, time });
});

test("for a machine of other sizes a reader finds all that is told of no single layer or unit", async () => {
  const events = inheritedEvents(log, { step: 12, sizes: [2, 4, 1] });
  const own = { ...start, sizes: [2, 4, 1], step: 12 };
  const lines = [...events, own].map((event) => `${encodeEvent(event)}\n`).join("");
  const bytes = new TextEncoder().encode(lines);
  const read: string[] = [];
  const from = {
    size: async () => bytes.length,
    read: async (a: number, b: number) => bytes.subarray(a, b),
  };
  for await (const { type, step } of openRunLog(from).read()) read.push(`${type} ${step}`);
  // Of pictures, a reader gives the latest.
  expect(read).toEqual([
    ...["start 0", "evaluate 0", "act 4", "act 4", "evaluate 10", "dream 10", "start 12"],
  ]);
  for (const event of events) {
    if (event.type !== "evaluate") continue;
    const { descriptionLength, layers, weightNorms, train } = event;
    expect([descriptionLength, layers, weightNorms, train.layers]).toEqual([7, [], undefined, []]);
  }
});
