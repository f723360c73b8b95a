import type { RunEvent } from "@helmholtz/core";
import { openRun, type RunDirectory } from "@helmholtz/core/node";
import { readOrigin } from "./origin.ts";
import type { RunSource } from "./run-source.ts";
import { type TrainingRequest, trainInWorker, type WorkerTraining } from "./train-in-worker.ts";

/** A training under way in a worker, and where its run is kept. */
export interface OpenTraining {
  readonly training: WorkerTraining;
  readonly directory: RunDirectory;
  /** What the log of a run that is continued had already: to be read once. */
  readonly past: AsyncIterable<RunEvent> | Iterable<RunEvent>;
  /** The past, and then the events of the training. */
  readonly source: RunSource;
}

/**
 * Starts training in a worker.
 *
 * @throws what opening the data or the run directory throws.
 */
export async function openTraining(request: TrainingRequest): Promise<OpenTraining> {
  const past = request.type === "resume" ? await logSoFar(request.directory) : [];
  const training = await trainInWorker(request);
  const directory = await openRun(training.path);
  async function* events(): AsyncGenerator<RunEvent> {
    yield* past;
    yield* training.events;
  }
  const { path, record } = directory;
  const origin = await readOrigin(record);
  const act = training.act.bind(training);
  return { training, directory, past, source: { path, record, origin, events: events(), act } };
}

// The log as it is now. Reading goes to where its end is when it begins, and so it begins here: what
// comes after is told by the worker, too.
async function logSoFar(path: string): Promise<AsyncIterable<RunEvent>> {
  const events = (await openRun(path)).log().read();
  const first = await events.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* events;
  })();
}
