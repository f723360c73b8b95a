import { expect, test } from "vitest";
import { type Matrix, matrix } from "../../src/matrix.ts";
import type { PhasesEvent } from "../../src/run/events.ts";
import { fitsMachine } from "../../src/run/fits-machine.ts";
import type { RunEvent } from "../../src/run/run-state.ts";

const sizes = [6, 3, 2];
const layers = (rows: number, units: readonly number[]): Matrix[] =>
  units.map((cols) => matrix(rows, cols));

const phases: PhasesEvent = {
  type: "phases",
  step: 1,
  of: "report",
  wake: { states: layers(4, sizes), predictions: layers(4, sizes) },
  sleep: { states: layers(5, sizes), predictions: layers(5, [3, 2]) },
  activity: layers(1, [3, 2]),
};
const dream: RunEvent = { type: "dream", step: 1, images: matrix(24, 6) };

test("pictures of the machine's sizes fit it", () => {
  expect(fitsMachine(dream, sizes)).toBe(true);
  expect(fitsMachine(phases, sizes)).toBe(true);
  expect(fitsMachine({ ...phases, activity: undefined }, sizes)).toBe(true);
});

test("pictures of no known machine fit none", () => {
  expect(fitsMachine(dream, undefined)).toBe(false);
  expect(fitsMachine(phases, undefined)).toBe(false);
  expect(fitsMachine({ type: "checkpoint", step: 1 }, undefined)).toBe(true);
});

test.each<[string, Partial<PhasesEvent>]>([
  ["a layer less", { wake: { states: layers(4, [6, 3]), predictions: layers(4, sizes) } }],
  ["no layers", { wake: { states: [], predictions: [] } }],
  ["a unit more", { sleep: { states: layers(5, [6, 4, 2]), predictions: layers(5, [3, 2]) } }],
  ["an image less", { wake: { states: layers(4, sizes), predictions: layers(3, sizes) } }],
  [
    "a visible layer too many",
    { sleep: { states: layers(5, sizes), predictions: layers(5, sizes) } },
  ],
  ["activity of images", { activity: layers(4, [3, 2]) }],
])("phases with %s do not fit", (_, fields) => {
  expect(fitsMachine({ ...phases, ...fields }, sizes)).toBe(false);
});

test("dreams of another number of pixels do not fit", () => {
  expect(fitsMachine({ type: "dream", step: 1, images: matrix(24, 7) }, sizes)).toBe(false);
});
