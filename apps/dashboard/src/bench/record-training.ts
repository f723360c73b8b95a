import {
  createRunRecord,
  defaultSettings,
  type TrainEvent,
  train,
  trainOptions,
} from "@helmholtz/core";
import { createRun, openDataset } from "@helmholtz/core/node";
import { versions } from "../versions.ts";

export interface RecordTrainingOptions {
  /** A name of `openDataset`. */
  readonly data: string;
  /** Units of the hidden layers, bottom up. */
  readonly hidden: readonly number[];
  /** Reports of the recorded training, one every 100 steps. */
  readonly reports: number;
  /** Steps that the record promises in all. */
  readonly steps: number;
}

const REPORT_EVERY = 100;

/** Trains for a moment with the default settings, recorded as a run at `path`; all of its events. */
export async function recordTraining(
  path: string,
  { data, hidden, reports, steps }: RecordTrainingOptions,
): Promise<TrainEvent[]> {
  const binarization = "sample";
  const source = await openDataset(data, { binarization });
  const dataset = await source.dataset();
  const settings = { ...defaultSettings, hidden, length: { steps } };
  const choice = { name: data, binarization, fingerprint: await source.fingerprint() } as const;
  const record = createRunRecord(settings, choice, dataset, versions);
  const options = await trainOptions(record, dataset);
  const writer = await createRun(path, record);
  const events: TrainEvent[] = [];
  try {
    const short = { steps: reports * REPORT_EVERY, reportEvery: REPORT_EVERY };
    for await (const event of train({ ...options, ...short, checkpointEvery: short.steps / 4 })) {
      events.push(event);
      await writer.append(event);
    }
  } finally {
    await writer.close();
    await options.backend?.[Symbol.asyncDispose]?.();
  }
  return events;
}
