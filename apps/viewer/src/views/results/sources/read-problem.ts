import { effect } from "@preact/signals";
import type { OpenRun } from "../../../runs/open-run.ts";
import type { ListedRun } from "./run-place.ts";

/**
 * Why a run cannot be read; undefined where it can, as far as that is known once its record is there,
 * or the checkpoint that it is.
 */
export async function readProblem(listed: ListedRun): Promise<string | undefined> {
  const run = listed.open();
  let stop = () => {};
  try {
    return await new Promise((resolve) => {
      stop = effect(() => {
        if (isKnown(run)) resolve(problemOf(run));
      });
    });
  } finally {
    stop();
    run.close();
  }
}

function isKnown({ status, record }: OpenRun): boolean {
  return status.value.type !== "loading" || record.value !== undefined;
}

function problemOf({ status: { value } }: OpenRun): string | undefined {
  return value.type === "error" ? value.message : undefined;
}
