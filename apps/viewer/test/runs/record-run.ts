import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  appendEvent,
  bars,
  checkpointName,
  createRunRecord,
  createRunState,
  defaultSettings,
  encodeCheckpoint,
  encodeEvent,
  isLogged,
  type Machine,
  type RunState,
  train,
  trainOptions,
} from "@helmholtz/core";

/** What a run in a directory should read as. */
export interface RecordedRun {
  readonly state: RunState;
  /** Machines by the steps of their checkpoints. */
  readonly machines: ReadonlyMap<number, Machine>;
  readonly dreamSteps: readonly number[];
}

/** Trains on bars for 60 steps, with a report every 10 and a checkpoint every 20, into a directory. */
export async function recordRun(path: string): Promise<RecordedRun> {
  const data = bars();
  const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
  const settings = { ...defaultSettings, hidden: [8, 1], length: { steps: 60 } };
  const record = createRunRecord({ ...settings, backend: "js" }, choice, data, {});
  await mkdir(join(path, "checkpoints"), { recursive: true });
  await writeFile(join(path, "run.json"), JSON.stringify(record));

  const state = createRunState();
  const machines = new Map<number, Machine>();
  const dreamSteps: number[] = [];
  const options = { ...(await trainOptions(record, data)), reportEvery: 10, checkpointEvery: 20 };
  for await (const event of train(options)) {
    if (!isLogged(event)) continue;
    const time = new Date().toISOString();
    await appendFile(join(path, "events.jsonl"), `${encodeEvent(event, { time })}\n`);
    appendEvent(state, event);
    if (event.type === "dream") dreamSteps.push(event.step);
    if (event.type === "checkpoint") {
      machines.set(event.step, event.state.machine);
      const file = join(path, "checkpoints", checkpointName(event.step));
      await writeFile(file, encodeCheckpoint(event.state));
    }
  }
  await writeFile(join(path, "checkpoints", "index.json"), JSON.stringify([...machines.keys()]));
  return { state, machines, dreamSteps };
}
