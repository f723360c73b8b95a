import { matrix, type PhaseStates } from "@helmholtz/core";
import { expect, test } from "vitest";
import {
  costOf,
  isUndecided,
  phaseLayers,
  surprisesOf,
} from "../../../src/pictures/mirror/phase-layers.ts";

const states = [
  matrix(2, 3, Float32Array.of(0, 1, 1, 1, 1, 1)),
  matrix(2, 1, Float32Array.of(1, 0)),
];

test("wake predicts every layer, the pixels too", () => {
  const predictions = [
    matrix(2, 3, Float32Array.of(0.25, 0.25, 0.75, 1, 1, 0.5)),
    matrix(2, 1, Float32Array.of(0.25, 0.25)),
  ];
  const layers = phaseLayers("wake", { states, predictions });
  // Image 0: −log₂ of ¾, ¼ and ¾, and of ¼. Image 1: two that were certain and one of ½, and ¾.
  const thought = -Math.log2(0.75);
  const costs = layers.map((layer) => [costOf(layer, 0), costOf(layer, 1)]);
  expect(costs).toEqual([
    [2 + 2 * thought, 1],
    [2, thought],
  ]);
  expect([...surprisesOf(states[0] as never, predictions[0] as never, 0)]).toEqual([
    0.25, 1.75, 0.75,
  ]);
});

test("sleep predicts each layer from the one below, so no pixels", () => {
  const sleep: PhaseStates = { states, predictions: [matrix(2, 1, Float32Array.of(0.75, 0.75))] };
  const [pixels, top] = phaseLayers("sleep", sleep);
  expect(pixels?.predicted).toBeUndefined();
  expect(top?.predicted).toBe(sleep.predictions[0]);
  expect(top && [costOf(top, 0), costOf(top, 1)]).toEqual([-Math.log2(0.75), 2]);
});

test("predictions of ½ are no opinion and cost a bit a state, also as the bytes of a log", () => {
  const of = (...on: [number, number]) => ({
    ...{ layer: 1, drawn: matrix(1, 2, Float32Array.of(1, 0)) },
    predicted: matrix(1, 2, Float32Array.from(on)),
  });
  const open = of(0.5, 0.5);
  expect([isUndecided(open, 0), costOf(open, 0)]).toEqual([true, 2]);
  const logged = of(128 / 255, 128 / 255);
  expect(isUndecided(logged, 0)).toBe(true);
  expect(costOf(logged, 0)).toBeCloseTo(2, 2);
  expect(isUndecided(of(0.5, 0.51), 0)).toBe(false);
  // A byte of 0 is not the certainty that makes what happened impossible.
  expect(costOf(of(0, 0), 0)).toBeCloseTo(Math.log2(4 * 255), 5);
});
