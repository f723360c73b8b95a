import { type DroppedRun, droppedFiles } from "./dropped-files.ts";
import { type ServedRun, servedFiles } from "./http-files.ts";
import type { RunFiles } from "./run-files.ts";

/** Where the files of a run are: plain data, which a worker can be handed. */
export type RunSource = ServedRun | DroppedRun;

/** The files of a run. */
export function filesOf(source: RunSource): RunFiles {
  switch (source.type) {
    case "served":
      return servedFiles(source);
    case "dropped":
      return droppedFiles(source);
    default:
      return source satisfies never;
  }
}
