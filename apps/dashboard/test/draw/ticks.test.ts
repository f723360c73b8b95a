import { expect, test } from "vitest";
import { extent, tickLabels, ticks } from "../../src/draw/ticks.ts";

test("ticks are round numbers within the range", () => {
  expect(ticks([0, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks([97.3, 141.8], 5)).toEqual([100, 110, 120, 130, 140]);
  expect(ticks([0.013, 0.029], 4).map((tick) => tick.toFixed(3))).toEqual([
    "0.015",
    "0.020",
    "0.025",
  ]);
  expect(ticks([-3, 3], 4)).toEqual([-2, 0, 2]);
});

test("labels have the decimals that tell ticks apart, and thousands apart", () => {
  expect(tickLabels([0, 0.5, 1])).toEqual(["0.0", "0.5", "1.0"]);
  expect(tickLabels([1000, 2000])).toEqual(["1,000", "2,000"]);
  expect(tickLabels([0.015, 0.02])).toEqual(["0.015", "0.020"]);
});

test("an extent ignores what is no number and is never empty", () => {
  expect(extent([3, Number.NaN, 1, Number.POSITIVE_INFINITY])).toEqual([1, 3]);
  expect(extent([5, 5])).toEqual([4.5, 5.5]);
  expect(extent([])).toBeUndefined();
});
