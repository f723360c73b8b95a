import fc from "fast-check";
import { expect, test } from "vitest";
import { initialState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { type Matrix, matrix } from "../../src/matrix.ts";
import { optimizers } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import type {
  DreamEvent,
  EvaluateEvent,
  PhasesEvent,
  StartEvent,
  TrainEvent,
} from "../../src/run/events.ts";
import { decodeEvent, encodeEvent, isLogged } from "../../src/run/log.ts";
import { appendEvent, createRunState } from "../../src/run/run-state.ts";

const machine = createMachine([4, 2], key(1));
const description = { images: 10, descriptionLength: 3.5, layers: [3, 0.5] };
const evaluate: EvaluateEvent = {
  type: "evaluate",
  step: 20,
  epoch: 0.4,
  ...description,
  train: { images: 5, descriptionLength: 3.25, layers: [3, 0.25] },
};

const start: StartEvent = {
  type: "start",
  step: 0,
  steps: 100,
  stepsPerEpoch: 10,
  batch: 5,
  sizes: [4, 2],
  width: 2,
  height: 2,
  rule: "wake-sleep",
  optimizer: "adam",
  backend: "cpu",
  data: "bars",
  trainImages: 10,
  validImages: 10,
  seed: 0,
};

const phases: PhasesEvent = {
  type: "phases",
  step: 20,
  of: "report",
  wake: { states: [bits(3, 4), bits(3, 2)], predictions: [bits(3, 4), bits(3, 2)] },
  sleep: { states: [bits(3, 4), bits(3, 2)], predictions: [bits(3, 2)] },
  activity: [bits(1, 2)],
};

function bits(rows: number, cols: number): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, (_, i) => i % 2),
  );
}

const events: TrainEvent[] = [
  start,
  evaluate,
  { ...evaluate, weightNorms: { generative: [0.1], recognition: [0.2] } },
  phases,
  { type: "dream", step: 20, images: bits(2, 4) },
  {
    ...{ type: "likelihood", step: 20, epoch: 1, images: 10, samples: 5 },
    ...{ nll: 9, nllStandardError: 0.1, freeEnergy: 9.5 },
  } as TrainEvent,
  { type: "act", step: 20, act: { type: "pause" } },
  { type: "act", step: 20, act: { type: "advance", by: "phase" } },
  { type: "act", step: 20, act: { type: "change", rule: { wake: [] }, rate: [0.1, 0.01] } },
];

test("an event comes back from its line", () => {
  for (const event of events) {
    const line = encodeEvent(event, { time: "2026-01-02T03:04:05.678Z" });
    expect(line).not.toContain("\n");
    expect(decodeEvent(line)).toEqual({ ...event, time: "2026-01-02T03:04:05.678Z" });
  }
});

test("a line begins with type and step, in whatever order the event has them", () => {
  const line = encodeEvent({ images: bits(1, 4), step: 7, type: "dream" });
  expect(line.startsWith('{"type":"dream","step":7,"images":')).toBe(true);
});

test("further fields stand in the line", () => {
  const line = encodeEvent(evaluate, { time: "2026-01-02T03:04:05.678Z" });
  expect(JSON.parse(line)).toEqual({ ...evaluate, time: "2026-01-02T03:04:05.678Z" });
});

test("a matrix of probabilities is kept as bytes", () => {
  const images = matrix(2, 3, Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1 / 255));
  const dream: DreamEvent = { type: "dream", step: 3, images };
  const line = encodeEvent(dream);
  const { rows, cols, encoding, data } = JSON.parse(line).images;
  expect({ rows, cols, encoding }).toEqual({ rows: 2, cols: 3, encoding: "bytes/255" });
  expect([...Buffer.from(data, "base64")]).toEqual([0, 64, 128, 191, 255, 1]);

  const read = (decodeEvent(line) as DreamEvent).images;
  expect([read.rows, read.cols]).toEqual([2, 3]);
  // Half a step of a byte, and the rounding of a 32-bit float.
  read.data.forEach((value, i) => {
    expect(Math.abs(value - images.data[i])).toBeLessThan(0.5 / 255 + 1e-6);
  });
});

