import type { Matrix, PhaseStates } from "@helmholtz/core";
import { surprise } from "../colors.ts";

/** A half of the mirror. */
export type Phase = "wake" | "sleep";

/** What a phase has of one layer. */
export interface PhaseLayer {
  /** 0 the visible one. */
  readonly layer: number;
  /** States that the phase's own direction drew: [images × units], 0 or 1. */
  readonly drawn: Matrix;
  /** Probabilities that the other direction gives them: [images × units]. Recognition predicts no pixels. */
  readonly predicted?: Matrix;
}

/** Every layer of a phase, visible first. */
export function phaseLayers(phase: Phase, { states, predictions }: PhaseStates): PhaseLayer[] {
  return states.map((drawn, layer) => ({
    layer,
    drawn,
    // In sleep the first prediction is of layer 1.
    predicted: predictions[phase === "wake" ? layer : layer - 1],
  }));
}

/** Bits of one image, or the probabilities of them. */
export function rowOf({ cols, data }: Matrix, image: number): Float32Array {
  return data.subarray(image * cols, (image + 1) * cols);
}

/** What is predicted of an image's states, for the scale `surprises`. */
export function surprisesOf(drawn: Matrix, predicted: Matrix, image: number): Float32Array {
  const bits = rowOf(drawn, image);
  return rowOf(predicted, image).map((probability, i) => surprise(bits[i] ?? 0, probability));
}

/** What the states of an image cost under what is predicted of them, in bits: −log₂ p of each. */
export function costOf({ drawn, predicted }: PhaseLayer, image: number): number {
  if (!predicted) return 0;
  const states = rowOf(drawn, image);
  const probabilities = rowOf(predicted, image);
  let cost = 0;
  for (let i = 0; i < states.length; i++) {
    const on = probabilities[i] ?? 0;
    cost -= Math.log2((states[i] ? on : 1 - on) || LEAST);
  }
  return cost;
}

/** Whether either state is predicted of every unit of an image alike: then each costs one bit. */
export function isUndecided({ predicted }: PhaseLayer, image: number): boolean {
  return (
    predicted !== undefined && rowOf(predicted, image).every((on) => Math.abs(on - 0.5) < BYTE)
  );
}

// A log keeps probabilities as bytes: ½ is none of them, and 0 stands for all that is less than half of one.
const BYTE = 1 / 255;
const LEAST = BYTE / 4;
