import { expect, test } from "vitest";
import { createRunModel } from "../../src/screens/run-model.ts";
import { firstOf, recordRun, sourceOf } from "../plain/recorded-run.ts";

const recording = await recordRun({ steps: 20 });
const BEGAN = Date.parse("2026-03-01T12:00:00Z");
const start = { ...firstOf(recording, "start"), time: new Date(BEGAN).toISOString() };

test("training is under way since it began, however late its start is read", () => {
  let passed = 0;
  const model = createRunModel(sourceOf(recording), {
    clock: () => 100 + passed,
    now: () => BEGAN + 5000 + passed,
  });
  model.take(start);
  expect(model.pace.elapsed).toBe(5000);
  passed = 2000;
  expect(model.pace.elapsed).toBe(7000);
});

test("of a run that another process writes, the time is that of its events", () => {
  const { act: _, ...source } = sourceOf(recording);
  const model = createRunModel(source, { clock: () => 100, now: () => BEGAN + 5000 });
  model.take(start);
  expect(model.pace.elapsed).toBe(0);
  model.take({ type: "progress", step: 1, time: new Date(BEGAN + 3000).toISOString() });
  expect(model.pace.elapsed).toBe(3000);
});
