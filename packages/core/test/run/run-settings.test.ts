import { describe, expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { initialState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { optimizers } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import type { Change } from "../../src/run/events.ts";
import { RunError } from "../../src/run/run-error.ts";
import {
  createRunRecord,
  defaultSettings,
  recordedSettings,
  trainOptions,
} from "../../src/run/run-settings.ts";

const optimizer = optimizers.sgd({ rate: [0.1, 0.01] });
const settings = { ...defaultSettings, hidden: [4], optimizer, backend: "js" } as const;
const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
const record = createRunRecord(settings, choice, bars(), {});
const machine = createMachine([16, 4], key(1));
const changes: { step: number; act: Change }[] = [
  { step: 5, act: { type: "change", rule: { wake: [] } } },
  { step: 10, act: { type: "change", rate: [0.2, 0.02] } },
  { step: 11, act: { type: "change", rule: { sleep: [] }, rate: 0.5 } },
];

describe("a run continues with", () => {
  test.each([
    { step: 4, wake: ["generative"], rate: [0.1, 0.01] },
    { step: 5, wake: [], rate: [0.1, 0.01] },
    { step: 10, wake: [], rate: [0.2, 0.02] },
  ])("what was in force at step $step", async ({ step, wake, rate }) => {
    const resume = { ...initialState(machine, optimizer), step };
    const options = await trainOptions(record, bars(), { resume, past: { changes } });
    expect(options.rule?.options).toEqual({ wake, sleep: ["recognition"] });
    expect(options.optimizer).toEqual({ name: "sgd", rate });
  });
});

test("a run on gpu.js takes the library that is handed in, and no other", async () => {
  const onGpuJs = { ...record, backend: "gpujs:cpu" };
  const library = await import("gpu.js");
  const { backend } = await trainOptions(onGpuJs, bars(), { library });
  expect(backend?.name).toBe("gpujs:cpu");
  await backend?.[Symbol.asyncDispose]?.();
  await expect(trainOptions(onGpuJs, bars(), { library: {} })).rejects.toThrow(
    /gpu\.js 2 is needed as library, something else was handed in/,
  );
});

test("a run that begins has the settings of its record", async () => {
  const options = await trainOptions(record, bars());
  expect(options.rule?.options).toEqual({ wake: ["generative"], sleep: ["recognition"] });
  expect(options.optimizer).toEqual(optimizer);
});

test("a record has the settings that it was made of, as they are by a step", () => {
  const rates = { ...settings, optimizer: optimizers.momentum({ rate: [0.1, 0.01] }) };
  const made = createRunRecord(rates, choice, bars(), {});
  const [{ steps }, begun] = [made.options, recordedSettings(made, { step: 4, changes })];
  expect(begun).toEqual({ ...rates, length: { steps } });
  expect(createRunRecord(begun, choice, bars(), {})).toEqual(made);
  expect(recordedSettings(made, { step: 11, changes })).toEqual({
    ...begun,
    ...{ wake: [], sleep: [] },
    optimizer: { ...rates.optimizer, rate: 0.5 },
  });
  for (const unknown of [{ rule: "snooze" }, { backend: "abacus" }]) {
    const from = { ...made, ...unknown };
    expect(() => recordedSettings(from, { step: 0, changes: [] })).toThrow(RunError);
  }
});
