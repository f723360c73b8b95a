import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { Binarization, RunEvent, RunSettings } from "@helmholtz/core";
import { rebuildError } from "./errors.ts";
import type { Training } from "./training.ts";

/** A new run, or one to continue. */
export type TrainingRequest = NewRun | Resumption;

export interface NewRun {
  readonly type: "new";
  readonly settings: RunSettings;
  /** A name of `openDataset`, or a path. */
  readonly data: string;
  readonly classes?: readonly number[];
  readonly binarization: Binarization;
  /** Absolute path of the run directory. */
  readonly out: string;
  /** What relative paths start from. */
  readonly cwd: string;
  /** Threads that compute. */
  readonly threads: number;
}

export interface Resumption {
  readonly type: "resume";
  /** Absolute path of the run directory. */
  readonly directory: string;
  /** A new length of the whole run; default the one it was begun with. */
  readonly length?: RunSettings["length"];
  readonly cwd: string;
  readonly threads: number;
}

/** What the worker is told. */
export type TrainingCommand = "pause" | "resume" | "stop";

/** What the worker tells. */
export type TrainingMessage =
  | { readonly type: "opened"; readonly path: string }
  | { readonly type: "event"; readonly event: RunEvent }
  | { readonly type: "closed" }
  | {
      readonly type: "failed";
      readonly name: string;
      readonly message: string;
      readonly stack?: string;
    };

/** A training in a worker. */
export interface WorkerTraining extends Training {
  /** Absolute path of the run directory. */
  readonly path: string;
  /** Resolves when the run is complete on the disk; rejects with what went wrong. */
  readonly finished: Promise<void>;
}

/**
 * Starts training in a worker; resolves when its run directory is open.
 *
 * @throws what opening the data or the directory throws.
 */
export async function trainInWorker(request: TrainingRequest): Promise<WorkerTraining> {
  const worker = new Worker(new URL("./training.worker.js", import.meta.url), {
    workerData: request,
  });
  const send = (command: TrainingCommand) => worker.postMessage(command);
  const inbox = on(worker, "message", { close: ["exit"] });
  const next = async (): Promise<TrainingMessage | undefined> => {
    const { value, done } = await inbox.next();
    return done ? undefined : (value[0] as TrainingMessage);
  };

  let finish = () => {};
  let fail = (_error: unknown) => {};
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => {}); // whoever waits for it hears of it
  worker.on("message", (message: TrainingMessage) => {
    if (message.type === "closed") finish();
    if (message.type === "failed") fail(rebuildError(message));
  });
  worker.on("exit", () =>
    fail(new Error("training: the worker ended before the run was complete")),
  );

  const opened = await next();
  if (opened?.type !== "opened") {
    await finished;
    throw new Error("training: the worker ended before it began");
  }

  async function* events(): AsyncGenerator<RunEvent> {
    for (let message = await next(); message; message = await next()) {
      if (message.type === "event") yield message.event;
      else break;
    }
    await finished;
  }

  return {
    path: opened.path,
    events: events(),
    finished,
    pause: () => send("pause"),
    resume: () => send("resume"),
    stop: () => send("stop"),
  };
}
