import type { RunRecord } from "@helmholtz/core";
import { openRun } from "@helmholtz/core/node";
import { ABSENT, type DifferingSetting, differingSettings } from "./compare/differing-settings.ts";
import { plainText } from "./draw/cells.ts";
import { formatCount } from "./draw/text.ts";
import { userPath } from "./options.ts";

/** Where a run went on from another one. */
export interface Origin {
  /** Absolute path of the other run. */
  readonly run: string;
  readonly step: number;
  /** The settings that are others, of the other run and of this one; absent where that run is not at hand. */
  readonly differing?: readonly DifferingSetting[];
}

/** Where the run of a record went on from another one; undefined where it began by itself. */
export async function readOrigin(record: RunRecord): Promise<Origin | undefined> {
  const { parent } = record;
  if (!parent) return undefined;
  // That it is gone, or broken, is nothing to this run.
  const other = await openRun(parent.run).catch(() => undefined);
  return { ...parent, ...(other && { differing: differingSettings([other.record, record]) }) };
}

/** "from step 5,000 of runs/one: sizes 16-8-2 → 16-9-2, batch 20 → 10" */
export function originWords({ run, step, differing = [] }: Origin): string {
  // What only one of two optimizers has is told by their names.
  const settings = differing
    .filter(({ values }) => !values.includes(ABSENT))
    .map(({ name, values }) => `${name} ${values.join(" → ")}`);
  const what = settings.length > 0 ? `: ${settings.join(", ")}` : "";
  return plainText(`from step ${formatCount(step)} of ${userPath(run)}${what}`);
}
