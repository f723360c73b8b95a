import { expect, test } from "vitest";
import { extent, logTickLabels, logTicks, tickLabels, ticks } from "../../src/draw/ticks.ts";

test("ticks are round numbers within the range", () => {
  expect(ticks([0, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks([97.3, 141.8], 5)).toEqual([100, 110, 120, 130, 140]);
  expect(ticks([0.013, 0.029], 4)).toEqual([0.015, 0.02, 0.025]);
  expect(ticks([0.05, 0.35], 4)).toEqual([0.1, 0.2, 0.3]);
  expect(ticks([-3, 3], 4)).toEqual([-2, 0, 2]);
});

test("logarithmic ticks are 1, 2, 5 where they have room, otherwise powers of ten", () => {
  expect(logTicks([0.9, 60], 8)).toEqual([1, 2, 5, 10, 20, 50]);
  expect(logTicks([0.9, 60], 4)).toEqual([1, 10]);
  expect(logTicks([1e-6, 1e6], 5)).toEqual([1e-6, 1e-3, 1, 1e3, 1e6]);
});

test("a logarithmic range with hardly a round number has even ticks", () => {
  expect(logTicks([101, 148], 5)).toEqual([110, 120, 130, 140]);
});

test("labels have the decimals that tell ticks apart, and thousands apart", () => {
  expect(tickLabels([0, 0.5, 1])).toEqual(["0.0", "0.5", "1.0"]);
  expect(tickLabels([1000, 2000])).toEqual(["1,000", "2,000"]);
  expect(tickLabels([0.015, 0.02])).toEqual(["0.015", "0.020"]);
  expect(tickLabels([-5, 0, 5])).toEqual(["-5", "0", "5"]);
});

test("large and tiny labels are short", () => {
  expect(tickLabels([0, 50_000, 100_000])).toEqual(["0", "50k", "100k"]);
  expect(tickLabels([1_000_000, 1_200_000])).toEqual(["1.0e6", "1.2e6"]);
  expect(tickLabels([0, 2e-8])).toEqual(["0", "2e-8"]);
});

test("labels of huge values have as many digits as tell them apart", () => {
  expect(tickLabels([0, 5e22, 1e23, 1.5e23])).toEqual(["0", "5e22", "1.0e23", "1.5e23"]);
  expect(tickLabels([1.9e23, 1.92e23, 1.94e23])).toEqual(["1.90e23", "1.92e23", "1.94e23"]);
  expect(tickLabels([-2e6, -1e6])).toEqual(["-2e6", "-1e6"]);
  expect(logTickLabels([1e6, 2.5e7, 1e23])).toEqual(["1e6", "2.5e7", "1e23"]);
});

test("labels of a logarithmic axis have the decimals that each of them needs", () => {
  expect(logTickLabels([0.01, 0.1, 1, 10, 1000])).toEqual(["0.01", "0.1", "1", "10", "1,000"]);
  expect(logTickLabels([1.5, 200_000, 1e-7])).toEqual(["1.5", "200k", "1e-7"]);
});

test("an extent ignores what is no number and is never empty", () => {
  expect(extent([3, Number.NaN, 1, Number.POSITIVE_INFINITY])).toEqual([1, 3]);
  expect(extent([5, 5])).toEqual([4.5, 5.5]);
  expect(extent([])).toBeUndefined();
});
