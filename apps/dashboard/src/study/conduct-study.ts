import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { RunError } from "@helmholtz/core";
import { rebuildError } from "../errors.ts";
import type { StudyRun } from "./results.ts";
import { findRun } from "./study-files.ts";
import type { StudyTask } from "./study-task.ts";

/** What one worker is to do. */
export interface StudyOrder {
  readonly task: StudyTask;
  /** Absolute path of the study. */
  readonly directory: string;
  /** A name of `openDataset`, or an absolute path. */
  readonly data: string;
  readonly cwd: string;
}

export type StudyMessage =
  | { readonly type: "progress"; readonly part: number }
  | { readonly type: "done"; readonly run: StudyRun }
  | {
      readonly type: "failed";
      readonly name: string;
      readonly message: string;
      readonly stack?: string;
    };

/** How far a study is. */
export interface StudyProgress {
  /** From 0 to 1: of what this study has to do itself. */
  readonly part: number;
  /** Trainings that are finished, earlier ones included. */
  readonly finished: number;
}

/**
 * Does the trainings of a study, as many at once as there are cores, the longest first. What an earlier
 * one in the same directory has finished is kept. Results are in the order of `tasks`.
 *
 * @throws RunError and DataError as a training does; the others are stopped then.
 */
export async function conductStudy(
  tasks: readonly StudyTask[],
  {
    onProgress,
    ...place
  }: Omit<StudyOrder, "task"> & { onProgress: (progress: StudyProgress) => void },
): Promise<StudyRun[]> {
  const runs = await Promise.all(tasks.map((task) => findRun(place.directory, task)));
  const waiting = tasks
    .map((task, index) => ({ task, index, part: 0, work: workOf(task) }))
    .filter(({ index }) => runs[index] === undefined)
    .sort((a, b) => b.work - a.work);
  const all = [...waiting];
  const total = all.reduce((sum, { work }) => sum + work, 0);
  const report = () => {
    const done = all.reduce((sum, { part, work }) => sum + part * work, 0);
    const finished = runs.filter((run) => run !== undefined).length;
    onProgress({ part: total > 0 ? done / total : 1, finished });
  };

  const stopping = new AbortController();
  const take = () => (stopping.signal.aborted ? undefined : waiting.shift());
  const work = async () => {
    for (let next = take(); next; next = take()) {
      const job = next;
      runs[job.index] = await trainInWorker(
        { ...place, task: job.task },
        stopping.signal,
        (part) => {
          job.part = part;
          report();
        },
      );
      job.part = 1;
      report();
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    stopping.abort();
  }
  return runs as StudyRun[];
}

function trainInWorker(
  order: StudyOrder,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<StudyRun> {
  return new Promise((resolve, reject) => {
    const { name, seed } = order.task;
    const worker = new Worker(new URL("./study.worker.js", import.meta.url), { workerData: order });
    const stop = () => void worker.terminate();
    signal.addEventListener("abort", stop);
    worker.on("message", (message: StudyMessage) => {
      switch (message.type) {
        case "progress":
          return onProgress(message.part);
        case "done":
          return resolve(message.run);
        case "failed":
          return reject(withWayOut(rebuildError(message)));
        default:
          message satisfies never;
      }
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal.removeEventListener("abort", stop);
      reject(new Error(`study: the worker of ${name}, seed ${seed}, ended early`));
    });
  });
}

// The disk failed, not the study: it can go on.
function withWayOut(error: Error): Error {
  return error instanceof RunError
    ? new RunError(`${error.message}; what is finished is kept, the same command goes on`)
    : error;
}

// Time that a training takes, in proportion: it grows with the images, the epochs and the weights.
function workOf({ experiment, training }: StudyTask): number {
  const [first = 0, second = 0, third = 0] = training.hidden;
  const weights = 784 * first + first * second + second * third;
  const part = experiment.classes ? experiment.classes.length / 10 : 1;
  // Drawing the images and measuring cost about as much as so many weights.
  return part * training.epochs * (weights + DRAWING);
}

const DRAWING = 20_000;
