import { appendFile, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  bars,
  checkpointName,
  createRunRecord,
  type DataChoice,
  type Dataset,
  defaultSettings,
  encodeCheckpoint,
  encodeEvent,
  isLogged,
  type RunSettings,
  type TrainEvent,
  type TrainOptions,
  train,
  trainOptions,
} from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";

export interface RunToRecord {
  readonly settings: Partial<RunSettings>;
  /** Whether on zeros and ones of the digits instead of on bars. Default false. */
  readonly digits?: boolean;
  readonly options: Pick<TrainOptions, "reportEvery" | "checkpointEvery">;
}

/** Trains into a directory, as `helmholtz train` does; a copy of what is written goes to `onEvent`. */
export async function recordRun(
  path: string,
  { settings, digits = false, options }: RunToRecord,
  onEvent: (event: TrainEvent) => Promise<void> = async () => {},
): Promise<void> {
  const { data, choice } = digits ? await digitData() : barData();
  const all = { ...defaultSettings, ...settings, backend: "js" as const };
  const record = createRunRecord(all, choice, data, {});
  await mkdir(join(path, "checkpoints"), { recursive: true });
  await writeFile(join(path, "run.json"), JSON.stringify(record));
  const stored: number[] = [];
  for await (const event of train({ ...(await trainOptions(record, data)), ...options })) {
    if (!isLogged(event)) continue;
    if (event.type === "checkpoint") {
      const file = join(path, "checkpoints", checkpointName(event.step));
      await writeFile(file, encodeCheckpoint(event.state));
      stored.push(event.step);
      await writeFile(join(path, "checkpoints", "index.json"), JSON.stringify(stored));
    }
    const time = new Date(START + 1000 * event.step).toISOString();
    await appendFile(join(path, "events.jsonl"), `${encodeEvent(event, { time })}\n`);
    await onEvent(event);
  }
}

/**
 * Lists the runs in a folder as the server of `helmholtz view` does.
 *
 * @param names of runs, by their folders. Default those of the folders.
 */
export async function writeIndex(
  runs: string,
  names: Readonly<Record<string, string>> = {},
): Promise<void> {
  const entries = await readdir(runs, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const listed = await Promise.all(
    ids.map(async (id) => {
      const found = await stat(join(runs, id, "events.jsonl")).catch(() => stat(join(runs, id)));
      return { id, name: names[id] ?? id, updated: Math.round(found.mtimeMs) };
    }),
  );
  await writeFile(join(runs, "index.json"), JSON.stringify(listed));
}

// A second a step: what the axis of time says is known.
const START = Date.UTC(2026, 0, 1);

function barData(): { data: Dataset; choice: DataChoice } {
  return { data: bars(), choice: { name: "bars", binarization: "sample", fingerprint: "bars" } };
}

async function digitData(): Promise<{ data: Dataset; choice: DataChoice }> {
  const source = await openDataset("mnist", { classes: [0, 1] });
  const fingerprint = await source.fingerprint();
  return {
    data: await source.dataset(),
    choice: { name: "mnist", classes: [0, 1], binarization: "sample", fingerprint },
  };
}
