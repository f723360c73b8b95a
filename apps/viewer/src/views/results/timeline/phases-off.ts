import type { RunRecord, RunState } from "@helmholtz/core";

/** The phases in which nothing is learned at a step: by the run's settings, or changed on its way. */
export function phasesOff(
  record: RunRecord | undefined,
  { changes }: Pick<RunState, "changes">,
  step: number,
): ReadonlySet<string> {
  const learned = new Map<string, unknown>([
    ["wake", record?.options.wake],
    ["sleep", record?.options.sleep],
  ]);
  for (const change of changes) {
    if (change.step > step) break;
    for (const [name, value] of Object.entries(change.act.rule ?? {})) learned.set(name, value);
  }
  return new Set(
    [...learned.keys()].filter((phase) => {
      const directions = learned.get(phase);
      return Array.isArray(directions) && directions.length === 0;
    }),
  );
}
