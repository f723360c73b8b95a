import { expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import {
  binaryImages,
  holdOut,
  imageCount,
  interleave,
  selectClasses,
} from "../../src/datasets/dataset.ts";
import { key } from "../../src/random.ts";

// One pixel an image, which tells the images apart.
const pictures = (labels: number[]) => ({
  width: 1,
  height: 1,
  pixels: Uint8Array.from(labels.keys()),
  labels: Uint8Array.from(labels),
});
const byClass = [...Array(50).fill(3), ...Array(50).fill(0), ...Array(50).fill(8)];

test("images stored by class, in whatever order, are mixed, each with its label", () => {
  const mixed = interleave(pictures(byClass));
  expect([...mixed.pixels]).not.toEqual([...pictures(byClass).pixels]);
  expect([...mixed.pixels].sort((a, b) => a - b)).toEqual([...Array(150).keys()]);
  expect([...(mixed.labels ?? [])]).toEqual([...mixed.pixels].map((image) => byClass[image]));
  expect(new Set(holdOut(mixed).valid.labels)).toEqual(new Set([0, 3, 8]));
});

test("mixing is the same every time", () => {
  expect(interleave(pictures(byClass))).toEqual(interleave(pictures(byClass)));
});

test("images that are mixed already, of one class, or without labels stay as they are", () => {
  const { labels: _, ...unlabelled } = pictures(byClass);
  for (const grey of [pictures([1, 0, 1, 0]), pictures([4, 4, 4]), unlabelled]) {
    expect(interleave(grey)).toBe(grey);
  }
});

test.each([
  [60, 50],
  [6, 5],
  [7, 6],
  [2, 1],
  [1, 1],
])("of %i images the first %i are for training, in their order", (count, trained) => {
  const { train, valid } = holdOut(pictures(Array(count).fill(0)));
  expect([...train.pixels]).toEqual([...Array(trained).keys()]);
  expect(imageCount(valid)).toBe(count - trained);
  expect([...train.pixels, ...valid.pixels]).toEqual([...Array(count).keys()]);
  expect(valid.labels?.length).toBe(count - trained);
});

test("choosing classes keeps their images in order", () => {
  const chosen = selectClasses(pictures([5, 3, 8, 3, 5]), [8, 3]);
  expect([...chosen.pixels]).toEqual([1, 2, 3]);
  expect([...(chosen.labels ?? [])]).toEqual([3, 8, 3]);
});

test("a class that is not there is refused with those that are", () => {
  const choose = () => selectClasses(pictures([5, 3, 3]), [3, 7]);
  expect(choose).toThrow(DataError);
  expect(choose).toThrow("no image is of class 7; choose from 3, 5");
});

test("choosing classes of unlabelled images is refused", () => {
  const { labels: _, ...unlabelled } = pictures([1, 2]);
  expect(() => selectClasses(unlabelled, [1])).toThrow("needs labels, this data has none");
});

test("grey pixels are on as often as they are bright, and anew with every key", () => {
  const grey = { width: 1, height: 1, pixels: Uint8Array.of(0, 64, 255) };
  const images = binaryImages(grey);
  const on = [0, 0, 0];
  for (let i = 0; i < 4000; i++) {
    images.draw([0, 1, 2], key(i)).data.forEach((bit, n) => {
      on[n] += bit;
    });
  }
  expect(on[0]).toBe(0);
  expect(on[2]).toBe(4000);
  // Five standard deviations: 5 √(4000 · 0.25 · 0.75) = 137.
  expect(Math.abs(on[1] - (4000 * 64) / 255)).toBeLessThan(137);
});

test("the bits of an image do not depend on what is drawn beside it", () => {
  const pixels = Uint8Array.from({ length: 40 }, (_, i) => 6 * i);
  const images = binaryImages({ width: 2, height: 2, pixels });
  const alone = images.draw([7], key(1)).data;
  expect(images.draw([2, 7, 7], key(1)).data.slice(4)).toEqual(Uint8Array.of(...alone, ...alone));
});

test("the threshold is 128, without chance", () => {
  const images = binaryImages(
    { width: 1, height: 1, pixels: Uint8Array.of(0, 127, 128, 255) },
    "threshold",
  );
  expect([...images.draw([0, 1, 2, 3], key(1)).data]).toEqual([0, 0, 1, 1]);
});
