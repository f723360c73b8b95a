import fc from "fast-check";
import { expect, test } from "vitest";
import { initialState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { matrix } from "../../src/matrix.ts";
import { optimizers } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import type { DreamEvent, EvaluateEvent, TrainEvent } from "../../src/run/events.ts";
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

test("an event comes back from its line", () => {
  const line = encodeEvent(evaluate);
  expect(line).not.toContain("\n");
  expect(decodeEvent(line)).toEqual(evaluate);
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

test("a number that was not finite is never the best of a run", () => {
  const run = createRunState();
  const lost = decodeEvent(encodeEvent({ ...evaluate, descriptionLength: Number.NaN }));
  if (!lost) throw new Error("the line is an event");
  appendEvent(run, lost);
  expect(run.best).toBeUndefined();
});

test("progress and weights are not logged, all else is", () => {
  const events: TrainEvent[] = [
    { type: "progress", step: 1 },
    { type: "weights", step: 1, machine },
    { type: "dream", step: 1, images: matrix(1, 4) },
    { type: "end", step: 1, reason: "stopped", machine },
    evaluate,
  ];
  expect(events.filter(isLogged).map(({ type }) => type)).toEqual(["dream", "end", "evaluate"]);
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
