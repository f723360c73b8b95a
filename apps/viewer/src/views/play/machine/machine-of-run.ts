import { RunError } from "@helmholtz/core";
import { effect } from "@preact/signals";
import type { OpenRun } from "../../../runs/open-run.ts";
import type { ListedRun } from "../../results/sources/run-place.ts";
import { type PlayedMachine, playedMachine } from "./played-machine.ts";

/**
 * The latest machine of a run.
 *
 * @throws RunError when it cannot be read, or has none.
 */
export async function machineOfRun(listed: ListedRun): Promise<PlayedMachine> {
  const { name } = listed;
  const open = listed.open();
  try {
    await untilRead(open);
    const stored = await open.machineAt(Number.MAX_SAFE_INTEGER);
    if (!stored) {
      throw new RunError(`${name}: a checkpoint is needed, the run has none yet; choose another`);
    }
    const record = open.record.peek();
    return playedMachine(name, stored.machine, { run: name, ...(record && { record }) });
  } finally {
    open.close();
  }
}

function untilRead({ status }: OpenRun): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = effect(() => {
      const now = status.value;
      if (now.type === "loading") return;
      // Not within itself.
      queueMicrotask(() => stop());
      if (now.type === "error" || now.type === "gone") reject(new RunError(now.message));
      else resolve();
    });
  });
}
