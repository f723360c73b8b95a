import { defaultSettings, learningAt, type RunRecord, type RunState } from "@helmholtz/core";

/**
 * The phases in which nothing is learned at a step: by the run's settings, or changed on its way. A run
 * without a record began with both.
 */
export function phasesOff(
  record: RunRecord | undefined,
  { changes }: Pick<RunState, "changes">,
  step: number,
): ReadonlySet<string> {
  const learning = learningAt(step, changes, record?.options ?? defaultSettings);
  return new Set(PHASES.filter((phase) => learning[phase].length === 0));
}

const PHASES = ["wake", "sleep"] as const;
