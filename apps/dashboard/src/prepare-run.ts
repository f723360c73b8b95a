import {
  epochsFrom,
  RunError,
  stepsOf,
  stepsPerEpoch,
  type TrainOptions,
  trainOptions,
} from "@helmholtz/core";
import {
  continueRun,
  createRun,
  type DatasetSource,
  openDataset,
  openRun,
  type RunWriter,
} from "@helmholtz/core/node";
import { newRecord } from "./new-record.ts";
import { dataOf } from "./run-data.ts";
import type { NewRun, Resumption, TrainingRequest } from "./train-in-worker.ts";

/** A training that can begin, and what keeps it. */
export interface PreparedRun {
  readonly writer: RunWriter;
  readonly options: TrainOptions;
}

/** Opens the data and the run directory of a training: all that can be wrong before it begins. */
export function prepareRun(request: TrainingRequest): Promise<PreparedRun> {
  return request.type === "new" ? beginRun(request) : resumeRun(request);
}

async function beginRun(request: NewRun): Promise<PreparedRun> {
  const { record, dataset } = await newRecord(request);
  // Before the directory is made: what cannot begin leaves nothing behind.
  const options = await trainOptions(record, dataset, { threads: request.threads });
  return { writer: await createRun(request.out, record), options };
}

async function resumeRun({ directory, length, cwd, threads }: Resumption): Promise<PreparedRun> {
  const run = await openRun(directory);
  const source = await openDataset(run.record.data.name, dataOf(run.record, cwd));
  await checkSame(source, run.record.data.fingerprint, directory);
  const dataset = await source.dataset();
  const state = await run.checkpoint("latest");
  const past = await run.state();
  const { batch } = run.record.options;
  const start = { step: state.step, stepsPerEpoch: stepsPerEpoch(dataset.train, batch), batch };
  const steps = length ? stepsOf(length, epochsFrom(past.epochs, start)) : run.record.options.steps;
  if (steps <= state.step) {
    throw new RunError(
      `${directory}: all ${state.step} steps are done; give --epochs or --steps for more in all`,
    );
  }
  const record = { ...run.record, options: { ...run.record.options, steps } };
  const options = await trainOptions(record, dataset, { resume: state, past, threads });
  // Where it goes on from another run, the report that is there may be of another machine.
  const isFirst = state.step === record.parent?.step;
  return {
    writer: await continueRun(directory, record),
    options: { ...options, ...(isFirst && { reportFirst: true }) },
  };
}

async function checkSame(source: DatasetSource, expected: string, directory: string) {
  if ((await source.fingerprint()) === expected) return;
  throw new RunError(
    `${directory}: the images that the run learned from are needed, ${source.name} has changed since; bring them back, or begin a new run`,
  );
}
