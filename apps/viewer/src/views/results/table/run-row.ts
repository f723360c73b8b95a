import type { Glance } from "../glance.ts";
import type { ListedRun } from "../sources/run-place.ts";

/** A run in the table, with what is known of it. */
export interface RunRow {
  readonly run: ListedRun;
  readonly glance: Glance | undefined;
}

/** A row. A run that waits for news counts as stalled where it is known that no process writes it. */
export function runRow(run: ListedRun, glance: Glance | undefined): RunRow {
  const waits = glance?.state === "live" || glance?.state === "paused";
  const isLeft = waits && run.isWritten === false;
  return { run, glance: isLeft ? { ...glance, state: "stalled" } : glance };
}

/** What more there is to say of the state of a run that is expected to go on. */
export function stateNote({ run, glance }: RunRow): string | undefined {
  if (glance?.state !== "stalled" && glance?.state !== "live") return undefined;
  if (run.isWritten === false) {
    return "No process writes it any more; helmholtz train --resume goes on with it.";
  }
  if (run.updated === undefined) return undefined;
  return `Last heard of ${new Date(run.updated).toLocaleString("en", WHEN)}.`;
}

const WHEN: Intl.DateTimeFormatOptions = {
  ...{ month: "short", day: "numeric" },
  ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};
