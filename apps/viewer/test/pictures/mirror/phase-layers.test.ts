import { matrix, type PhaseStates } from "@helmholtz/core";
import { expect, test } from "vitest";
import { phaseLayers, surprisesOf, wrongCount } from "../../../src/pictures/mirror/phase-layers.ts";

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
  const wrong = layers.map((layer) => [wrongCount(layer, 0), wrongCount(layer, 1)]);
  expect(wrong).toEqual([
    [1, 0],
    [1, 0],
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
  expect(top && [wrongCount(top, 0), wrongCount(top, 1)]).toEqual([0, 1]);
});
