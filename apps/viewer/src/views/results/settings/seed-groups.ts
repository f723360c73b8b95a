import type { RunRecord } from "@helmholtz/core";
import { flattenSettings } from "./flatten-settings.ts";

/** Runs that differ in nothing but their seed, in their order; one by itself is a group, too. */
export function seedGroups<T extends { readonly record: RunRecord | undefined }>(
  runs: readonly T[],
): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const run of runs) {
    const kind = run.record ? kindOf(run.record) : run;
    const group = groups.get(kind);
    if (group) group.push(run);
    else groups.set(kind, [run]);
  }
  return [...groups.values()];
}

// What computed a run, and with which version, is no setting of the experiment.
function kindOf(record: RunRecord): string {
  const settings = flattenSettings(record);
  const kept = [...settings].filter(
    ([name]) => name !== "seed" && name !== "backend" && !name.startsWith("versions."),
  );
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
