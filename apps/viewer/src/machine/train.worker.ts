import "./disposal.ts";
import {
  type Act,
  type Acts,
  createActs,
  type RunEvent,
  type TrainEvent,
  train,
  trainOptions,
} from "@helmholtz/core";
import { createMemoryRun, type MemoryRun } from "./memory-run.ts";
import type { Answers, Question, TrainingMessage, TrainingRequest } from "./messages.ts";
import { createOutbox } from "./outbox.ts";
import { openPageData } from "./page-data.ts";
import { pageRecord } from "./page-record.ts";
import { isGpuJs } from "./settings.ts";

// Trains in a thread of its own, so that the page never waits, and keeps the run in memory.

type Start = Extract<TrainingRequest, { type: "start" }>;

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

async function keep({ settings, own, hold }: Start): Promise<void> {
  const gate = new Promise<void>((resolve) => {
    isHeld = hold;
    go = () => {
      isHeld = false;
      resolve();
    };
  });
  let backend: Awaited<ReturnType<typeof trainOptions>>["backend"];
  try {
    const data = await openPageData(settings, own);
    const record = pageRecord(settings, data);
    const { threads } = settings;
    // More than all else of the page, so only for those who ask for it.
    const library = isGpuJs(settings) ? await import("gpu.js") : undefined;
    const options = await trainOptions(record, data.dataset, { threads, library });
    ({ backend } = options);
    acts = createActs(options.rule);
    for (const act of early) push(acts, act);
    early = [];
    run = createMemoryRun(record);
    post({ type: "opened", record });
    const outbox = createOutbox((events, moved) => post({ type: "events", events }, moved));
    for await (const event of train({ ...options, acts })) {
      const time = new Date().toISOString();
      run.append(event, time);
      outbox.add({ ...withoutState(event), time });
      if (event.type === "checkpoint") {
        release();
        if (isHeld) await gate;
      }
    }
  } catch (error) {
    post({ type: "failed", message: (error as Error).message });
  } finally {
    acts = undefined;
    release();
    await backend?.[Symbol.asyncDispose]?.();
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
    post({ type: "answer", id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    post({ type: "unanswered", id, message: (error as Error).message });
  }
}

async function answerTo(question: Question): Promise<Answers[Question["type"]]> {
  switch (question.type) {
    case "dream":
    case "phases":
      return await run?.at(question.type, question.step);
    case "machine":
      return run?.machineAt(question.step);
    case "checkpoint":
      return (await saved()).latest;
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

function post(message: TrainingMessage, moved: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer: moved });
}