test("a machine and a state stay out of the line", () => {
  const state = initialState(machine, optimizers.adam());
  expect(encodeEvent({ type: "checkpoint", step: 0, state })).toBe(
    '{"type":"checkpoint","step":0}',
  );
  expect(encodeEvent({ type: "end", step: 9, reason: "done", machine })).toBe(
    '{"type":"end","step":9,"reason":"done"}',
  );
});

test("a number that is not finite becomes null, with a reason beside it", () => {
  const event = { ...evaluate, descriptionLength: Number.NaN, layers: [Number.POSITIVE_INFINITY] };
  const line = JSON.parse(encodeEvent(event));
  expect(line.descriptionLength).toBeNull();
  expect(line.layers).toEqual([null]);
  expect(line.reason).toBe("null stands for a number that is not finite");
  expect(JSON.parse(encodeEvent(evaluate))).not.toHaveProperty("reason");
});

test("a number that was not finite is NaN where it is read", () => {
  const layers = [Number.NaN, 0.5];
  const line = encodeEvent({ ...evaluate, descriptionLength: Number.POSITIVE_INFINITY, layers });
  expect(decodeEvent(line)).toMatchObject({ descriptionLength: Number.NaN, layers });
});

test("an end keeps its own reason, also where a number is not finite", () => {
  const heldOut = { ...description, descriptionLength: Number.NaN };
  const line = encodeEvent({ type: "end", step: 9, reason: "done", heldOut, machine });
  expect(decodeEvent(line)).toMatchObject({ reason: "done", heldOut });
});

test("a number that was not finite is never the best of a run", () => {
  const run = createRunState();
  const lost = decodeEvent(encodeEvent({ ...evaluate, descriptionLength: Number.NaN }));
  if (!lost) throw new Error("the line is an event");
  appendEvent(run, lost);
  expect(run.best).toBeUndefined();
});

test("progress, weights and single steps are not logged, all else is", () => {
  const events: TrainEvent[] = [
    { ...phases, of: "step" },
    phases,
    { type: "progress", step: 1 },
    { type: "weights", step: 1, machine },
    { type: "dream", step: 1, images: matrix(1, 4) },
    { type: "end", step: 1, reason: "stopped", machine },
    evaluate,
  ];
  expect(events.filter(isLogged).map(({ type }) => type)).toEqual([
    "phases",
    "dream",
    "end",
    "evaluate",
  ]);
});

test("an event of an unknown type is kept, and skipped where a run is added up", () => {
  const line = '{"type":"temperature","step":7,"celsius":41}';
  const event = decodeEvent(line);
  expect(event).toEqual({ type: "temperature", step: 7, celsius: 41 });
  const run = createRunState();
  if (event) appendEvent(run, event);
  expect(run).toEqual(createRunState());
});

test("a line torn anywhere is no event", () => {
  const line = encodeEvent({ type: "dream", step: 3, images: matrix(2, 8) });
  for (let length = 0; length < line.length; length++) {
    expect(decodeEvent(line.slice(0, length))).toBeUndefined();
  }
});

test.each([
  "",
  "null",
  "7",
  "[]",
  "{}",
  '{"type":"end"}',
  '{"type":1,"step":1}',
  '{"type":"end","step":0.5}',
  '{"type":"dream","step":1,"images":{"rows":9,"cols":9,"encoding":"bytes/255","data":"AAAA"}}',
  '{"type":"dream","step":1,"images":{"rows":1,"cols":3,"encoding":"bytes/255","data":"?"}}',
])("%j is no event", (line) => {
  expect(decodeEvent(line)).toBeUndefined();
});

