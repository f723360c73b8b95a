import { expect, test } from "vitest";
import { type Epochs, epochAt, epochsFrom, imagesAt, stepAt } from "../../src/run/epochs.ts";

// 100 steps of 5 images, 10 of them an epoch; then 25 images a step, 2 of them an epoch; then as before.
const starts = [
  { step: 0, stepsPerEpoch: 10, batch: 5 },
  { step: 100, stepsPerEpoch: 2, batch: 25 },
  { step: 110, stepsPerEpoch: 10, batch: 5 },
];
const inARow = starts.reduce<Epochs>(epochsFrom, []);

test.each([
  { step: 0, epoch: 0, images: 0 },
  { step: 5, epoch: 0.5, images: 25 },
  { step: 100, epoch: 10, images: 500 },
  { step: 105, epoch: 12.5, images: 625 },
  { step: 110, epoch: 15, images: 750 },
  { step: 130, epoch: 17, images: 850 },
])("$step steps are $epoch epochs and $images images, and back", ({ step, epoch, images }) => {
  expect([epochAt(inARow, step), imagesAt(inARow, step)]).toEqual([epoch, images]);
  expect(stepAt(inARow, epoch)).toBe(step);
});

test("a start that goes back makes void what came after, and one that goes on changes nothing", () => {
  const back = epochsFrom(inARow, { step: 104, stepsPerEpoch: 2, batch: 25 });
  expect([back.length, epochAt(back, 120)]).toEqual([2, 20]);
  expect(epochsFrom(back, { step: 112, stepsPerEpoch: 2, batch: 25 })).toBe(back);
  const other = epochsFrom(inARow, { step: 100, stepsPerEpoch: 5, batch: 10 });
  expect([other.length, epochAt(other, 105)]).toEqual([2, 11]);
});

test("where nothing is known of the steps before, they are alike; before any start there are none", () => {
  const late = epochsFrom([], { step: 50, stepsPerEpoch: 10, batch: 5 });
  expect([epochAt(late, 20), imagesAt(late, 20), stepAt(late, 6)]).toEqual([2, 100, 60]);
  expect([epochAt([], 7), imagesAt([], 7), stepAt([], 7)]).toEqual([0, 0, 0]);
});
