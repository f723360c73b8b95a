import { createMachine, key, matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { deadUnits, weightPictures } from "../../src/pictures/weight-pictures.ts";

const machine = createMachine([6, 5, 2], key(1));

test("a unit's generative picture is what it sends down, its recognition picture what comes up", () => {
  const generative = weightPictures(machine, { width: 3 });
  const recognition = weightPictures(machine, { width: 3, direction: "recognition" });
  expect(generative).toMatchObject({ width: 3, height: 2, images: { rows: 5, cols: 6 } });
  for (let unit = 0; unit < 5; unit++) {
    for (let pixel = 0; pixel < 6; pixel++) {
      const at = unit * 6 + pixel;
      // [inputs × units] in both directions.
      expect(generative.images.data[at]).toBe(machine.generative[0]?.weights.data[at]);
      expect(recognition.images.data[at]).toBe(
        machine.recognition[0]?.weights.data[pixel * 5 + unit],
      );
    }
  }
});

test("the limit is three times the root of the mean square", () => {
  const weights = [...(machine.recognition[0]?.weights.data ?? [])];
  const meanSquare = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
  const { limit } = weightPictures(machine, { direction: "recognition" });
  expect(limit).toBeCloseTo(3 * Math.sqrt(meanSquare), 6);
});

test("weights of hidden layers are near-square, with no pixels where there is no unit", () => {
  const { images, width, height } = weightPictures(machine, { layer: 1 });
  expect([width, height]).toEqual([3, 2]);
  expect(Number.isNaN(images.data[5])).toBe(true);
  expect(Number.isNaN(images.data[4])).toBe(false);
});

test("a layer with none above it is refused", () => {
  expect(() => weightPictures(machine, { layer: 2 })).toThrow(
    "weights: layers 0 to 1 have weights from a layer above, got 2",
  );
});

test("dead units are those on never or always, as nearly as a log keeps it", () => {
  const activity = matrix(1, 5, Float32Array.of(0, 0.001, 0.01, 0.5, 1));
  expect([...deadUnits(activity)]).toEqual([0, 1, 4]);
});
