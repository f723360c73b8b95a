import type { Rate, RunRecord, RunState } from "@helmholtz/core";

/** The phases, by the names that the learning rule gives them. */
export type PhaseName = "wake" | "sleep";

/** How a run learns: what can be changed on the way. */
export interface Learning {
  /** Whether each phase learns. */
  readonly phases: Readonly<Record<PhaseName, boolean>>;
  readonly rate: Rate;
}

/** How a run learns now: as it was begun, and changed since. */
export function learningOf({ options }: RunRecord, { changes }: RunState): Learning {
  let { wake, sleep }: { wake: unknown; sleep: unknown } = options;
  let rate: Rate = options.optimizer.rate;
  for (const { act } of changes) {
    wake = act.rule?.wake ?? wake;
    sleep = act.rule?.sleep ?? sleep;
    rate = act.rate ?? rate;
  }
  return { phases: { wake: hasDirections(wake), sleep: hasDirections(sleep) }, rate };
}

function hasDirections(phase: unknown): boolean {
  return Array.isArray(phase) && phase.length > 0;
}
