import { lstat, opendir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isBeingWritten } from "@helmholtz/core/node";
import { CHECKPOINT } from "./run-url.ts";

/** A run that was found. */
export interface FoundRun {
  /** Path of its folder in the folder searched, with slashes; of a run by itself, `ONLY_RUN`. */
  readonly id: string;
  /** Name of its folder. */
  readonly name: string;
  /** When it last wrote to its log, in milliseconds since 1970. */
  readonly updated: number;
  /** Whether a process writes it, or wrote to it just now: who reads its log may not be at its end yet. */
  readonly written: boolean;
}

export interface FoundRuns {
  /** By id. */
  readonly runs: readonly FoundRun[];
  /** Whether the search ended before all was seen. */
  readonly cut: boolean;
}

/**
 * Finds the runs in a folder: at most four folders deep, and among the first 10,000 things that it
 * comes across. It follows no links, and leaves out hidden folders, node_modules and folders that
 * cannot be read. A path that is a run itself gives that one.
 */
export async function listRuns(path: string): Promise<FoundRuns> {
  const own = await foundRun(path, ONLY_RUN);
  if (own) return { runs: [own], cut: false };
  const runs: FoundRun[] = [];
  let seen = 0;
  let ids = [""];
  for (let depth = 0; depth < MOST_DEPTH && ids.length > 0; depth++) {
    const below: string[] = [];
    for (const id of ids) {
      if (seen > MOST_SEEN) break;
      for await (const name of foldersIn(join(path, id), () => ++seen > MOST_SEEN)) {
        const child = id ? `${id}/${name}` : name;
        const run = await foundRun(join(path, child), child);
        if (run) runs.push(run);
        else below.push(child);
      }
    }
    ids = below;
  }
  runs.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { runs, cut: seen > MOST_SEEN };
}

/** Id of the run where what is searched is a run itself. */
export const ONLY_RUN = "run";

/** Whether there is a run at a path. */
export async function isRun(path: string): Promise<boolean> {
  const record = await lstat(join(path, "run.json")).catch(() => undefined);
  return record?.isFile() ?? false;
}

/** Steps of the first 100,000 checkpoints that are found in a folder of them, ascending. */
export async function listCheckpoints(path: string): Promise<number[]> {
  const steps: number[] = [];
  let seen = 0;
  for await (const { name } of entriesOf(path, () => ++seen > MOST_CHECKPOINTS)) {
    const step = CHECKPOINT.exec(name)?.[1];
    if (step !== undefined) steps.push(Number(step));
  }
  return steps.sort((a, b) => a - b);
}

const MOST_DEPTH = 4;
const MOST_SEEN = 10_000;
const MOST_CHECKPOINTS = 100_000;

async function foundRun(path: string, id: string): Promise<FoundRun | undefined> {
  if (!(await isRun(path))) return undefined;
  const { mtimeMs } = await stat(join(path, "events.jsonl")).catch(() =>
    stat(join(path, "run.json")),
  );
  const written = Date.now() - mtimeMs < JUST_NOW_MS || isBeingWritten(path);
  return { id, name: basename(path), updated: Math.round(mtimeMs), written };
}

// Readers look at the log of a run under way once a second.
const JUST_NOW_MS = 2500;

async function* foldersIn(path: string, isEnough: () => boolean): AsyncGenerator<string> {
  for await (const entry of entriesOf(path, isEnough)) {
    const { name } = entry;
    if (entry.isDirectory() && !name.startsWith(".") && name !== "node_modules") yield name;
  }
}

// In pieces: a folder of a million files must not hold up other requests.
async function* entriesOf(path: string, isEnough: () => boolean) {
  try {
    for await (const entry of await opendir(path, { bufferSize: 256 })) {
      if (isEnough()) return;
      yield entry;
    }
  } catch {
    // It is no folder, is gone, or may not be read: there is nothing in it for us.
  }
}
