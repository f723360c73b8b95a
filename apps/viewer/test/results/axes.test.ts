import { createRunState, type EvaluateEvent, epochsFrom } from "@helmholtz/core";
import { expect, test } from "vitest";
import { placeOf, xAxisOf } from "../../src/views/results/compare/axes.ts";

const at = (step: number, seconds?: number) =>
  ({
    ...{ type: "evaluate", step, epoch: 0 },
    ...(seconds !== undefined && { time: new Date(1e12 + 1000 * seconds).toISOString() }),
  }) as EvaluateEvent;
const run = (...curve: EvaluateEvent[]) => ({
  ...createRunState(),
  curve,
  epochs: epochsFrom([], { step: 0, stepsPerEpoch: 50, batch: 20 }),
});

test("a step lies at its epoch, at its images, and at itself", () => {
  expect(placeOf("step", run())(75)).toBe(75);
  expect(placeOf("epoch", run())(75)).toBe(1.5);
  expect(placeOf("images", run())(75)).toBe(1500);
});

test("another batch makes an epoch of other steps, from where it counts", () => {
  const before = run();
  const went = epochsFrom(before.epochs, { step: 100, stepsPerEpoch: 10, batch: 100 });
  const after = { ...before, epochs: went };
  expect([75, 100, 105].map(placeOf("epoch", after))).toEqual([1.5, 2, 2.5]);
  expect([75, 100, 105].map(placeOf("images", after))).toEqual([1500, 2000, 2500]);
});

test("time goes between evaluations in proportion, and never back", () => {
  const of = placeOf("time", run(at(0, 0), at(10, 4), at(20, 2), at(30), at(40, 8)));
  expect([0, 5, 10, 20, 30, 40, 99].map(of)).toEqual([0, 2, 4, 4, 6, 8, 8]);
});

test("places of the same run are the same function, until there is more of it", () => {
  const growing = run(at(0, 0), at(10, 4));
  const before = placeOf("time", growing);
  expect(placeOf("time", growing)).toBe(before);
  growing.curve.push(at(20, 9));
  expect(placeOf("time", growing)(20)).toBe(9);
  expect(placeOf("epoch", growing)).toBe(placeOf("epoch", run()));
});

test("on a logarithmic axis, ticks of time are round on a clock, too", () => {
  const { ticks, format } = xAxisOf("time", run(), true);
  expect(ticks?.(1, 10_000, 5).map(format)).toEqual(["1 s", "10 s", "1:00", "10:00", "1:00:00"]);
});

test("ticks of time are round on a clock", () => {
  const { ticks, format } = xAxisOf("time", run());
  expect(ticks?.(0, 400, 8).map(format)).toEqual([
    "0 s",
    "1:00",
    "2:00",
    "3:00",
    "4:00",
    "5:00",
    "6:00",
  ]);
  expect(ticks?.(0, 0.9, 5).map(format)).toEqual(["0 s", "0.2 s", "0.4 s", "0.6 s", "0.8 s"]);
});
