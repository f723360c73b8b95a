import {
  RunError,
  type RunRecord,
  type RunState,
  recordedSettings,
  trainOptions,
} from "@helmholtz/core";
import { warmStartRun } from "@helmholtz/core/node";
import { chooseRun, type RunBasis, type RunChoices } from "./choose-run.ts";
import { newRecord } from "./new-record.ts";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "./open-run.ts";
import type { Resumption } from "./train-in-worker.ts";

/** A run to go on from, as the user typed it, and which of its checkpoints. */
export interface WarmStart {
  readonly run: string;
  readonly checkpoint: CheckpointChoice;
}

/** Parses `RUN`, which is its latest checkpoint, or `RUN@` and latest, best or a step. */
export function parseWarmStart(text: string): WarmStart {
  const [, run, checkpoint] = /^(.+)@(latest|best|\d+)$/.exec(text) ?? [];
  if (run === undefined || checkpoint === undefined) return { run: text, checkpoint: "latest" };
  return { run, checkpoint: checkpointChoice(checkpoint) };
}

/**
 * Makes a run that goes on from what another one has learned, to be resumed. What `choices` leave
 * open is as the other run had it by then; it takes as many steps more as that one had in all.
 *
 * @throws RunError when there is no such run or checkpoint, its images have another size, or no step
 * is left to do.
 * @throws DataError as `newRecord` does.
 * @throws BackendError when its backend is not possible.
 */
export async function makeWarmStart(
  { run, checkpoint }: WarmStart,
  choices: Partial<RunChoices>,
): Promise<Resumption> {
  const from = await openUserRun(run);
  const state = await from.checkpoint(checkpoint);
  const { step } = state;
  const past = { ...(await from.state()), step };
  const request = await chooseRun(choices, basisOf(from.record, past));
  const { record, dataset } = await newRecord(request, past);
  const { steps } = record.options;
  if (steps <= step) {
    throw new RunError(
      `${from.path}: ${step} steps are done there, a length of more in all is needed, got ${steps}; give more --epochs or --steps`,
    );
  }
  const { out, cwd, threads } = request;
  // Before the directory is made: what cannot begin leaves nothing behind.
  const { backend } = await trainOptions(record, dataset, { threads });
  await backend?.[Symbol.asyncDispose]?.();
  await warmStartRun(from, state, out, record);
  return { type: "resume", directory: out, cwd, threads };
}

function basisOf(record: RunRecord, at: Pick<RunState, "step" | "changes">): RunBasis {
  const { name, classes, binarization } = record.data;
  return {
    settings: {
      ...recordedSettings(record, at),
      length: { steps: at.step + record.options.steps },
    },
    data: name,
    classes: classes ?? undefined,
    binarization,
  };
}
