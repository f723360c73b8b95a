import { expect, test } from "vitest";
import { learningAt, settingsAt } from "../src/change-settings.ts";
import { wakeSleep } from "../src/learning/wake-sleep.ts";
import { adam } from "../src/optimizers.ts";
import type { Change } from "../src/run/events.ts";
import { defaultSettings } from "../src/run/run-settings.ts";

const change = (step: number, act: Omit<Change, "type">) => ({
  step,
  act: { type: "change", ...act } as const,
});

test("a run learns what its settings say, until it is changed", () => {
  const settings = { ...defaultSettings, sleep: [], optimizer: adam({ rate: [0.1, 0.2] }) };
  const changes = [change(10, { rule: { sleep: ["recognition"] }, rate: 0.5 })];
  const before = { wake: ["generative"], sleep: [], rate: [0.1, 0.2] };
  expect(learningAt(0, [], settings)).toEqual(before);
  expect(learningAt(9, changes, settings)).toEqual(before);
  expect(learningAt(10, changes, settings)).toEqual({
    wake: ["generative"],
    sleep: ["recognition"],
    rate: 0.5,
  });
});

test("what a run learns is what training goes on with, at every step", () => {
  const changes = [
    change(1, { rule: { wake: [] } }),
    change(2, { rate: [0.01, 0.02] }),
    change(2, { rate: 0 }),
    change(4, { rule: { wake: ["generative", "recognition"], sleep: [] }, rate: 1 }),
    change(5, {}),
  ];
  const begun = { rule: wakeSleep(defaultSettings), optimizer: defaultSettings.optimizer };
  for (let step = 0; step < 7; step++) {
    const { rule, optimizer } = settingsAt(step, changes, begun);
    const learning = { ...rule.options, rate: optimizer.rate };
    expect(learningAt(step, changes, defaultSettings)).toEqual(learning);
  }
});

test("options that no training would take change nothing", () => {
  const unchanged = learningAt(0, [], defaultSettings);
  for (const rule of [{ wake: "off" }, { sleep: ["both"] }, { wake: null }, { nap: [] }]) {
    expect(learningAt(3, [change(1, { rule })], defaultSettings)).toEqual(unchanged);
  }
});
