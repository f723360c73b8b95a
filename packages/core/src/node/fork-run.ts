import { makeChildRun } from "./child-run.ts";
import { openRun } from "./run-directory.ts";

/**
 * Makes a new run of another one as it was at a step: its settings, its log up to there with all
 * that was changed on the way, and its checkpoint. Continued, it goes on as that one did. The other
 * run may be written meanwhile.
 *
 * @param from directory of the run
 * @param to directory of the new run; parents are created
 * @throws RunError when `from` is no run or has no checkpoint of the step, or `to` is there and not
 * empty or cannot be written.
 */
export async function forkRun(from: string, step: number, to: string): Promise<void> {
  const run = await openRun(from);
  const state = await run.checkpoint(step);
  await makeChildRun(from, to, { record: run.record, state });
}
