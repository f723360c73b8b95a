import type { TrainingState } from "../learning/learner.ts";
import { RunError } from "../run/run-error.ts";
import type { RunRecord } from "../run/run-record.ts";
import { warmRetellings } from "../run/warm-retelling.ts";
import { warmStart } from "../warm-start.ts";
import { makeChildRun } from "./child-run.ts";
import type { RunDirectory } from "./run-directory.ts";

/**
 * Makes a new run that goes on from what another one has learned, with settings of its own; the other
 * run may be written meanwhile. To be continued, as a run that was stopped.
 *
 * Its curves go on from those of the other run, whose log it takes over, but for the changes on the
 * way: `record` says what counts. Where its machine has other sizes, what is told of single layers and
 * units is left out, and starts tell its own sizes.
 *
 * @param from the other run
 * @param state what it goes on from: one of that run's checkpoints
 * @param to directory of the new run; parents are created
 * @param record settings of the new run
 * @throws RunError when its images have another size, or `to` is there and not empty or cannot be written.
 * @throws RangeError when there cannot be a machine of its sizes.
 */
export async function warmStartRun(
  from: RunDirectory,
  state: TrainingState,
  to: string,
  record: RunRecord,
): Promise<void> {
  const { sizes, seed, data } = record;
  const { optimizer, initialization, hiddenBias } = record.options;
  const learned = from.record.data;
  if (data.width !== learned.width || data.height !== learned.height) {
    throw new RunError(
      `${from.path}: images of ${learned.width} x ${learned.height} are needed, as it learned from, ${data.name} has ${data.width} x ${data.height}; choose other data`,
    );
  }
  await makeChildRun(from.path, to, {
    record,
    state: warmStart(state, { sizes, optimizer, seed, initialization, hiddenBias }),
    retold: warmRetellings(from.record.sizes, sizes),
  });
}
