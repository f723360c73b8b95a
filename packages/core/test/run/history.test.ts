import { expect, test } from "vitest";
import { matrix } from "../../src/matrix.ts";
import type { Act, EvaluateEvent, StartEvent } from "../../src/run/events.ts";
import { appendHistory, createHistory, type RunHistory } from "../../src/run/history.ts";
import type { RunEvent } from "../../src/run/run-state.ts";

function start(step: number, fields: Partial<StartEvent> = {}): RunEvent {
  return {
    type: "start",
    step,
    steps: 1e6,
    stepsPerEpoch: 10,
    batch: 5,
    sizes: [16, 4, 1],
    width: 4,
    height: 4,
    rule: "wake-sleep",
    optimizer: "sgd",
    backend: "cpu",
    data: "bars",
    trainImages: 10,
    validImages: 10,
    seed: 0,
    ...fields,
  };
}

function evaluate(step: number, bits: number, fields: Partial<RunEvent> = {}): EvaluateEvent {
  const layers = [bits - 2, 1.5, 0.5];
  const train = { images: 5, descriptionLength: bits - 1, layers: [bits - 3, 1.5, 0.5] };
  const measured = { images: 10, descriptionLength: bits, layers, train };
  return { type: "evaluate", step, epoch: step / 10, ...measured, ...fields } as EvaluateEvent;
}

const act = (step: number, act: Act, time?: string): RunEvent => ({ type: "act", step, act, time });
const at = (seconds: number) => ({ time: new Date(1e12 + 1000 * seconds).toISOString() });

function historyOf(events: Iterable<RunEvent>): RunHistory {
  const history = createHistory();
  for (const event of events) appendHistory(history, event);
  return history;
}

const values = (history: RunHistory, name: string) =>
  history.series.get(name)?.buckets.map(({ from, mean }) => [from, mean]);

test("an evaluation is a value of each curve that it tells of", () => {
  const weightNorms = { generative: [0.1, 0.2], recognition: [0.3, 0.4] };
  const history = historyOf([start(0), evaluate(0, 16, { weightNorms } as Partial<RunEvent>)]);
  expect([...history.series.keys()].sort()).toEqual(
    [
      ...["heldOut", "training", "layer.0", "layer.1", "layer.2"],
      ...["generative.0", "generative.1", "recognition.0", "recognition.1"],
    ].sort(),
  );
  expect(values(history, "heldOut")).toEqual([[0, 16]]);
  expect(values(history, "training")).toEqual([[0, 15]]);
  expect(values(history, "layer.0")).toEqual([[0, 14]]);
  expect(values(history, "generative.1")).toEqual([[0, 0.2]]);
  expect(values(history, "recognition.0")).toEqual([[0, 0.3]]);
});

test("where nothing is held out there is no such curve", () => {
  const history = historyOf([start(0, { validImages: 0 }), evaluate(0, 16)]);
  expect(history.series.has("heldOut")).toBe(false);
  expect(values(history, "training")).toEqual([[0, 15]]);
});

test("the gap is what the free energy has above −log p", () => {
  const likelihood = { epoch: 1, images: 10, samples: 10, nllStandardError: 0.1 };
  const history = historyOf([
    start(0),
    { type: "likelihood", step: 10, ...likelihood, nll: 9, freeEnergy: 9.5 },
    { type: "likelihood", step: 20, ...likelihood, nll: Number.NaN, freeEnergy: 9 },
  ]);
  expect(values(history, "nll")).toEqual([
    [10, 9],
    [20, Number.NaN],
  ]);
  expect(values(history, "gap")).toEqual([
    [10, 0.5],
    [20, Number.NaN],
  ]);
});

test("what was done to a run marks its curves", () => {
  const change: Act = { type: "change", rule: { wake: [] } };
  const history = historyOf([
    start(0),
    act(3, { type: "pause" }),
    act(3, change),
    act(9, { type: "save" }),
    start(5),
  ]);
  expect(history.marks).toEqual([
    { step: 3, act: { type: "pause" } },
    { step: 3, act: change },
  ]);
});

