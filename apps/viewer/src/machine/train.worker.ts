import "./disposal.ts";
import {
  type Act,
  type Acts,
  createActs,
  DataError,
  type RunEvent,
  type RunRecord,
  type TrainEvent,
  train,
  trainOptions,
} from "@helmholtz/core";
import { beginRun } from "./begin-run.ts";
import { inheritedEvents } from "./inherited-events.ts";
import { createMemoryRun, type MemoryRun } from "./memory-run.ts";
import type { Answers, Origin, Question, TrainingMessage, TrainingRequest } from "./messages.ts";
import { createOutbox } from "./outbox.ts";
import { openPageData, type PageData } from "./page-data.ts";
import { isGpuJs, type PageSettings } from "./settings.ts";

// Trains in a thread of its own, so that the page never waits, and keeps the run in memory.

type Open = Extract<TrainingRequest, { type: "open" }>;
type Start = Extract<TrainingRequest, { type: "start" }>;

/** What takes a while to fetch. */
interface Opened {
  readonly settings: PageSettings;
  readonly data: PageData;
  /** gpu.js, where that computes. */
  readonly library: object | undefined;
}

let opening: Promise<Opened> | undefined;
let acts: Acts | undefined;
// What was asked for while the data and the backend are opened.
let early: Act[] = [];
let run: MemoryRun | undefined;
// Whether the first step waits, and what lets it go.
let isHeld = false;
let go = () => {};
// Those who wait for a checkpoint of now, or for the end.
let waiting: (() => void)[] = [];

self.onmessage = async ({ data: request }: MessageEvent<TrainingRequest>) => {
  switch (request.type) {
    case "open":
      opening = open(request);
      opening.then(() => post({ type: "opened" }), fail);
      break;
    case "start":
      await keep(request);
      break;
    case "act":
      if (acts) push(acts, request.act);
      else early.push(request.act);
      if (request.act.type === "advance") go();
      break;
    case "go":
      go();
      break;
    case "ask":
      await answer(request.id, request.question);
      break;
    default:
      request satisfies never;
  }
};

async function open({ settings, own }: Open): Promise<Opened> {
  const data = await openPageData(settings, own);
  // More than all else of the page, so only for those who ask for it.
  const library = isGpuJs(settings) ? await import("gpu.js") : undefined;
  return { settings, data, library };
}

async function keep({ hold, origin }: Start): Promise<void> {
  const gate = new Promise<void>((resolve) => {
    isHeld = hold;
    go = () => {
      isHeld = false;
      resolve();
    };
  });
  // That it cannot be opened was said already.
  const opened = await opening?.catch(() => undefined);
  if (!opened) return;
  let backend: Awaited<ReturnType<typeof trainOptions>>["backend"];
  try {
    const { settings, data, library } = opened;
    const { record, resume } = beginRun(settings, data, origin);
    const { threads } = settings;
    const past = { epochs: origin?.epochs };
    const options = await trainOptions(record, data.dataset, { resume, past, threads, library });
    ({ backend } = options);
    acts = createActs(options.rule);
    for (const act of early) push(acts, act);
    early = [];
    run = createMemoryRun(record);
    post({ type: "started", record });
    const outbox = createOutbox((events, moved) => post({ type: "events", events }, moved));
    if (origin) inherit(run, record, origin, outbox.add);
    let isSaving = false;
    for await (const event of train({ ...options, acts, ...(resume && { reportFirst: true }) })) {
      const time = new Date().toISOString();
      run.append(event, time);
      outbox.add({ ...withoutState(event), time });
      if (event.type === "act") isSaving ||= event.act.type === "save";
      if (event.type === "checkpoint") {
        if (isSaving) release();
        isSaving = false;
        if (isHeld) await gate;
      }
    }
  } catch (error) {
    fail(error as Error);
  } finally {
    acts = undefined;
    release();
    await backend?.[Symbol.asyncDispose]?.();
  }
}

function inherit(
  run: MemoryRun,
  { parent, sizes }: RunRecord,
  { log }: Origin,
  tell: (event: RunEvent) => void,
): void {
  for (const event of inheritedEvents(log, { step: parent?.step ?? 0, sizes })) {
    run.append(event, event.time);
    tell(event);
  }
}

function push(acts: Acts, act: Act): void {
  try {
    acts.push(act);
  } catch (error) {
    post({ type: "refused", message: (error as Error).message });
  }
}

async function answer(id: number, question: Question): Promise<void> {
  try {
    const value = await answerTo(question);
    post({ type: "answer", id, value }, bytesOf(value));
  } catch (error) {
    post({ type: "unanswered", id, message: (error as Error).message });
  }
}

// Copies, made for the answer alone.
function bytesOf(value: Answers[Question["type"]]): ArrayBuffer[] {
  if (value instanceof Uint8Array) return [value.buffer];
  return value && "log" in value ? [value.log.buffer, value.checkpoint.buffer] : [];
}

async function answerTo(question: Question): Promise<Answers[Question["type"]]> {
  switch (question.type) {
    case "dream":
    case "phases":
      return await run?.at(question.type, question.step);
    case "machine":
      return run?.machineAt(question.step);
    case "origin": {
      const { run, latest } = await saved();
      return { checkpoint: latest, log: run.log() };
    }
    case "zip":
      return (await saved()).run.zip(question.folder);
    default:
      return question satisfies never;
  }
}

// The run with a checkpoint of now; of one that has ended, with its last one.
async function saved(): Promise<{ run: MemoryRun; latest: Uint8Array<ArrayBuffer> }> {
  if (acts && !isHeld) {
    const stored = new Promise<void>((resolve) => waiting.push(resolve));
    acts.push({ type: "save" });
    await stored;
  }
  const latest = run?.latest();
  if (!run || !latest) throw new Error("training: nothing is there yet to be saved; start it");
  return { run, latest };
}

function release(): void {
  for (const resolve of waiting) resolve();
  waiting = [];
}

// What only a file needs stays here.
function withoutState(event: TrainEvent): RunEvent {
  return event.type === "checkpoint" ? { type: "checkpoint", step: event.step } : event;
}

function fail(error: Error): void {
  const isImpossible = error instanceof RangeError || error instanceof DataError;
  post({ type: "failed", message: error.message, isImpossible });
}

function post(message: TrainingMessage, moved: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer: moved });
}
