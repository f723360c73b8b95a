import type { Machine } from "@helmholtz/core";
import type { RunDirectory, RunLog } from "@helmholtz/core/node";
import type { Past } from "./panels/view.ts";

/** What a run has stored, to be looked at while it goes on. */
export interface Archive {
  /** Steps of the stored reports so far, ascending. */
  steps(): Promise<readonly number[]>;
  /** What was stored at a step, or last before it. */
  at(step: number): Promise<Past>;
}

/**
 * Opens what `directory` has stored.
 *
 * @param followed its log, where somebody reads it already
 */
export function openArchive(directory: RunDirectory, followed?: RunLog): Archive {
  const log = followed ?? directory.log();
  let machine: { readonly step: number; readonly machine: Machine } | undefined;
  const weightsAt = async (step: number) => {
    const stored = (await directory.checkpoints()).findLast((checkpoint) => checkpoint <= step);
    if (stored === undefined) return undefined;
    if (machine?.step !== stored) {
      machine = { step: stored, machine: (await directory.checkpoint(stored)).machine };
    }
    return machine;
  };
  return {
    async steps() {
      if (!followed) for await (const _ of log.read());
      return log.steps("dream");
    },
    async at(step) {
      const [dream, phases, weights] = await Promise.all([
        log.at("dream", step),
        log.at("phases", step),
        weightsAt(step),
      ]);
      return {
        ...(dream?.type === "dream" && { dream }),
        ...(phases?.type === "phases" && { phases }),
        ...(weights && { weights }),
      };
    },
  };
}
