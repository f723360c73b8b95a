import { onBackend } from "../../../machine/on-backend.ts";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { state } from "../play-state.ts";
import { useLatest } from "../use-latest.ts";
import { clamps } from "./clamps.ts";
import { type DreamSheet, dreamSheet } from "./dream-sheet.ts";

/** How many dreams a sheet shows, as many as `helmholtz dream` does. */
export const DREAMS = 24;

/** A sheet of dreams and the machine that dreamt them. */
export interface Dreamt extends DreamSheet {
  readonly played: PlayedMachine;
}

/** The dreams of the machine under the clamps and the seed of now. */
export function useDreams(played: PlayedMachine): Dreamt | undefined {
  const held = clamps.value;
  const seed = state.seed.value;
  return useLatest(async () => {
    const options = { machine: played.machine, clamps: held, count: DREAMS, seed };
    const sheet = await onBackend((backend) => dreamSheet(backend, options));
    return { played, ...sheet };
  }, [played, held, seed]);
}

/** Which dream of the sheet is looked at. */
export function shownDream(): number {
  return Math.min(DREAMS - 1, Math.max(0, state.dream.value));
}
