import type { RunEvent } from "@helmholtz/core";
import { openRun, type RunDirectory } from "@helmholtz/core/node";
import type { RunSource } from "./run-source.ts";
import { type TrainingRequest, trainInWorker, type WorkerTraining } from "./train-in-worker.ts";

/** A training under way in a worker, and where its run is kept. */
export interface OpenTraining {
  readonly training: WorkerTraining;
  readonly directory: RunDirectory;
  /** Its events; before those of a run that is continued, what its log had already. */
  readonly source: RunSource;
}

/**
 * Starts training in a worker.
 *
 * @throws what opening the data or the run directory throws.
 */
export async function openTraining(request: TrainingRequest): Promise<OpenTraining> {
  const training = await trainInWorker(request);
  const directory = await openRun(training.path);
  async function* events(): AsyncGenerator<RunEvent> {
    if (request.type === "resume") yield* directory.log().read();
    yield* training.events;
  }
  const { path, record } = directory;
  const act = training.act.bind(training);
  return { training, directory, source: { path, record, events: events(), act } };
}
