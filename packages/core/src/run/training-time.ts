import { pausedUntil, type RunState } from "./run-state.ts";

/**
 * Milliseconds of training since a run began or last continued: reports and evaluations count,
 * pauses do not. Undefined where its log has no times.
 */
export function trainingTime({ start, step, time, pauses }: RunState): number | undefined {
  if (start?.time === undefined || time === undefined) return undefined;
  const { milliseconds } = pausedUntil(pauses, step, time);
  return Math.max(0, Date.parse(time) - Date.parse(start.time) - milliseconds);
}

/** Images learned per second of that time, not by hand; undefined where there is none. */
export function meanSpeed(run: RunState): number | undefined {
  const time = trainingTime(run);
  if (!run.start || !time) return undefined;
  const { steps } = pausedUntil(run.pauses, run.step, run.time);
  const speed = ((run.step - run.start.step - steps) * run.start.batch * 1000) / time;
  return speed > 0 ? speed : undefined;
}
