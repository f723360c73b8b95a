import { expect, test } from "vitest";
import { seedBand } from "../../src/charts/seed-band.ts";
import { bucketsOf } from "./buckets.ts";

test("runs of the same steps have their mean, and the least and greatest around it", () => {
  const band = seedBand([bucketsOf([1, 5], 10), bucketsOf([3, 1], 10), bucketsOf([2, 6], 10)]);
  expect(band).toMatchObject({ x: [0, 10], mean: [2, 4], low: [1, 1], high: [3, 6] });
});

test("runs of other steps are interpolated, and count only as far as they got", () => {
  const band = seedBand([bucketsOf([0, 10, 20], 10), bucketsOf([0, 30], 15)]);
  expect(band.x).toEqual([0, 10, 20]);
  expect(band.mean).toEqual([0, 15, Number.NaN]);
});

test("a run with a gap counts for nothing in it, and one alone is no mean of several", () => {
  const [a, b, c] = [bucketsOf([1, Number.NaN]), bucketsOf([3, 3]), bucketsOf([5, 5])];
  expect(seedBand([a, b, c])).toMatchObject({ mean: [3, 4], low: [1, 3], high: [5, 5] });
  expect(seedBand([a, b]).mean).toEqual([2, Number.NaN]);
  expect(seedBand([b]).mean).toEqual([3, 3]);
});

test("of no runs there is nothing", () => {
  expect(seedBand([])).toMatchObject({ x: [], mean: [], low: [], high: [] });
});
