import type { RunState } from "./run-state.ts";

/**
 * Milliseconds of training since a run began or last continued: reports and evaluations count,
 * pauses do not. Undefined where its log has no times.
 */
export function trainingTime({ start, time, pauses }: RunState): number | undefined {
  if (start?.time === undefined || time === undefined) return undefined;
  const latest = Date.parse(time);
  const waits = pauses?.since === undefined ? 0 : latest - Date.parse(pauses.since);
  return Math.max(0, latest - Date.parse(start.time) - (pauses?.milliseconds ?? 0) - waits);
}

/** Images learned per second of that time; undefined where there is none. */
export function meanSpeed(run: RunState): number | undefined {
  const time = trainingTime(run);
  if (!run.start || !time) return undefined;
  const speed = ((run.step - run.start.step) * run.start.batch * 1000) / time;
  return speed > 0 ? speed : undefined;
}
