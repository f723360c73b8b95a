import { expect, test } from "vitest";
import {
  createAxis,
  roomyDomain,
  tickLabels,
  ticksOf,
  valueFormat,
} from "../../src/charts/axis.ts";

test("a pixel is the value that lies there, on both kinds of axis", () => {
  for (const log of [false, true]) {
    const axis = createAxis([2, 300], [200, 10], log);
    expect([axis.at(2), axis.at(300)]).toEqual([200, expect.closeTo(10, 9)]);
    expect(axis.valueAt(axis.at(71))).toBeCloseTo(71, 9);
  }
});

test("what a logarithmic axis cannot show lies nowhere", () => {
  const axis = createAxis([1, 10], [100, 0], true);
  expect([axis.at(0), axis.at(-3)]).toEqual([Number.NaN, Number.NaN]);
});

test("ticks are round, within the axis and no more than there is room for", () => {
  expect(ticksOf(createAxis([0, 400], [200, 0]), 5)).toEqual([0, 100, 200, 300, 400]);
  expect(ticksOf(createAxis([3, 700], [200, 0], true), 8)).toEqual([5, 10, 20, 50, 100, 200, 500]);
  expect(ticksOf(createAxis([1e-6, 1e6], [200, 0], true), 5)).toEqual([1e-6, 1e-3, 1, 1e3, 1e6]);
  expect(ticksOf(createAxis([100, 130], [200, 0], true), 4)).toEqual([100, 110, 120, 130]);
});

test("labels have the decimals that tell them apart, and large ones are short", () => {
  const labels = (from: number, to: number, log = false) => {
    const axis = createAxis([from, to], [100, 0], log);
    return tickLabels(ticksOf(axis, 4), axis);
  };
  expect(labels(0, 1)).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  expect(labels(0, 4000)).toEqual(["0", "1,000", "2,000", "3,000", "4,000"]);
  expect(labels(0, 400_000)).toEqual(["0", "100k", "200k", "300k", "400k"]);
  expect(labels(0.01, 10, true)).toEqual(["0.01", "0.1", "1", "10"]);
});

test("values at the cursor have decimals by the span of the axis", () => {
  expect(valueFormat(createAxis([100, 400], [1, 0]))(123.456)).toBe("123.5");
  expect(valueFormat(createAxis([0, 1], [1, 0]))(0.123456)).toBe("0.123");
  expect(valueFormat(createAxis([0, 40_000], [1, 0]))(12_345.6)).toBe("12,346");
  expect(valueFormat(createAxis([1e-3, 1e3], [1, 0], true))(0.00123456)).toBe("0.001235");
});

test("one value alone has an axis around it", () => {
  for (const log of [false, true]) {
    const [from, to] = roomyDomain([5, 5], log);
    expect([from < 5, to > 5]).toEqual([true, true]);
  }
  const [from, to] = roomyDomain([0, 0], false);
  expect([from, to]).toEqual([-0.5, 0.5]);
});
