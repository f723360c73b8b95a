import { isBeingWritten } from "@helmholtz/core/node";
import { type Archive, openArchive } from "./archive.ts";
import { type FollowOptions, followRun } from "./follow-run.ts";
import { openUserRun } from "./open-run.ts";
import { readOrigin } from "./origin.ts";
import type { RunSource } from "./run-source.ts";
import { saveMemory } from "./save-memory.ts";

/** A run that another process writes, or has written. */
export interface WatchedRun {
  readonly source: RunSource;
  readonly archive: Archive;
}

/**
 * Opens a run to watch. Changes how memory is collected from now on.
 *
 * @param path as the user typed it
 * @param following when its events end
 * @throws RunError when there is none.
 */
export async function watchRun(
  path: string,
  following: Pick<FollowOptions, "signal" | "untilEnd">,
): Promise<WatchedRun> {
  saveMemory();
  const directory = await openUserRun(path);
  const log = directory.log();
  const onUnreadable = (line: string) => source.onUnreadable?.(line);
  const source: RunSource = {
    path: directory.path,
    record: directory.record,
    origin: await readOrigin(directory.record),
    events: followRun(directory, { log, onUnreadable, ...following }),
    isWritten: () => isBeingWritten(directory.path),
  };
  return { source, archive: openArchive(directory, log) };
}
