import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "@helmholtz/core";
import { isBeingWritten, type RunDirectory, type RunLog } from "@helmholtz/core/node";
import { formatCount } from "./draw/text.ts";

// How often the log is looked at: as often as somebody would notice.
const POLL_MS = 250;

export interface FollowOptions {
  /** Its log, to be read by nobody else. */
  log: RunLog;
  /** Ends the following. */
  signal: AbortSignal;
  /**
   * Whether to end with the run, where it has not been resumed since, or when no process writes it.
   * Default false.
   */
  untilEnd?: boolean;
  /** Called with a line for a checkpoint that cannot be read. Default nothing. */
  onUnreadable?: (line: string) => void;
}

/**
 * The events of a run that another process writes: what there are, then what comes, without an end
 * unless there is to be one.
 * After the latest checkpoint stands a `weights` event with its machine.
 */
export async function* followRun(
  directory: RunDirectory,
  { log, signal, untilEnd = false, onUnreadable }: FollowOptions,
): AsyncGenerator<RunEvent> {
  let shown: number | undefined;
  let isOver = false;
  while (!signal.aborted) {
    // Before the log is read: an end that comes meanwhile is not missed.
    const isWritten = isBeingWritten(directory.path);
    for await (const event of log.read()) {
      isOver = event.type === "end";
      yield event;
    }
    const latest = (await directory.checkpoints()).at(-1);
    if (latest !== undefined && latest !== shown) {
      shown = latest;
      const state = await directory.checkpoint(latest).catch(async (error: Error) => {
        // Gone already, where checkpoints come fast: the next one is there.
        if (!(await directory.checkpoints()).includes(latest)) return;
        onUnreadable?.(
          `the checkpoint of step ${formatCount(latest)} cannot be read: ${error.message}`,
        );
      });
      if (state) yield { type: "weights", step: latest, machine: state.machine };
    }
    if (untilEnd && (isOver || !isWritten)) return;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
