import { describe, expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { createMachine } from "../../src/machine.ts";
import { matrix } from "../../src/matrix.ts";
import { key } from "../../src/random.ts";
import type { Act, EvaluateEvent, StartEvent } from "../../src/run/events.ts";
import { appendEvent, createRunState, type RunEvent } from "../../src/run/run-state.ts";
import { train } from "../../src/train.ts";

const machine = createMachine([16, 4, 1], key(1));

async function eventsOf(steps: number): Promise<RunEvent[]> {
  const options = { machine, data: bars(), steps, batch: 10, reportEvery: 20, checkpointEvery: 30 };
  const events: RunEvent[] = [];
  for await (const event of train({ ...options, reportImages: 20 })) events.push(event);
  return events;
}

function replay(events: readonly RunEvent[]) {
  const run = createRunState();
  for (const event of events) appendEvent(run, event);
  return run;
}

function start(step: number): StartEvent {
  return {
    type: "start",
    step,
    steps: 100,
    stepsPerEpoch: 10,
    batch: 1,
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
  };
}

function evaluate(step: number, descriptionLength: number): EvaluateEvent {
  const description = { images: 10, descriptionLength, layers: [descriptionLength] };
  return { type: "evaluate", step, epoch: step / 10, ...description, train: description };
}

const steps = (points: readonly { step: number }[]) => points.map((point) => point.step);

test("the events of a run add up to where it stands", async () => {
  const events = await eventsOf(40);
  const run = replay(events);
  expect(run.start?.sizes).toEqual([16, 4, 1]);
  expect(run.step).toBe(40);
  expect(steps(run.curve)).toEqual([0, 2, 3, 5, 10, 20, 40]);
  expect(run.checkpoints).toEqual([0, 30, 40]);
  expect(run.end).toMatchObject({ step: 40, reason: "done" });
  expect(run.dream?.step).toBe(40);
  expect(run.dream?.images.cols).toBe(16);
  expect(run.weights?.machine.sizes).toEqual([16, 4, 1]);
  const lengths = run.curve.map((point) => point.descriptionLength);
  expect(run.best?.descriptionLength).toBe(Math.min(...lengths));
});

test("a checkpoint's tensors and an evaluation's list are not copied", async () => {
  const run = createRunState();
  const { curve } = run;
  for (const event of await eventsOf(20)) appendEvent(run, event);
  expect(run.curve).toBe(curve);
  expect(run.checkpoints.every(Number.isInteger)).toBe(true);
});

test("a run that was resumed forgets what came after the checkpoint", () => {
  const before: RunEvent[] = [
    start(0),
    evaluate(0, 16),
    { type: "checkpoint", step: 0 },
    evaluate(10, 12),
    { type: "checkpoint", step: 10 },
    evaluate(20, 9),
    { type: "dream", step: 20, images: matrix(1, 16) },
    { type: "weights", step: 20, machine },
    { type: "checkpoint", step: 20 },
    { type: "end", step: 20, reason: "stopped" },
  ];
  const run = replay([...before, start(10)]);
  expect(run.step).toBe(10);
  expect(steps(run.curve)).toEqual([0, 10]);
  expect(run.checkpoints).toEqual([0, 10]);
  expect(run.best?.step).toBe(10);
  expect([run.dream, run.weights, run.end]).toEqual([undefined, undefined, undefined]);

  const continued = replay([...before, start(10), evaluate(20, 11)]);
  expect(continued.curve.map((point) => point.descriptionLength)).toEqual([16, 12, 11]);
  expect(continued.best?.step).toBe(20);
});

describe("acts", () => {
  const act = (step: number, act: Act): RunEvent => ({ type: "act", step, act });

  test("say whether a run is paused", () => {
    const paused = (...acts: Act[]) => replay([start(0), ...acts.map((a) => act(5, a))]).paused;
    expect(paused()).toBe(false);
    expect(paused({ type: "pause" })).toBe(true);
    expect(paused({ type: "pause" }, { type: "save" })).toBe(true);
    expect(paused({ type: "advance", by: "phase" })).toBe(true);
    expect(paused({ type: "pause" }, { type: "resume" })).toBe(false);
    expect(replay([act(5, { type: "pause" }), start(5)]).paused).toBe(false);
    const stopped: RunEvent = { type: "end", step: 5, reason: "stopped" };
    expect(replay([act(5, { type: "pause" }), stopped]).paused).toBe(false);
  });

  test("that change settings are kept with their steps, but not beyond where a run continues", () => {
    const [first, second, third]: Act[] = [
      { type: "change", rule: { wake: [] } },
      { type: "change", rate: 0.1 },
      { type: "change", rate: 0.2 },
    ];
    const before = [start(0), act(3, first), act(10, second), act(11, third)];
    expect(replay(before).changes.map(({ step }) => step)).toEqual([3, 10, 11]);
    expect(replay([...before, start(10)]).changes).toEqual([
      { step: 3, act: first },
      { step: 10, act: second },
    ]);
  });
});

test("an estimate and the phases of the future are forgotten with it", () => {
  const estimate = { type: "likelihood", epoch: 1, images: 5, samples: 2 } as const;
  const numbers = { nll: 9, nllStandardError: 1, freeEnergy: 10 };
  const nothing = { states: [], predictions: [] };
  const phases = { type: "phases", of: "report", wake: nothing, sleep: nothing } as const;
  const events: RunEvent[] = [
    start(0),
    { ...estimate, ...numbers, step: 10 },
    { ...phases, step: 10 },
  ];
  const kept = replay([...events, start(10)]);
  expect([kept.likelihood?.nll, kept.phases?.step]).toEqual([9, 10]);
  const rewound = replay([...events, start(9)]);
  expect([rewound.likelihood, rewound.phases]).toEqual([undefined, undefined]);
});

test("a run that begins anew at step 0 has its first evaluation once", () => {
  const run = replay([start(0), evaluate(0, 16), evaluate(5, 15), start(0), evaluate(0, 16)]);
  expect(steps(run.curve)).toEqual([0]);
});

test("events of an unknown type are skipped", () => {
  const unknown = { type: "temperature", step: 99 } as unknown as RunEvent;
  const run = replay([start(0), evaluate(3, 8), unknown]);
  expect(run.step).toBe(3);
});

test("an evaluation that is no number is kept but never the best", () => {
  const run = replay([start(0), evaluate(1, Number.NaN), evaluate(2, 8), evaluate(3, Number.NaN)]);
  expect(steps(run.curve)).toEqual([1, 2, 3]);
  expect(run.best?.step).toBe(2);
});

test("a second evaluation of a step replaces the first, also as the best", () => {
  const events = [start(0), evaluate(10, 8), evaluate(20, 5), start(20), evaluate(20, 7)];
  const run = replay(events);
  expect(run.curve.map(({ descriptionLength }) => descriptionLength)).toEqual([8, 7]);
  expect(run.best).toBe(events[4]);
});

test("of a very long run the ends, the best and an even spread are kept", () => {
  const run = createRunState();
  for (let step = 0; step <= 100_000; step++) {
    appendEvent(run, evaluate(step, step === 777 ? 1 : 100));
  }
  expect(run.curve.length).toBeLessThanOrEqual(2048);
  expect(run.curve.length).toBeGreaterThan(1000);
  expect(run.curve[0].step).toBe(0);
  expect(run.curve.at(-1)?.step).toBe(100_000);
  expect(run.best?.step).toBe(777);
  expect(steps(run.curve)).toEqual(steps(run.curve).toSorted((a, b) => a - b));
});
