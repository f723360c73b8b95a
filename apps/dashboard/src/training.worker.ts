import { parentPort, workerData } from "node:worker_threads";
import { type RunEvent, type TrainEvent, train } from "@helmholtz/core";
import { prepareRun } from "./prepare-run.ts";
import type { TrainingCommand, TrainingMessage, TrainingRequest } from "./train-in-worker.ts";

// Trains in a thread of its own, so that the screen never waits, and keeps the run on the disk.

const port = parentPort;
if (!port) throw new Error("training.worker: must be started as a worker");
const post = (message: TrainingMessage) => port.postMessage(message);

const stopping = new AbortController();
let paused = false;
let continueNow = () => {};

port.on("message", (command: TrainingCommand) => {
  if (command === "stop") stopping.abort();
  paused = command === "pause";
  if (!paused) continueNow();
});

try {
  const { writer, options } = await prepareRun(workerData as TrainingRequest);
  post({ type: "opened", path: writer.path });
  for await (const event of train({ ...options, signal: stopping.signal })) {
    await writer.append(event);
    post({ type: "event", event: withoutState(event) });
    if (paused) {
      await new Promise<void>((resolve) => {
        continueNow = resolve;
      });
    }
  }
  await options.backend?.[Symbol.asyncDispose]?.();
  await writer.close();
  post({ type: "closed" });
} catch (error) {
  const { name, message, stack } = error as Error;
  post({ type: "failed", name, message, stack });
} finally {
  port.close();
}

// What only a file needs stays here.
function withoutState(event: TrainEvent): RunEvent {
  return event.type === "checkpoint" ? { type: "checkpoint", step: event.step } : event;
}
