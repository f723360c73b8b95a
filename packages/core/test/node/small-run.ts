import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createActs } from "../../src/acts.ts";
import { bars } from "../../src/datasets/bars.ts";
import { openRun } from "../../src/node/run-directory.ts";
import { continueRun, createRun, type RunWriter } from "../../src/node/run-writer.ts";
import { checkpointName } from "../../src/run/checkpoint.ts";
import type { Change, TrainEvent } from "../../src/run/events.ts";
import type { RunRecord } from "../../src/run/run-record.ts";
import {
  createRunRecord,
  defaultSettings,
  type RunSettings,
  trainOptions,
} from "../../src/run/run-settings.ts";
import { type TrainOptions, train } from "../../src/train.ts";

// A run that takes no time: 40 steps on bars, with a report and a checkpoint at every tenth.

export const settings: RunSettings = {
  ...defaultSettings,
  backend: "cpu",
  hidden: [4, 2],
  batch: 5,
  length: { steps: 40 },
};
export const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
export const reporting = { reportImages: 20, reportEvery: 10, checkpointEvery: 10 };

/** The record of such a run, with some other settings. */
export function recordOf(others: Partial<RunSettings> = {}): RunRecord {
  return createRunRecord({ ...settings, ...others }, choice, bars(), { helmholtz: "0.1.0" });
}

/** Trains it from the start, with changes at the steps that they name; those are reports. */
export async function trainRun(path: string, changes: Record<number, Change> = {}): Promise<void> {
  const acts = createActs();
  const options = await trainOptions(recordOf(), bars());
  const writer = await createRun(path, recordOf());
  await write(writer, { ...options, acts }, (event) => {
    if (event.type === "evaluate" && changes[event.step]) acts.push(changes[event.step]);
    return true;
  });
}

/** Trains a run on, to its end or to a checkpoint at or after a step; what happened. */
export async function resumeRun(
  path: string,
  until = Number.POSITIVE_INFINITY,
): Promise<TrainEvent[]> {
  const run = await openRun(path);
  const from = await run.checkpoint("latest");
  const past = await run.state();
  const options = await trainOptions(run.record, bars(), { resume: from, past });
  const events: TrainEvent[] = [];
  await write(await continueRun(path, run.record), options, (event) => {
    events.push(event);
    return event.type !== "checkpoint" || event.step < until;
  });
  return events;
}

// Until `goesOn` says no.
async function write(
  writer: RunWriter,
  options: TrainOptions,
  goesOn: (event: TrainEvent) => boolean,
): Promise<void> {
  for await (const event of train({ ...options, ...reporting })) {
    await writer.append(event);
    if (!goesOn(event)) break;
  }
  await writer.close();
}

/** The bytes of a checkpoint. */
export function checkpointBytes(path: string, step: number): Promise<Buffer> {
  return readFile(join(path, "checkpoints", checkpointName(step)));
}
