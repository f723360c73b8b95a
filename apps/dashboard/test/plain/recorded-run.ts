import {
  type Acts,
  bars,
  createActs,
  createRunRecord,
  type Dataset,
  defaultSettings,
  type RunEvent,
  type RunRecord,
  train,
  trainOptions,
} from "@helmholtz/core";
import type { RunSource } from "../../src/run-source.ts";

export interface RecordingOptions {
  steps?: number;
  reportEvery?: number;
  checkpointEvery?: number;
  likelihoodSamples?: number;
  data?: Dataset;
  /** Acts when an event has come. */
  react?(event: RunEvent, acts: Acts): void;
}

/** A run that was recorded. */
export interface Recording {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
}

/** A small real training on 4 × 4 bars. */
export async function recordRun({
  steps = 200,
  reportEvery = 50,
  checkpointEvery = 100,
  likelihoodSamples = 3,
  data = bars(),
  react,
}: RecordingOptions = {}): Promise<Recording> {
  const settings = {
    ...defaultSettings,
    hidden: [6, 2],
    length: { steps },
    backend: "js" as const,
  };
  const choice = { name: "bars", binarization: "sample" as const, fingerprint: "" };
  const record = createRunRecord(settings, choice, data, {});
  const acts = createActs();
  const options = { reportEvery, checkpointEvery, likelihoodSamples, reportImages: 20, dreams: 4 };
  const events: RunEvent[] = [];
  for await (const event of train({ ...(await trainOptions(record, data)), ...options, acts })) {
    react?.(event, acts);
    events.push(event);
  }
  return { record, events };
}

/** A recorded run as one that is trained here, all of it at once. */
export function sourceOf({ record, events }: Recording): RunSource {
  return { path: "/runs/one", record, events: all(events), act() {} };
}

/** The only event of a type, or the first of them. */
export function firstOf<T extends RunEvent["type"]>(
  { events }: Recording,
  type: T,
): Extract<RunEvent, { type: T }> {
  const found = events.find((event) => event.type === type);
  if (!found) throw new Error(`the recording has no ${type}`);
  return found as Extract<RunEvent, { type: T }>;
}

async function* all(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events;
}
