import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createRunRecord, defaultSettings, openBackend } from "@helmholtz/core";
import { createRun, openDataset } from "@helmholtz/core/node";
import { versions } from "../versions.ts";
import type { StudyMessage, StudyOrder } from "./conduct-study.ts";
import { batchesPerEpoch, runExperiment } from "./run-experiment.ts";
import {
  finishRun,
  jsonText,
  removeUnfinished,
  runPath,
  unfinishedPath,
  writeStudyFile,
} from "./study-files.ts";

// Does one training of a study in a thread of its own, and keeps it on the disk.

const { task, directory, data, cwd } = workerData as StudyOrder;
const post = (message: StudyMessage) => parentPort?.postMessage(message);

try {
  const { experiment, training, seed } = task;
  const source = await openDataset(data, { classes: experiment.classes, cwd });
  const { name } = source;
  const images = { name, train: await source.split("train"), valid: await source.split("valid") };
  const { hidden, optimizer, batch, initialization } = training;
  const steps = training.epochs * batchesPerEpoch(images.train, training);
  const settings = {
    ...defaultSettings,
    ...{ hidden, optimizer, batch, initialization, seed, length: { steps } },
    wake: experiment.wake ? defaultSettings.wake : [],
    sleep: experiment.sleep ? defaultSettings.sleep : [],
  };
  const choice = {
    name: data,
    classes: experiment.classes,
    binarization: "sample" as const,
    fingerprint: await source.fingerprint(),
  };
  // The task stands beside the settings: some of it, such as batches that stay the same, `train` does not know.
  const record = { ...createRunRecord(settings, choice, images, versions), study: task };

  await removeUnfinished(directory, task);
  const path = join(directory, unfinishedPath(task));
  const writer = await createRun(path, record);
  const { backend, notice } = await openBackend("wasm");
  const onProgress = (part: number) => post({ type: "progress", part });
  const events = runExperiment(backend, task, { data: images, notice, onProgress });
  let next = await events.next();
  for (; !next.done; next = await events.next()) await writer.append(next.value);
  await backend[Symbol.asyncDispose]?.();
  await writer.close();
  const run = { ...next.value, run: runPath(task) };
  await writeStudyFile(join(path, "study.json"), jsonText(run));
  await finishRun(directory, task);
  post({ type: "done", run });
} catch (error) {
  const { name, message, stack } = error as Error;
  post({ type: "failed", name, message, stack });
} finally {
  parentPort?.close();
}
