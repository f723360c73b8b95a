import { droppedRuns } from "../../../src/runs/dropped-files.ts";
import { servedFiles } from "../../../src/runs/http-files.ts";
import { openRun } from "../../../src/runs/open-run.ts";

export const runsPage = {
  openRun,
  servedFiles,
  droppedRuns,
  /** The run that is open, by name, so that tests can look at it again. */
  open: {} as Record<string, ReturnType<typeof openRun>>,
};

Object.assign(globalThis, { runsPage });