test("a run that was resumed forgets what came after, and measures once more", () => {
  const history = historyOf([
    ...[start(0), evaluate(0, 16), evaluate(10, 12), evaluate(20, 9)],
    ...[start(10), evaluate(10, 12), evaluate(20, 8)],
  ]);
  expect(values(history, "heldOut")).toEqual([
    [0, 16],
    [10, 12],
    [20, 8],
  ]);
  appendHistory(history, start(0));
  expect(values(history, "heldOut")).toEqual([[0, 16]]);
});

test("curves of which nothing is kept are gone", () => {
  const history = historyOf([start(0), evaluate(5, 16), start(0)]);
  expect([...history.series.keys()]).toEqual([]);
});

test("other events add nothing", () => {
  const history = historyOf([
    start(0),
    { type: "progress", step: 1 },
    { type: "dream", step: 1, images: matrix(1, 16) },
    { type: "checkpoint", step: 1 },
    { type: "end", step: 1, reason: "done" },
    { type: "temperature", step: 1 } as unknown as RunEvent,
  ]);
  expect(history).toMatchObject({ marks: [], series: new Map() });
});

test("speed is images per second between two evaluations", () => {
  const history = historyOf([
    { ...start(0), ...at(0) },
    evaluate(0, 16, at(1)),
    evaluate(100, 16, at(3)), // 100 steps of 5 images in 2 s
    evaluate(200, 16, at(4)),
  ]);
  expect(values(history, "speed")).toEqual([
    [100, 250],
    [200, 500],
  ]);
});

test("a pause does not count", () => {
  const history = historyOf([
    start(0),
    evaluate(0, 16, at(0)),
    act(50, { type: "pause" }, at(1).time),
    act(50, { type: "pause" }, at(5).time),
    act(50, { type: "resume" }, at(101).time),
    evaluate(100, 16, at(102)),
  ]);
  expect(values(history, "speed")).toEqual([[100, 250]]);
});

test("steps done by hand have no speed", () => {
  const history = historyOf([
    start(0),
    evaluate(0, 16, at(0)),
    act(50, { type: "pause" }, at(1).time),
    act(50, { type: "advance", by: "step" }, at(2).time),
    evaluate(51, 16, at(3)),
    act(51, { type: "resume" }, at(9).time),
    evaluate(100, 16, at(10)),
    evaluate(200, 16, at(12)),
  ]);
  expect(values(history, "speed")).toEqual([[200, 250]]);
});

test.each([
  ["a missing time", [evaluate(0, 16, at(0)), evaluate(10, 16), evaluate(20, 16, at(9))]],
  ["a time that is none", [evaluate(0, 16, at(0)), evaluate(10, 16, { time: "noon" })]],
  ["a clock set back", [evaluate(0, 16, at(9)), evaluate(10, 16, at(0))]],
  ["no time between", [evaluate(0, 16, at(9)), evaluate(10, 16, at(9))]],
  ["no steps between", [evaluate(10, 16, at(0)), evaluate(10, 16, at(1))]],
  [
    "a resumption between",
    [evaluate(10, 16, at(0)), { ...start(10), ...at(1000) }, evaluate(20, 16, at(1001))],
  ],
  [
    "a pause of unknown length",
    [
      evaluate(0, 16, at(0)),
      act(5, { type: "pause" }),
      act(5, { type: "resume" }, at(8).time),
      evaluate(10, 16, at(9)),
    ],
  ],
] satisfies [string, RunEvent[]][])("with %s there is no speed", (_, events) => {
  expect(historyOf([start(0), ...events]).series.has("speed")).toBe(false);
});

test("a hundred thousand evaluations and acts take no more room than a few thousand", () => {
  const history = historyOf(
    (function* () {
      yield start(0);
      for (let step = 0; step < 100_000; step++) {
        yield evaluate(step, 100 + Math.sin(step), at(step));
        yield act(step, { type: "advance", by: "step" });
      }
    })(),
  );
  expect(history.series.size).toBe(5);
  for (const { buckets, recent } of history.series.values()) {
    expect(buckets.length).toBeLessThanOrEqual(2048);
    expect(recent.length).toBe(2048);
    expect([buckets[0].from, buckets.at(-1)?.to]).toEqual([0, 99_999]);
  }
  expect(history.marks.length).toBeLessThanOrEqual(4096);
  expect(history.marks.at(-1)?.step).toBe(99_999);
});
