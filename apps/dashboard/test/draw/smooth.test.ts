import { expect, test } from "vitest";
import { smooth } from "../../src/draw/smooth.ts";

test("a constant stays what it is from the first value on: there is no bias towards zero", () => {
  for (const value of smooth([5, 5, 5, 5], 0.9)) expect(value).toBeCloseTo(5, 12);
});

test("a smoothed value is the weighted mean of all before", () => {
  const [weight, values] = [0.6, [3, -1, 4, 1]];
  const weights = values.map((_, i) => weight ** (values.length - 1 - i));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) / total;
  expect(smooth(values, weight)[3]).toBeCloseTo(mean, 12);
});

test("what is no number stays a gap and counts for nothing", () => {
  const [before, gap, after] = smooth([2, Number.NaN, 2], 0.9);
  expect(before).toBeCloseTo(2, 12);
  expect(gap).toBeNaN();
  expect(after).toBeCloseTo(2, 12);
});
