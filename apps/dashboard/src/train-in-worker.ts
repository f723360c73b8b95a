import { on } from "node:events";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import type { Act, Binarization, RunEvent, RunSettings } from "@helmholtz/core";
import { rebuildError } from "./errors.ts";

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
export interface WorkerTraining {
  /** Absolute path of the run directory. */
  readonly path: string;
  /** What happens, with its time, once it is on the disk. */
  readonly events: AsyncIterable<RunEvent>;
  /** Hands an act to the training; one that is refused is printed as a line that says why. */
  act(act: Act): void;
  /** Called with each line that is printed in the worker. Default prints it to stderr. */
  onPrint: (line: string) => void;
  /** Resolves when the run is complete on the disk; rejects with what went wrong, and what is saved. */
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
    stdout: true,
    stderr: true,
  });
  const inbox = on(worker, "message", { close: ["exit"] });
  const next = async (): Promise<TrainingMessage | undefined> => {
    // That a worker failed is for `finished` to say.
    const { value, done } = await inbox.next().catch(() => ({ value: [], done: true }));
    return done ? undefined : (value[0] as TrainingMessage);
  };

  let finish = () => {};
  let fail = (_error: unknown) => {};
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => {}); // whoever waits for it hears of it
  let path = "";
  let saved: number | undefined;
  const whatIsSaved = () => {
    if (path === "") return "";
    return saved === undefined
      ? "; nothing of the run is saved"
      : `; the run is saved up to step ${saved}, continue it with --resume ${path}`;
  };
  worker.on("message", (message: TrainingMessage) => {
    switch (message.type) {
      case "opened":
        path = message.path;
        break;
      case "event":
        saved = savedBy(message.event) ?? saved;
        break;
      case "closed":
        finish();
        break;
      case "failed":
        fail(rebuildError({ ...message, message: message.message + whatIsSaved() }));
        break;
      default:
        message satisfies never;
    }
  });
  worker.on("error", ({ message }) =>
    fail(new Error(`training: the worker failed (${message})${whatIsSaved()}`)),
  );
  worker.on("exit", () =>
    fail(new Error(`training: the worker ended before the run was complete${whatIsSaved()}`)),
  );

  const training = {
    onPrint: (line: string) => {
      process.stderr.write(`${line}\n`);
    },
  };
  for (const input of [worker.stdout, worker.stderr]) {
    createInterface({ input }).on("line", (line) => training.onPrint(line));
  }

  if ((await next())?.type !== "opened") await finished;

  async function* events(): AsyncGenerator<RunEvent> {
    for (let message = await next(); message; message = await next()) {
      if (message.type === "event") yield message.event;
      else break;
    }
    await finished;
  }

  return Object.assign(training, {
    path,
    events: events(),
    finished,
    act: (act: Act) => worker.postMessage(act),
  });
}

// The step of the checkpoint that is on the disk after an event, where that changes.
function savedBy({ type, step }: RunEvent): number | undefined {
  return type === "checkpoint" || (type === "start" && step > 0) ? step : undefined;
}
