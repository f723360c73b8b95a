import type { RunEvent, RunState } from "@helmholtz/core";

/** When the evaluations of a run were: arrays of one length, ascending. */
export interface RunTimes {
  readonly steps: readonly number[];
  /** Seconds since the first of them. */
  readonly seconds: readonly number[];
}

/** The times that a run's log has; none where it says none. */
export function runTimes({ curve }: Pick<RunState, "curve">): RunTimes {
  const steps: number[] = [];
  const seconds: number[] = [];
  let first: number | undefined;
  for (const event of curve as readonly RunEvent[]) {
    const time = Date.parse(event.time ?? "") / 1000;
    if (Number.isNaN(time)) continue;
    first ??= time;
    steps.push(event.step);
    // A clock that is set back must not turn the axis round.
    seconds.push(Math.max(seconds.at(-1) ?? 0, time - first));
  }
  return { steps, seconds };
}

/** When a step was, in seconds: between two evaluations, in proportion. */
export function secondsAt({ steps, seconds }: RunTimes, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  const after = seconds[low];
  const before = seconds[low - 1];
  if (after === undefined || before === undefined) return after ?? before ?? 0;
  const [from = 0, to = 0] = [steps[low - 1], steps[low]];
  return before + ((after - before) * (step - from)) / (to - from);
}
