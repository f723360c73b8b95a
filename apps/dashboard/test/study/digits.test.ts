import { DataError, type GreyImages, key, uniform } from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { expect, test } from "vitest";
import { compareDigits, type DigitsOptions, openDigits } from "../../src/study/digits.ts";
import { nearestNeighbourErrorRate } from "../../src/study/nearest-neighbour.ts";

// Digits of two kinds, in turn: bright above or bright below, with grey noise.
function twoKinds(count: number): GreyImages & { labels: Uint8Array } {
  const pixels = Uint8Array.from({ length: count * 784 }, (_, at) => {
    const [n, row] = [Math.floor(at / 784), Math.floor((at % 784) / 28)];
    const bright = n % 2 === 0 ? row < 14 : row >= 14;
    return (bright ? 180 : 75) * uniform(key(1), at);
  });
  return {
    width: 28,
    height: 28,
    pixels,
    labels: Uint8Array.from({ length: count }, (_, n) => n % 2),
  };
}

const TINY = { trainPerClass: 20, sweeps: 30, seed: 3 };
const tiny = (options: Partial<DigitsOptions> = {}) =>
  compareDigits({ digits: twoKinds(100), ...TINY, ...options });

test("a comparison finds errors and bits of every way", async () => {
  const parts: number[] = [];
  const finding = await tiny({ onProgress: (part) => parts.push(part) });
  const number = expect.any(Number);
  expect(finding).toEqual({
    seed: 3,
    trainPerClass: 20,
    heldOut: 60,
    errorRate: { tenMachines: number, nearestNeighbour: number },
    bits: { baseRate: number, tenMachines: number, oneMachine: number },
  });
  expect(finding.errorRate.tenMachines).toBeLessThan(0.2);
  // Machines that know the two kinds need less than a code of independent pixels.
  expect(finding.bits.tenMachines).toBeLessThan(finding.bits.baseRate);
  for (const bits of Object.values(finding.bits)) {
    expect(bits).toBeGreaterThan(0);
    expect(bits).toBeLessThan(64.1);
  }
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(parts.at(-1)).toBe(1);
});

test("the same options give the same finding, another seed another", async () => {
  const finding = await tiny();
  expect(await tiny()).toEqual(finding);
  const other = await tiny({ seed: 4 });
  expect(other.bits.oneMachine).not.toBe(finding.bits.oneMachine);
  expect(other.bits.baseRate).toBe(finding.bits.baseRate);
});

test("images that were learned from are not among the held out", async () => {
  // From the 21st of each kind on the labels are exchanged: who has seen none of those is always wrong.
  const digits = twoKinds(100);
  digits.labels = digits.labels.map((name, n) => (n < 40 ? name : 1 - name));
  const { heldOut, errorRate } = await tiny({ digits });
  expect(heldOut).toBe(60);
  expect(errorRate.nearestNeighbour).toBe(1);
  expect(errorRate.tenMachines).toBeGreaterThan(0.8);
  expect((await tiny({ digits, heldOut: 7 })).heldOut).toBe(7);
});

test("nearest neighbour takes the class of the fewest different pixels, of equals the first", () => {
  const images = (rows: number[][], labels: number[]) => ({
    width: 10,
    height: 4,
    pixels: Uint8Array.from(rows.flatMap((on) => picture(on))),
    labels: Uint8Array.from(labels),
  });
  // 40 pixels: the last ones are beyond the first 32 bits.
  const picture = (on: number[]) =>
    Array.from({ length: 40 }, (_, i) => (on.includes(i) ? 255 : 0));
  const known = images([[0, 1, 31], [0, 35, 39], [5]], [1, 2, 3]);
  const unknown = (on: number[], label: number) =>
    nearestNeighbourErrorRate(known, images([on], [label]));
  expect(unknown([0, 35, 38, 39], 2)).toBe(0);
  expect(unknown([1, 31], 1)).toBe(0);
  expect(unknown([], 3)).toBe(0);
  // Two pixels from the first and from the second.
  expect(unknown([0, 31, 35], 1)).toBe(0);
  expect(unknown([0, 31, 35], 2)).toBe(1);
});

test("the base rate is that of pixels by themselves", async () => {
  // Every image is on everywhere but in the corner, where every other one is.
  const digits = twoKinds(60);
  digits.pixels.fill(255);
  for (let n = 0; n < 60; n += 2) {
    for (let y = 4; y < 7; y++) digits.pixels.fill(0, (28 * n + y) * 28 + 4, (28 * n + y) * 28 + 7);
  }
  const { bits } = await tiny({ digits, trainPerClass: 20, sweeps: 1 });
  // Half a count more on each side: 63 pixels on in 40 of 40, one in 20 of 40.
  expect(bits.baseRate).toBeCloseTo(-63 * Math.log2(40.5 / 41) + 1, 10);
});

test("too few images of a class, or none with a label, are refused by name", async () => {
  const few = tiny({ trainPerClass: 50 });
  await expect(few).rejects.toThrow(DataError);
  await expect(few).rejects.toThrow(/more than 50 images of each class .* 50 of class 0/);
  const { labels: _, ...unlabelled } = twoKinds(100);
  await expect(tiny({ digits: unlabelled })).rejects.toThrow("labels are needed");
});

test("the embedded digits are enough for 700 of each class and 3,000 held out", async () => {
  const { width, height, pixels, labels } = await openDigits(await openDataset("mnist"));
  expect([width, height, pixels.length]).toEqual([28, 28, 10_000 * 784]);
  const counts = Array.from({ length: 10 }, (_, c) => labels?.filter((name) => name === c).length);
  expect(Math.min(...counts.map(Number))).toBeGreaterThan(700);
});
