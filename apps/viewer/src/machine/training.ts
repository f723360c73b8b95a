import {
  type Act,
  appendEvent,
  appendHistory,
  createHistory,
  createRunState,
  type PictureType,
  type RunEvent,
  type RunHistory,
  type RunRecord,
  type RunState,
} from "@helmholtz/core";
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { StoredMachine } from "./memory-run.ts";
import type { Answers, Question, TrainingMessage, TrainingRequest } from "./messages.ts";
import { createPace } from "./pace.ts";
import type { OwnImages } from "./page-data.ts";
import type { PageSettings } from "./settings.ts";

/** What a training does: `ready` before its first step, `failed` where it cannot go on. */
export type Activity = "opening" | "ready" | "training" | "paused" | "ended" | "failed";

export interface TrainingOptions {
  /** The images, where the settings name a person's own. */
  own?: OwnImages;
  /** Whether to wait before the first step, until `go` or an act to advance. Default false. */
  hold?: boolean;
}

/** A training in the page, in a worker. Its signals change about 15 times a second, and not in a hidden tab. */
export interface PageTraining {
  readonly settings: PageSettings;
  /** What its `run.json` says; none while data and backend are opened. */
  readonly record: ReadonlySignal<RunRecord | undefined>;
  /** Where it stands: another object whenever anything has happened. */
  readonly run: ReadonlySignal<RunState>;
  /** Its curves: another object whenever anything has happened. */
  readonly history: ReadonlySignal<RunHistory>;
  /** Counts how often `run` and `history` have changed. */
  readonly revision: ReadonlySignal<number>;
  readonly activity: ReadonlySignal<Activity>;
  /** Why it failed, or what of it was refused last. */
  readonly message: ReadonlySignal<string | undefined>;
  /** What computes; empty while that is opened. */
  readonly backend: ReadonlySignal<string>;
  /** Over the last seconds; none in a pause, and until there is enough to measure. */
  readonly stepsPerSecond: ReadonlySignal<number | undefined>;
  /** Begins with the first step, where it is held. */
  go(): void;
  /** Does something to it; `message` says what is refused. */
  act(act: Act): void;
  /** Ends it, with a checkpoint; what it has learned stays. */
  stop(): void;
  /** A checkpoint's file of the machine as it is now. Rejects where nothing is learned yet. */
  checkpoint(): Promise<Uint8Array<ArrayBuffer>>;
  /** Its run directory as a zip archive, with a checkpoint of now. Rejects where nothing is learned yet. */
  zip(folder: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The latest dreams, or states of both phases, at or before a step. */
  at<T extends PictureType>(type: T, step: number): Promise<Pictures<T> | undefined>;
  /** The machine of the latest checkpoint at or before a step. */
  machineAt(step: number): Promise<StoredMachine | undefined>;
  /** Ends it at once and gives back its memory: nothing can be asked of it any more. */
  close(): void;
}

type Pictures<T extends PictureType> = Extract<RunEvent, { type: T }>;

/** Begins to train in a worker: the same machine, bit for bit, as `helmholtz train` of these settings. */
export function startTraining(
  settings: PageSettings,
  { own, hold = false }: TrainingOptions = {},
): PageTraining {
  const worker = new Worker(new URL("./train.worker.ts", import.meta.url), { type: "module" });
  const send = (request: TrainingRequest) => worker.postMessage(request);

  const state = createRunState();
  const curves = createHistory();
  const pace = createPace(() => performance.now());
  const record = signal<RunRecord>();
  const run = signal<RunState>({ ...state });
  const history = signal<RunHistory>({ ...curves });
  const revision = signal(0);
  const activity = signal<Activity>("opening");
  const message = signal<string>();
  const backend = signal("");
  const stepsPerSecond = signal<number>();

  let isHeld = hold;
  let hasNews = false;
  const publish = () => {
    if (document.hidden || !hasNews) return;
    hasNews = false;
    batch(() => {
      run.value = { ...state };
      history.value = { ...curves };
      revision.value++;
      backend.value = state.start?.backend ?? "";
      stepsPerSecond.value = state.paused ? undefined : pace.stepsPerSecond;
      if (activity.peek() !== "failed") activity.value = activityOf(state, isHeld);
    });
  };
  const take = (event: RunEvent) => {
    appendEvent(state, event);
    appendHistory(curves, event);
    // Steps by hand, and what training waits for meanwhile, are no speed.
    if (event.type === "act" || event.type === "start") pace.reset();
    else if (!state.paused) pace.step(event.step);
    hasNews = true;
  };

  const questions = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let asked = 0;
  const ask = <Q extends Question>(question: Q): Promise<Answers[Q["type"]]> =>
    new Promise((resolve, reject) => {
      const id = asked++;
      questions.set(id, { resolve, reject });
      send({ type: "ask", id, question });
    });

  const fail = (reason: string) => {
    activity.value = "failed";
    message.value = reason;
    publish();
  };

  worker.onmessage = ({ data }: MessageEvent<TrainingMessage>) => {
    switch (data.type) {
      case "opened":
        record.value = data.record;
        break;
      case "events":
        data.events.forEach(take);
        publish();
        break;
      case "answer":
        questions.get(data.id)?.resolve(data.value as never); // as its question says
        questions.delete(data.id);
        break;
      case "unanswered":
        questions.get(data.id)?.reject(new Error(data.message));
        questions.delete(data.id);
        break;
      case "refused":
        message.value = data.message;
        break;
      case "failed":
        fail(data.message);
        break;
      default:
        data satisfies never;
    }
  };
  worker.onerror = ({ message }) => {
    fail(`training: its worker failed (${message || "it could not be loaded"}); start again`);
  };
  document.addEventListener("visibilitychange", publish);

  send({ type: "start", settings, hold, ...(own && { own }) });

  return {
    ...{ settings, record, run, history, revision, activity, message, backend, stepsPerSecond },
    go() {
      isHeld = false;
      send({ type: "go" });
      hasNews = true;
      publish();
    },
    act(act) {
      if (act.type === "advance") isHeld = false;
      send({ type: "act", act });
    },
    stop: () => send({ type: "act", act: { type: "stop" } }),
    checkpoint: () => ask({ type: "checkpoint" }),
    zip: (folder) => ask({ type: "zip", folder }),
    // An answer is of the question's type.
    at: <T extends PictureType>(type: T, step: number) =>
      ask({ type, step }) as Promise<Pictures<T> | undefined>,
    machineAt: (step) => ask({ type: "machine", step }),
    close() {
      worker.terminate();
      document.removeEventListener("visibilitychange", publish);
      const closed = new Error("training: it was closed; start it again");
      for (const { reject } of questions.values()) reject(closed);
      questions.clear();
    },
  };
}

function activityOf({ start, paused, end }: RunState, isHeld: boolean): Activity {
  if (end) return "ended";
  if (!start) return "opening";
  if (isHeld) return "ready";
  return paused ? "paused" : "training";
}
