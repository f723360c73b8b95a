import { RunError } from "@helmholtz/core";
import { type ReadonlySignal, signal } from "@preact/signals";
import { droppedRuns } from "../../../runs/dropped-files.ts";
import { readRecord } from "../../../runs/read-record.ts";
import type { RunFiles } from "../../../runs/run-files.ts";
import { readMachine } from "../../../runs/stored-machine.ts";
import { unpackZips } from "../../../runs/unpack-zips.ts";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { type PlayedMachine, playedMachine } from "./played-machine.ts";

const found = signal<ReadonlyMap<string, PlayedMachine>>(new Map());

/** Machines of runs and checkpoints that somebody dropped, by key; they last as long as the page. */
export const droppedMachines: ReadonlySignal<ReadonlyMap<string, PlayedMachine>> = found;

/** What came of files that somebody dropped. */
export interface AddedMachines {
  /** Keys of the machines that were added. */
  readonly keys: readonly string[];
  /** What the user should know of the others. */
  readonly problems: readonly string[];
}

/** Adds the latest machine of each run among some files. */
export async function addDropped(files: readonly DroppedFile[]): Promise<AddedMachines> {
  const unpacked = await unpackZips(files);
  const { runs, notice } = droppedRuns(unpacked.files);
  const keys: string[] = [];
  const problems = [...unpacked.problems];
  if (notice && unpacked.files.length > 0) problems.push(notice);
  for (const run of runs) {
    try {
      found.value = new Map(found.peek()).set(run.id, await latestOf(run));
      keys.push(run.id);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  return { keys, problems };
}

async function latestOf(files: RunFiles): Promise<PlayedMachine> {
  const [record, steps] = await Promise.all([readRecord(files), files.checkpoints()]);
  const stored = await readMachine(files, Number.POSITIVE_INFINITY, steps, record?.sizes);
  if (!stored) {
    throw new RunError(
      `${files.name}: a checkpoint is needed, the run has none; drop a run that has learned`,
    );
  }
  return playedMachine(files.name, stored.machine, {
    ...(record && { record, run: files.name }),
  });
}
