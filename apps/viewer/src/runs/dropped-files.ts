import { checkpointName, checkpointStep, RunError } from "@helmholtz/core";
import type { DroppedFile } from "../ui/dropped-file.ts";
import { CHECKPOINT_ENDING, CHECKPOINTS, LOG, RECORD, type RunFiles } from "./run-files.ts";

/** A run that somebody handed to the page, as it was then. */
export interface DroppedRun {
  readonly type: "dropped";
  readonly id: string;
  readonly name: string;
  /** By their paths in the run directory. */
  readonly files: ReadonlyMap<string, File>;
}

/** What was found among the files that somebody handed to the page. */
export interface DroppedRuns {
  readonly runs: readonly RunFiles[];
  /** What the user should know: that there is no run, or that not all was looked at. */
  readonly notice?: string;
}

// Of files that somebody drops by mistake, there may be a million.
const MOST_FILES = 10_000;
/** More than any run keeps. */
const MOST_CHECKPOINTS = 1000;

/**
 * The runs among some files: each folder with a `run.json`. Checkpoints that are in none of these
 * are runs of their own, of weights alone: those of a folder that are named by their steps
 * together, any other alone. Of very many files, only the first are looked at.
 */
export function droppedRuns(dropped: readonly DroppedFile[]): DroppedRuns {
  const files = dropped.slice(0, MOST_FILES);
  const folders = new Set(
    files
      .map(({ path }) => path)
      .filter(isRecord)
      .map(parentOf),
  );
  const runs = new Map<string, Map<string, File>>();
  for (const { path, file } of files) {
    const place = placeOf(path, folders);
    if (!place) continue;
    const found = runs.get(place.run) ?? new Map<string, File>();
    if (found.size < MOST_CHECKPOINTS || !isCheckpoint(path)) found.set(place.path, file);
    runs.set(place.run, found);
  }
  return {
    runs: Array.from(runs, ([path, found]) => {
      const name = lastOf(path).replace(CHECKPOINT_ENDING, "") || nameOf(found);
      return droppedFiles({ type: "dropped", id: `dropped:${path || name}`, name, files: found });
    }),
    notice: noticeOf(runs.size, dropped.length),
  };
}

/** The files of a run that somebody handed to the page. */
export function droppedFiles(run: DroppedRun): RunFiles {
  const { files } = run;
  // A checkpoint alone has been given a place that its owner does not know of.
  const title = (path: string) =>
    files.has(RECORD) ? `${run.name}/${path}` : (files.get(path)?.name ?? path);
  return {
    source: run,
    id: run.id,
    name: run.name,
    title,
    size: async (path) => files.get(path)?.size,
    async read(path, from, to) {
      try {
        const bytes = await files.get(path)?.slice(from, to).arrayBuffer();
        return bytes ? new Uint8Array(bytes) : new Uint8Array();
      } catch (error) {
        throw new RunError(
          `${title(path)}: it cannot be read any more (${(error as Error).message}); drop it again`,
        );
      }
    },
    async checkpoints() {
      const steps = Array.from(files.keys(), (path) => checkpointStep(lastOf(path)));
      return steps.filter((step) => step !== undefined).sort((a, b) => a - b);
    },
  };
}

// Which run a file belongs to, and its path there.
function placeOf(path: string, folders: ReadonlySet<string>) {
  const folder = parentOf(path);
  const name = lastOf(path);
  if (folders.has(folder) && (name === RECORD || name === LOG)) return { run: folder, path: name };
  if (!isCheckpoint(path)) return undefined;
  const step = checkpointStep(name);
  const isOfRun = lastOf(folder) === CHECKPOINTS && folders.has(parentOf(folder));
  if (isOfRun && step === undefined) return undefined;
  const alone = step === undefined ? path : folder;
  return {
    run: isOfRun ? parentOf(folder) : alone,
    path: `${CHECKPOINTS}/${checkpointName(step ?? 0)}`,
  };
}

// What to call a run whose files are in no folder.
function nameOf(files: ReadonlyMap<string, File>): string {
  const [only, ...others] = files.values();
  if (files.has(RECORD)) return "run";
  return only && others.length === 0 ? only.name : CHECKPOINTS;
}

function isCheckpoint(path: string): boolean {
  return path.endsWith(CHECKPOINT_ENDING);
}

function isRecord(path: string): boolean {
  return lastOf(path) === RECORD;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function noticeOf(runs: number, files: number): string | undefined {
  if (files > MOST_FILES) {
    return `of ${files} files, only the first ${MOST_FILES} were looked at; drop one run, or a folder of runs`;
  }
  if (runs > 0) return undefined;
  return `no run is among these files: drop a folder with a ${RECORD}, a zip of one, or a checkpoint (${CHECKPOINT_ENDING})`;
}