// What is put into an event of the right shape so that it no longer is.
const hostile: [TrainEvent["type"], Record<string, unknown>][] = [
  ["start", { sizes: undefined }],
  ["start", { sizes: [4] }],
  ["start", { sizes: [4, 0] }],
  ["start", { sizes: [4, 1e15] }],
  ["start", { sizes: [4, ...new Array(1000).fill(1)] }],
  ["start", { sizes: "44" }],
  ["start", { width: 3 }],
  ["start", { batch: "5" }],
  ["start", { rule: 7 }],
  ["start", { notice: {} }],
  ["evaluate", { layers: undefined }],
  ["evaluate", { layers: [1, "2"] }],
  ["evaluate", { layers: new Array(1000).fill(1) }],
  ["evaluate", { descriptionLength: "3" }],
  ["evaluate", { epoch: [] }],
  ["evaluate", { train: null }],
  ["evaluate", { train: { layers: [] } }],
  ["evaluate", { weightNorms: { generative: [1] } }],
  ["evaluate", { weightNorms: [] }],
  ["evaluate", { time: 12 }],
  ["evaluate", { step: -1 }],
  ["likelihood", { nll: undefined }],
  ["likelihood", { freeEnergy: {} }],
  ["act", { act: undefined }],
  ["act", { act: { type: "explode" } }],
  ["act", { act: { type: "advance", by: "year" } }],
  ["act", { act: { type: "change", rate: -1 } }],
  ["act", { act: { type: "change", rate: [] } }],
  ["act", { act: { type: "change", rule: [] } }],
  ["dream", { images: undefined }],
  ["dream", { images: [1, 2] }],
  ["dream", { images: { rows: 0, cols: 0, encoding: "bytes/255", data: "" } }],
  ["dream", { images: { rows: 1e8, cols: 1e8, encoding: "bytes/255", data: "AAAA" } }],
  ["dream", { images: { rows: -1, cols: -3, encoding: "bytes/255", data: "AAAA" } }],
  ["dream", { images: { rows: 1, cols: 3, encoding: "utf-8", data: "AAAA" } }],
  ["dream", { images: { rows: 1, cols: 3, encoding: "bytes/255", data: 12 } }],
  ["phases", { of: "night" }],
  ["phases", { wake: undefined }],
  ["phases", { sleep: { states: [], predictions: [null] } }],
  ["phases", { activity: {} }],
  ["phases", { phase: 1 }],
  ["weights", { machine: {} }],
  ["end", { reason: "bored" }],
  ["end", { reason: "done", heldOut: { layers: 1 } }],
  ["end", { reason: "done", machine: { generative: 1 } }],
];

test.each(hostile)("%s with %j is no event", (type, fields) => {
  const event = JSON.parse(encodeEvent(events.find((known) => known.type === type) ?? evaluate));
  expect(decodeEvent(JSON.stringify({ ...event, type, ...fields }))).toBeUndefined();
});

test("a line that is nested deep, or holds very much, is an event of its own or none", () => {
  const nested = (depth: number) =>
    `{"type":"knot","step":1,"deep":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  expect(decodeEvent(nested(100_000))?.type).toBe("knot");
  expect(decodeEvent(nested(2_000_000))).toBeUndefined();
  expect(decodeEvent(`{"type":"pile","step":1,"all":[${"1,".repeat(1e6)}1]}`)).toBeUndefined();
  // Much text is no harm.
  const line = encodeEvent({ type: "dream", step: 1, images: bits(500, 4000) });
  expect((decodeEvent(line) as DreamEvent).images.data.length).toBe(2_000_000);
});

test("any JSON at all is an event or none, never an error", () => {
  const line = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({ type: fc.string(), step: fc.nat(), images: fc.jsonValue() })
      .map((event) => JSON.stringify(event)),
  );
  fc.assert(
    fc.property(line, (line) => {
      const event = decodeEvent(line);
      if (event) expect([typeof event.type, typeof event.step]).toEqual(["string", "number"]);
    }),
    { numRuns: 500, seed: 1 },
  );
});
