import { signal } from "@preact/signals";
import { droppedRuns } from "../../../runs/dropped-files.ts";
import { openRun } from "../../../runs/open-run.ts";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";

/** Runs and checkpoints that somebody dropped on the page or chose; they last as long as the page. */
export interface DroppedPlace extends RunPlace {
  /** Adds the runs among some files; those of the same folders take the others' places. */
  add(files: readonly DroppedFile[]): {
    readonly added: readonly ListedRun[];
    /** What the user should know of it. */
    readonly notice?: string;
  };
}

export function createDroppedPlace(): DroppedPlace {
  const title = "Dropped";
  const runs = signal<readonly ListedRun[]>([]);
  return {
    ...{ title, runs },
    isListed: signal(true),
    problem: signal(undefined),
    add(files) {
      const found = droppedRuns(files);
      const added = found.runs.map(
        (run): ListedRun => ({
          ...{ key: run.id, name: run.name, place: title },
          updated: Date.now(),
          open: () => openRun(run),
        }),
      );
      const keys = new Set(added.map(({ key }) => key));
      runs.value = [...added, ...runs.peek().filter(({ key }) => !keys.has(key))];
      return { added, notice: found.notice };
    },
  };
}
