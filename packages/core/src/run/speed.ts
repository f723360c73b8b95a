import type { RunEvent } from "./run-state.ts";

/** Where a measurement of speed stands, between two evaluations. */
export interface SpeedMeter {
  /** Images per step. */
  batch: number;
  /** The evaluation that it is measured from; absent where the time since would mean nothing. */
  from?: { readonly step: number; readonly time: number };
  /** Milliseconds since `from` in which training was paused. */
  paused: number;
  /** When the pause that lasts began. */
  pausedSince?: number;
}

/** A meter of a run of which nothing has happened yet. */
export function createSpeedMeter(): SpeedMeter {
  return { batch: 0, paused: 0 };
}

/**
 * Changes `meter` by the next event of a run. At an evaluation, gives the images learned per second
 * since the one before, pauses left out; undefined at any other event, where a time is missing, and
 * where steps were done by hand.
 */
export function meterSpeed(meter: SpeedMeter, event: RunEvent): number | undefined {
  const time = Date.parse(event.time ?? "");
  if (event.type === "start") {
    meter.batch = event.batch;
    meter.from = undefined;
    meter.paused = 0;
    meter.pausedSince = undefined;
  } else if (event.type === "act") {
    const { type } = event.act;
    if (type === "pause" || type === "advance") meter.pausedSince ??= time;
    if (type === "advance") meter.from = undefined;
    if (type === "resume" && meter.pausedSince !== undefined) {
      meter.paused += time - meter.pausedSince;
      meter.pausedSince = undefined;
    }
  } else if (event.type === "evaluate") {
    return lap(meter, event.step, time);
  }
}

function lap(meter: SpeedMeter, step: number, time: number): number | undefined {
  const { from, paused, batch } = meter;
  const halted = meter.pausedSince !== undefined;
  meter.from = halted || Number.isNaN(time) ? undefined : { step, time };
  meter.paused = 0;
  if (!from || !meter.from) return undefined;
  const speed = ((step - from.step) * batch * 1000) / (time - from.time - paused);
  return speed > 0 && speed < Number.POSITIVE_INFINITY ? speed : undefined;
}
