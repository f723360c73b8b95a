import { expect, test } from "vitest";
import { bits, fold, key, normal, permutation, uniform } from "../src/random.ts";
import { chiSquare, chiSquareLimit, correlation, mean, tally } from "./fixtures/statistics.ts";

const COUNT = 100_000;
const stream = (k = key(1), count = COUNT) =>
  Array.from({ length: count }, (_, i) => uniform(k, i));

test("the same key gives the same numbers, in any order", () => {
  const forward = stream(key(7), 100);
  const backward = Array.from({ length: 100 }, (_, i) => uniform(key(7), 99 - i)).reverse();
  expect(backward).toEqual(forward);
});

test("these numbers stay what they are: stored runs depend on them", () => {
  const k = key(2 ** 40 + 3);
  expect([k, fold(k, 5), bits(k, 0), uniform(k, 1)]).toMatchInlineSnapshot(`
    [
      [
        1164114865,
        2898284149,
      ],
      [
        4048824742,
        2016072700,
      ],
      707007690,
      0.8925083875656128,
    ]
  `);
});

test("numbers are uniform in [0, 1)", () => {
  const values = stream();
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  const counts = tally(
    values.map((u) => Math.floor(u * 256)),
    256,
  );
  expect(chiSquare(counts, Array(256).fill(COUNT / 256))).toBeLessThan(chiSquareLimit(255));
});

test("every bit is on half of the time", () => {
  const limit = 4 * Math.sqrt(COUNT) * 0.5; // 4 standard deviations of a binomial
  for (let bit = 0; bit < 32; bit++) {
    let on = 0;
    for (let i = 0; i < COUNT; i++) on += (bits(key(3), i) >>> bit) & 1;
    expect(Math.abs(on - COUNT / 2)).toBeLessThan(limit);
  }
});

const kinds = 16;
const pairs: [string, (i: number) => [number, number]][] = [
  ["following numbers of a stream", (i) => [uniform(key(1), i), uniform(key(1), i + 1)]],
  ["neighbouring streams", (i) => [uniform(fold(key(1), i), 0), uniform(fold(key(1), i + 1), 0)]],
  ["a stream and one derived from it", (i) => [uniform(key(1), i), uniform(fold(key(1), 0), i)]],
  ["neighbouring seeds", (i) => [uniform(key(i), 0), uniform(key(i + 1), 0)]],
  ["seeds 2³² apart", (i) => [uniform(key(i), 0), uniform(key(i + 2 ** 32), 0)]],
  [
    "two streams, number by number",
    (i) => [uniform(fold(key(1), 0), i), uniform(fold(key(1), 1), i)],
  ],
];

test.each(pairs)("%s are independent", (_, pair) => {
  // Every second i, so that no number is in two pairs.
  const drawn = Array.from({ length: COUNT }, (_, i) => pair(2 * i));
  const counts = tally(
    drawn.map(([a, b]) => Math.floor(a * kinds) * kinds + Math.floor(b * kinds)),
    kinds ** 2,
  );
  const expected = Array(kinds ** 2).fill(COUNT / kinds ** 2);
  expect(chiSquare(counts, expected)).toBeLessThan(chiSquareLimit(kinds ** 2 - 1));
  const r = correlation(
    drawn.map(([a]) => a),
    drawn.map(([, b]) => b),
  );
  expect(Math.abs(r)).toBeLessThan(4 / Math.sqrt(COUNT));
});

test("units of a row and rows of a layer are drawn independently", () => {
  const layerKey = fold(fold(key(1), 3), 2);
  const rows = Array.from({ length: 1000 }, (_, n) => fold(layerKey, n));
  const sums = rows.map((k) => mean(stream(k, 100)));
  // The variance of a mean of 100 independent uniforms is 1/1200; of 1000 such, its relative
  // standard deviation is √(2/1000).
  const spread = mean(sums.map((value) => (value - 0.5) ** 2)) * 1200;
  expect(Math.abs(spread - 1)).toBeLessThan(4 * Math.sqrt(2 / 1000));
});

test("normal numbers have mean 0, variance 1 and no skew", () => {
  const values = Array.from({ length: COUNT }, (_, i) => normal(key(2), i));
  const moment = (power: number) => mean(values.map((value) => value ** power));
  // Variances of z, z², z³ and z⁴ are 1, 2, 15 and 96.
  expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / COUNT));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
  expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / COUNT));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / COUNT));
});

test("a permutation has every index once", () => {
  for (const n of [0, 1, 2, 1000]) {
    const sorted = permutation(n, key(1)).sort();
    expect([...sorted]).toEqual(Array.from({ length: n }, (_, i) => i));
  }
});

test("every order of four is equally likely", () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = permutation(4, fold(key(5), i)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  expect(chiSquare([...counts.values()], Array(24).fill(1000))).toBeLessThan(chiSquareLimit(23));
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  "a seed of %s is refused",
  (seed) => {
    expect(() => key(seed)).toThrow(RangeError);
  },
);
