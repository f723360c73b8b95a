import { expect, test } from "vitest";
import { smooth } from "../../src/charts/smooth.ts";

test("what is constant stays what it is, from the first value on", () => {
  expect([...smooth(Float64Array.of(7, 7, 7), 0.9)]).toEqual(
    [7, 7, 7].map((v) => expect.closeTo(v)),
  );
});

test("the debiased average is the weighted mean of all values so far", () => {
  const values = [3, 1, 4, 1, 5];
  const weight = 0.6;
  const direct = values.map((_, n) => {
    const weights = values.slice(0, n + 1).map((_, i) => weight ** (n - i));
    const sum = weights.reduce((total, w, i) => total + w * (values[i] ?? 0), 0);
    return sum / weights.reduce((total, w) => total + w, 0);
  });
  const smoothed = smooth(Float64Array.from(values), weight);
  expect([...smoothed]).toEqual(direct.map((value) => expect.closeTo(value, 12)));
});

test("few values are not pulled towards zero, however much they are smoothed", () => {
  const values = Float64Array.of(240, 236);
  for (const value of smooth(values, 0.99)) expect(value).toBeGreaterThanOrEqual(236);
});

test("a gap stays a gap and counts for nothing", () => {
  const [first, gap, last] = smooth(Float64Array.of(2, Number.NaN, 4), 0.5);
  expect(first).toBe(2);
  expect(gap).toBeNaN();
  expect(last).toBeCloseTo((0.5 * 2 + 4) / 1.5, 12);
});
