import { resolve } from "node:path";
import { openRun, type RunDirectory } from "@helmholtz/core/node";
import { InvalidArgumentError } from "commander";
import { userDirectory } from "./options.ts";

/** Which of a run's checkpoints. */
export type CheckpointChoice = number | "latest" | "best";

/** The run at a path that the user typed. */
export function openUserRun(path: string): Promise<RunDirectory> {
  return openRun(resolve(userDirectory, path));
}

/** Parses `latest`, `best` or a step. */
export function checkpointChoice(text: string): CheckpointChoice {
  if (text === "latest" || text === "best") return text;
  const step = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(step) && step >= 0) return step;
  throw new InvalidArgumentError("latest, best or a step is needed.");
}
