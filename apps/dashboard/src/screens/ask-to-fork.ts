import type { Archive } from "../archive.ts";
import { formatCount } from "../draw/text.ts";
import type { RunModel } from "./run-model.ts";

/**
 * Asks whether to save a run and go on with a new one: from the last checkpoint at or before the step
 * that is looked at, or from where the run is. Says so where there is nothing to go on from.
 *
 * @param fork called with the checkpoint when the answer is yes; `latest`: the one that is saved then
 * @throws what reading the archive throws: a checkpoint that is broken is nothing to go on from.
 */
export async function askToFork(
  { view, run }: RunModel,
  archive: Archive,
  fork: (from: number | "latest") => void,
): Promise<void> {
  const { cursor } = view;
  const from = cursor === undefined ? "latest" : (await archive.at(cursor)).weights?.step;
  if (from === undefined) {
    view.message = `no checkpoint is stored at or before step ${formatCount(cursor ?? 0)}: fork from a later one`;
    return;
  }
  const steps = run.start?.steps ?? Number.POSITIVE_INFINITY;
  if ((from === "latest" ? run.step : from) >= steps) {
    view.message = "all steps are done here: ← looks at an earlier one to fork from";
    return;
  }
  const place = from === "latest" ? "here" : `the checkpoint of step ${formatCount(from)}`;
  // Nothing is put in place of what somebody has been asked meanwhile.
  view.question ??= {
    type: "choice",
    text: `Save this run, and go on with a new one from ${place}?`,
    answers: [
      { key: "y", label: "fork", choose: () => fork(from) },
      { key: "n", label: "no" },
    ],
  };
}
