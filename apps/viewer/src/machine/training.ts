import type { Act, PictureType, RunEvent, RunHistory, RunRecord, RunState } from "@helmholtz/core";
import { type ReadonlySignal, signal } from "@preact/signals";
import { createEventSignals } from "./event-signals.ts";
import type { StoredMachine } from "./memory-run.ts";
import type { Origin, TrainingMessage, TrainingRequest } from "./messages.ts";
import type { OwnImages } from "./page-data.ts";
import { createQuestions } from "./questions.ts";
import { runName } from "./run-name.ts";
import type { PageSettings } from "./settings.ts";

/** What a training does: `ready` before its first step, `failed` where it cannot go on. */
export type Activity = "opening" | "ready" | "training" | "paused" | "ended" | "failed";

export interface TrainingOptions {
  /** The images, where the settings name a person's own. */
  own?: OwnImages;
  /** Whether to wait before the first step, until `go` or an act to advance. Default false. */
  hold?: boolean;
  /**
   * The training that it goes on from, with the machine that this has at the end of its step: once
   * the data are there, it pauses for that. Default none: a new machine.
   */
  from?: PageTraining;
  /** Whether it begins in a pause. Default false. */
  paused?: boolean;
}

/** A training in the page, in a worker. Its signals change about 15 times a second, and not in a hidden tab. */
export interface PageTraining {
  /** What its run is called. */
  readonly name: string;
  readonly settings: PageSettings;
  /** The images, where the settings name a person's own. */
  readonly own: OwnImages | undefined;
  /** What its `run.json` says; none while data and backend are opened. */
  readonly record: ReadonlySignal<RunRecord | undefined>;
  /** Where it stands: another object whenever anything has happened. */
  readonly run: ReadonlySignal<RunState>;
  /** Its curves: another object whenever anything has happened. */
  readonly history: ReadonlySignal<RunHistory>;
  readonly activity: ReadonlySignal<Activity>;
  /** Why it failed, or what of it was refused last. */
  readonly message: ReadonlySignal<string | undefined>;
  /** Whether it failed because of its settings: the same ones fail again. */
  readonly isImpossible: ReadonlySignal<boolean>;
  /** What computes; empty while that is opened. */
  readonly backend: ReadonlySignal<string>;
  /** Over the last seconds; none in a pause, and until there is enough to measure. */
  readonly stepsPerSecond: ReadonlySignal<number | undefined>;
  /** Step of the checkpoint with which it was saved last. */
  readonly saved: ReadonlySignal<number | undefined>;
  /** Resolves once it has reported on the machine that it begins with; rejects where it cannot begin. */
  readonly begun: Promise<void>;
  /** Begins with the first step, where it is held. */
  go(): void;
  /** Does something to it; `message` says what is refused. */
  act(act: Act): void;
  /** Pauses it, and gives what another one needs to go on from it. Rejects where nothing is learned yet. */
  handOver(): Promise<Origin>;
  /** Its run directory as a zip archive, with a checkpoint of now. Rejects where nothing is learned yet. */
  zip(): Promise<Uint8Array<ArrayBuffer>>;
  /** The latest dreams, or states of both phases, at or before a step. */
  at<T extends PictureType>(type: T, step: number): Promise<Pictures<T> | undefined>;
  /** The machine of the latest checkpoint at or before a step. */
  machineAt(step: number): Promise<StoredMachine | undefined>;
  /** Ends it at once and gives back its memory: nothing can be asked of it any more. */
  close(): void;
}

type Pictures<T extends PictureType> = Extract<RunEvent, { type: T }>;

/**
 * Begins to train in a worker: the same machine, bit for bit, as `helmholtz train` of these settings,
 * or as `warmStart` and these settings make of the one that it goes on from.
 */
export function startTraining(
  settings: PageSettings,
  { own, hold = false, from, paused = false }: TrainingOptions = {},
): PageTraining {
  const worker = new Worker(new URL("./train.worker.ts", import.meta.url), { type: "module" });
  const send = (request: TrainingRequest) => worker.postMessage(request);

  const name = runName(settings.data, new Date());
  const record = signal<RunRecord>();
  const activity = signal<Activity>("opening");
  const message = signal<string>();
  const isImpossible = signal(false);
  const backend = signal("");
  const saved = signal<number>();
  let isHeld = hold;
  const events = createEventSignals(() => {
    backend.value = state.start?.backend ?? "";
    if (activity.peek() !== "failed") activity.value = activityOf(state, isHeld);
  });
  const { state } = events;
  const questions = createQuestions((id, question) => send({ type: "ask", id, question }));
  const beginning = promiseToBegin();

  const fail = (reason: string) => {
    activity.value = "failed";
    message.value = reason;
    beginning.reject(new Error(reason));
    events.show();
  };
  const start = (origin?: Origin) => {
    send({ type: "start", hold, ...(origin && { origin }) });
  };

  worker.onmessage = ({ data }: MessageEvent<TrainingMessage>) => {
    switch (data.type) {
      case "opened":
        from?.handOver().then(start, ({ message }: Error) => fail(message));
        break;
      case "started":
        record.value = data.record;
        break;
      case "events":
        events.take(data.events);
        if (state.checkpoints.length > 0 && (state.paused || !paused)) beginning.resolve();
        break;
      case "answer":
      case "unanswered":
        questions.take(data);
        break;
      case "refused":
        message.value = data.message;
        break;
      case "failed":
        isImpossible.value = data.isImpossible;
        fail(data.message);
        break;
      default:
        data satisfies never;
    }
  };
  worker.onerror = ({ message }) => {
    const reason = `training: its worker failed (${message || "it could not be loaded"}); start again`;
    fail(reason);
    questions.close(new Error(reason));
  };

  send({ type: "open", settings, ...(own && { own }) });
  if (paused) send({ type: "act", act: { type: "pause" } });
  if (!from) start();

  const training: PageTraining = {
    ...{ name, settings, own, record, activity, message, isImpossible, backend, saved },
    ...{ run: events.run, history: events.history, stepsPerSecond: events.stepsPerSecond },
    begun: beginning.promise,
    go() {
      isHeld = false;
      send({ type: "go" });
      events.show();
    },
    act(act) {
      if (act.type === "advance") isHeld = false;
      send({ type: "act", act });
    },
    async handOver() {
      if (!state.paused && !state.end) training.act({ type: "pause" });
      const kept = await questions.ask({ type: "origin" });
      // What happened by then was told before it.
      return { ...kept, run: name, epochs: state.epochs };
    },
    async zip() {
      const zip = await questions.ask({ type: "zip", folder: name });
      saved.value = state.checkpoints.at(-1);
      return zip;
    },
    // An answer is of the question's type.
    at: <T extends PictureType>(type: T, step: number) =>
      questions.ask({ type, step }) as Promise<Pictures<T> | undefined>,
    machineAt: (step) => questions.ask({ type: "machine", step }),
    close() {
      worker.terminate();
      events.close();
      const closed = new Error("training: it was closed; start it again");
      beginning.reject(closed);
      questions.close(closed);
    },
  };
  return training;
}

function activityOf({ start, paused, end }: RunState, isHeld: boolean): Activity {
  if (end) return "ended";
  if (!start) return "opening";
  if (isHeld) return "ready";
  return paused ? "paused" : "training";
}

function promiseToBegin() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((keep, fail) => {
    [resolve, reject] = [keep, fail];
  });
  // Not everybody waits for it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
