import type { RunRecord } from "@helmholtz/core";
import { flattenSettings } from "./flatten-settings.ts";

/** A setting that is not the same in all runs. */
export interface DifferingSetting {
  readonly name: string;
  /** Of each run, in their order; undefined where it has no such setting. */
  readonly values: readonly (string | undefined)[];
}

/** What tells runs apart by their records. */
export function differingSettings(records: readonly RunRecord[]): DifferingSetting[] {
  const settings = records.map(flattenSettings);
  const names = new Set(settings.flatMap((one) => [...one.keys()]));
  return [...names]
    .map((name) => ({ name, values: settings.map((one) => one.get(name)) }))
    .filter(({ values }) => new Set(values).size > 1);
}
