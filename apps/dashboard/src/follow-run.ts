import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "@helmholtz/core";
import type { RunDirectory, RunLog } from "@helmholtz/core/node";

// How often the log is looked at: as often as somebody would notice.
const POLL_MS = 250;

export interface FollowOptions {
  /** Its log, to be read by nobody else. */
  log: RunLog;
  /** Ends the following. */
  signal: AbortSignal;
  /** Whether to end with the run, where it has not been resumed since. Default false. */
  untilEnd?: boolean;
}

/**
 * The events of a run that another process writes: what there are, then what comes, without an end
 * unless there is to be one.
 * After the latest checkpoint stands a `weights` event with its machine.
 */
export async function* followRun(
  directory: RunDirectory,
  { log, signal, untilEnd = false }: FollowOptions,
): AsyncGenerator<RunEvent> {
  let shown: number | undefined;
  let isOver = false;
  while (!signal.aborted) {
    for await (const event of log.read()) {
      isOver = event.type === "end";
      yield event;
    }
    const latest = (await directory.checkpoints()).at(-1);
    if (latest !== undefined && latest !== shown) {
      shown = latest;
      // Gone already, where checkpoints come fast: the next one is there.
      const state = await directory.checkpoint(latest).catch(() => undefined);
      if (state) yield { type: "weights", step: latest, machine: state.machine };
    }
    if (isOver && untilEnd) return;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
