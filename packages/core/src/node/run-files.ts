import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkpointName, checkpointStep } from "../run/checkpoint.ts";
import { RunError } from "../run/run-error.ts";
import type { RunRecord } from "../run/run-record.ts";

/** Names in a run directory. */
export const RECORD = "run.json";
export const LOG = "events.jsonl";
export const CHECKPOINTS = "checkpoints";

/** The file of a run's checkpoint. */
export function checkpointFile(path: string, step: number): string {
  return join(path, CHECKPOINTS, checkpointName(step));
}

/** Steps of a run's checkpoints, ascending. */
export async function listCheckpoints(path: string): Promise<number[]> {
  const names = await readdir(join(path, CHECKPOINTS)).catch(() => []);
  return names
    .map(checkpointStep)
    .filter((step) => step !== undefined)
    .sort((a, b) => a - b);
}

/** What `run.json` contains. */
export function recordText(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Says that a file cannot be read, for `catch`. */
export function cannotRead(file: string): (error: Error) => never {
  return ({ message }) => {
    throw new RunError(
      `${file}: cannot be read (${message}); make it readable, or give another run`,
    );
  };
}

/** Says why a run cannot be written at `path`, and what to do. */
export function asRunError(path: string, error: unknown): RunError {
  if (error instanceof RunError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: "it is not there and cannot be made; choose another --out",
    ENOSPC: "the disk is full; free some space and continue",
    EACCES: "it may not be written; choose another --out",
    EPERM: "it may not be written; choose another --out",
    EROFS: "it is on a disk that may not be written; choose another --out",
    ENOTDIR: "a part of the path is a file, not a directory; choose another --out",
    EEXIST: "it is in use; choose another --out",
  };
  return new RunError(`${path}: ${reasons[code ?? ""] ?? message}`);
}
