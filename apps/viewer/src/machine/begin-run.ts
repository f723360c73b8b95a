import { decodeCheckpoint, type RunRecord, type TrainingState, warmStart } from "@helmholtz/core";
import type { Origin } from "./messages.ts";
import type { PageData } from "./page-data.ts";
import { pageRecord } from "./page-record.ts";
import type { PageSettings } from "./settings.ts";

/** What a run is, and the state that it begins with where that is no new machine. */
export interface BegunRun {
  readonly record: RunRecord;
  readonly resume?: TrainingState;
}

/**
 * @param origin what it goes on from; default a new machine
 * @throws RangeError where that has images of another size.
 */
export function beginRun(settings: PageSettings, data: PageData, origin?: Origin): BegunRun {
  if (!origin) return { record: pageRecord(settings, data) };
  const { run, epochs } = origin;
  const state = decodeCheckpoint(origin.checkpoint, "checkpoint to go on from");
  const record = pageRecord(settings, data, { run, epochs, step: state.step });
  return { record, resume: warmStart(state, { ...settings, sizes: record.sizes }) };
}
