import type { Learning } from "@helmholtz/core";

/** The phases of a step, in their order. */
export const PHASES = ["wake", "sleep"] as const;

/** A phase, by the name that the learning rule gives it. */
export type Phase = (typeof PHASES)[number];

/** The phases in which nothing is learned. */
export function phasesOff(learning: Pick<Learning, Phase>): Phase[] {
  return PHASES.filter((phase) => learning[phase].length === 0);
}
