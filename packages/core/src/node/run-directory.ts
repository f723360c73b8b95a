import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingState } from "../learning/learner.ts";
import { decodeCheckpoint } from "../run/checkpoint.ts";
import { RunError } from "../run/run-error.ts";
import type { RunLog } from "../run/run-log.ts";
import { parseRunRecord, type RunRecord } from "../run/run-record.ts";
import { appendEvent, createRunState, type RunState } from "../run/run-state.ts";
import { cannotRead, checkpointFile, listCheckpoints, RECORD } from "./run-files.ts";
import { openRunLog } from "./run-log.ts";

/** A run on disk, to read: also while another process writes it. */
export interface RunDirectory {
  readonly path: string;
  readonly record: RunRecord;
  /** The log, from the beginning: one reader of its own at every call. */
  log(): RunLog;
  /**
   * What the events so far add up to.
   *
   * @throws RunError when the log is there and cannot be read.
   */
  state(): Promise<RunState>;
  /** Steps of the stored checkpoints, ascending. */
  checkpoints(): Promise<number[]>;
  /**
   * A stored state: of a step, of the latest, or of the one described shortest on held-out images.
   *
   * @throws RunError when there is none, or its file is broken.
   */
  checkpoint(which: number | "latest" | "best"): Promise<TrainingState>;
}

/**
 * Opens a run to read.
 *
 * @throws RunError when there is no run at `path`, or its record is broken or of a newer format.
 */
export async function openRun(path: string): Promise<RunDirectory> {
  const file = join(path, RECORD);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") cannotRead(file)(error);
    throw new RunError(`${path}: a run is needed, there is no ${RECORD}; give a run directory`);
  });
  const record = parseRunRecord(text, file);

  const run: RunDirectory = {
    path,
    record,
    log: () => openRunLog(path),
    async state() {
      const state = createRunState();
      for await (const event of run.log().read()) appendEvent(state, event);
      return state;
    },
    checkpoints: () => listCheckpoints(path),
    async checkpoint(which) {
      const steps = await listCheckpoints(path);
      const name = checkpointFile(path, await chooseCheckpoint(run, which, steps));
      const bytes = await readFile(name).catch(cannotRead(name));
      const state = decodeCheckpoint(bytes, name);
      if (String(state.machine.sizes) !== String(record.sizes)) {
        throw new RunError(
          `${name}: sizes [${record.sizes}] are needed as in ${RECORD}, got [${state.machine.sizes}]`,
        );
      }
      return state;
    },
  };
  return run;
}

/** Of the stored steps, the one described shortest on held-out images. */
export function bestCheckpoint({ curve }: RunState, steps: readonly number[]): number | undefined {
  const stored = curve.filter(
    ({ step, descriptionLength }) => steps.includes(step) && Number.isFinite(descriptionLength),
  );
  stored.sort((a, b) => a.descriptionLength - b.descriptionLength);
  return stored[0]?.step;
}

async function chooseCheckpoint(
  run: RunDirectory,
  which: number | "latest" | "best",
  steps: readonly number[],
): Promise<number> {
  if (steps.length === 0) throw new RunError(`${run.path}: no checkpoint is stored`);
  if (which === "latest") return steps[steps.length - 1];
  if (which === "best") {
    const best = bestCheckpoint(await run.state(), steps);
    if (best === undefined) throw new RunError(`${run.path}: no stored checkpoint was evaluated`);
    return best;
  }
  if (!steps.includes(which)) {
    throw new RunError(
      `${run.path}: no checkpoint of step ${which}; stored are ${steps.join(", ")}`,
    );
  }
  return which;
}
