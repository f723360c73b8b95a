import { parentPort, workerData } from "node:worker_threads";
import {
  type Act,
  createActs,
  freshBuffers,
  type RunEvent,
  type TrainEvent,
  train,
} from "@helmholtz/core";
import { type PreparedRun, prepareRun } from "./prepare-run.ts";
import type { TrainingMessage, TrainingRequest } from "./train-in-worker.ts";

// Trains in a thread of its own, so that the screen never waits, and keeps the run on the disk.

const port = parentPort;
if (!port) throw new Error("training.worker: must be started as a worker");
const post = (message: TrainingMessage, moved: ArrayBuffer[] = []) =>
  port.postMessage(message, moved);

try {
  await keep(await prepareRun(workerData as TrainingRequest));
  post({ type: "closed" });
} catch (error) {
  const { name, message, stack } = error as Error;
  post({ type: "failed", name, message, stack });
} finally {
  port.close();
}

async function keep({ writer, options }: PreparedRun): Promise<void> {
  const acts = createActs(options.rule);
  port?.on("message", (act: Act) => {
    try {
      acts.push(act);
    } catch (error) {
      console.error((error as Error).message);
    }
  });
  try {
    post({ type: "opened", path: writer.path });
    for await (const event of train({ ...options, acts })) {
      const time = new Date().toISOString();
      await writer.append(event, time);
      post({ type: "event", event: { ...withoutState(event), time } }, freshBuffers(event));
    }
  } finally {
    await writer.close();
    await options.backend?.[Symbol.asyncDispose]?.();
  }
}

// What only a file needs stays here.
function withoutState(event: TrainEvent): RunEvent {
  return event.type === "checkpoint" ? { type: "checkpoint", step: event.step } : event;
}
