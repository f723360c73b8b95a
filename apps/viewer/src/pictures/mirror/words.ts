import { layerName } from "../words.ts";
import type { Phase } from "./phase-layers.ts";

/** Which direction draws the states of a phase, and which one learns to predict them. */
export const DIRECTIONS = {
  wake: { draws: "recognition", learns: "generative" },
  sleep: { draws: "generative", learns: "recognition" },
} as const satisfies Record<Phase, unknown>;

/** What the states of a layer are called in a phase. */
export function drawnName(phase: Phase, layer: number): string {
  if (layer === 0) return phase === "wake" ? "datum" : "dream";
  return phase === "wake" ? "recognized" : "dreamt";
}

/** What the prediction of a layer is called in a phase, in a word that has room. */
export function predictedName(phase: Phase, layer: number, isNarrow: boolean): string {
  return phase === "wake" && layer === 0 && !isNarrow ? "reconstruction" : "predicted";
}

/** What a layer is predicted from in a phase. */
export function predictedFrom(phase: Phase, layer: number, top: number): string {
  if (phase === "sleep") return layerName(layer - 1);
  return layer === top ? "the prior" : layerName(layer + 1);
}

/** Bits as text: to a tenth where there are few. */
export function bitWords(bits: number): string {
  const digits = bits < 100 ? 1 : 0;
  return `${bits.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} bits`;
}
