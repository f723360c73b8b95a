import { expect, test } from "vitest";
import { shifter, shifterDistribution } from "../../src/datasets/shifter.ts";
import { key } from "../../src/random.ts";

const rows = (image: Uint8Array, width: number) =>
  Array.from({ length: 4 }, (_, row) => image.slice(row * width, (row + 1) * width).join(""));

const left = (row: string) => row.slice(1) + row[0];
const right = (row: string) => row.slice(-1) + row.slice(0, -1);

test("the lower rows are the upper rows shifted around the edge", () => {
  const { train } = shifter();
  const drawn = train.draw([...Array(500).keys()], key(1));
  for (let n = 0; n < drawn.rows; n++) {
    const [top, second, third, bottom] = rows(drawn.data.slice(n * 32, (n + 1) * 32), 8);
    expect(second).toBe(top);
    expect(third).toBe(bottom);
    expect([left(top), right(top)]).toContain(bottom);
  }
});

test("the distribution has every row in both directions, once each, and sums to 1", () => {
  const outcomes = shifterDistribution();
  // Four rows look the same both ways: none on, all on, and every other one on.
  expect(outcomes.length).toBe(2 * 256 - 4);
  expect(new Set(outcomes.map(({ states }) => states.join(""))).size).toBe(outcomes.length);
  expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
});

test("its entropy is that of eight pixels and, unless both ways look the same, one direction", () => {
  const entropy = shifterDistribution().reduce((h, { probability: p }) => h - p * Math.log2(p), 0);
  const pixel = -0.2 * Math.log2(0.2) - 0.8 * Math.log2(0.8);
  const same = 0.8 ** 8 + 0.2 ** 8 + 2 * 0.2 ** 4 * 0.8 ** 4;
  expect(entropy).toBeCloseTo(8 * pixel + (1 - same), 10);
});

test("examples come as often as the distribution says", () => {
  const options = { width: 3, pixel: 0.4 };
  const n = 20_000;
  const drawn = shifter(options).train.draw(
    Array.from({ length: n }, (_, i) => i),
    key(2),
  );
  const counts = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const image = drawn.data.slice(i * 12, (i + 1) * 12).join("");
    counts.set(image, (counts.get(image) ?? 0) + 1);
  }
  for (const { states, probability } of shifterDistribution(options)) {
    const expected = n * probability;
    // Five standard deviations of a Poisson count.
    const spread = 5 * Math.sqrt(expected);
    expect(Math.abs((counts.get(states.join("")) ?? 0) - expected)).toBeLessThan(spread);
    counts.delete(states.join(""));
  }
  expect([...counts]).toEqual([]);
});
