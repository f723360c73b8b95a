import { signal } from "@preact/signals";
import { droppedRuns } from "../../../runs/dropped-files.ts";
import { openRun } from "../../../runs/open-run.ts";
import { unpackZips } from "../../../runs/unpack-zips.ts";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { readProblem } from "./read-problem.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";

/** Runs and checkpoints that somebody dropped on the page or chose; they last as long as the page. */
export interface DroppedPlace extends RunPlace {
  /**
   * Adds the runs among some files, those in zip archives included; those of the same folders take the
   * others' places. Of the first ones it is known that they can be read: what cannot is not added.
   *
   * @param checked how many are read first
   */
  add(files: readonly DroppedFile[], checked: number): Promise<AddedRuns>;
}

/** What came of files that somebody handed over. */
export interface AddedRuns {
  readonly added: readonly ListedRun[];
  /** What the user should know of the rest, one message each. */
  readonly problems: readonly string[];
}

export function createDroppedPlace(): DroppedPlace {
  const title = "Dropped";
  const runs = signal<readonly ListedRun[]>([]);
  return {
    ...{ title, runs },
    isListed: signal(true),
    problem: signal(undefined),
    async add(files, checked) {
      const unpacked = await unpackZips(files);
      const found = droppedRuns(unpacked.files);
      const isNothingElse = unpacked.files.length === 0;
      const listed = found.runs.map(
        (run): ListedRun => ({
          ...{ key: run.id, name: run.name, place: title },
          ...{ updated: Date.now(), source: run },
          open: () => openRun(run),
        }),
      );
      const faults = await Promise.all(listed.slice(0, checked).map(readProblem));
      const added = listed.filter((_, index) => faults[index] === undefined);
      const keys = new Set(added.map(({ key }) => key));
      runs.value = [...added, ...runs.peek().filter(({ key }) => !keys.has(key))];
      const notices = isNothingElse ? [] : [found.notice];
      const problems = [...unpacked.problems, ...notices, ...faults];
      return { added, problems: problems.filter((problem) => problem !== undefined) };
    },
  };
}
