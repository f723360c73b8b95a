import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Act,
  bars,
  createRunRecord,
  defaultSettings,
  type RunEvent,
  type TrainEvent,
  train,
  trainOptions,
} from "@helmholtz/core";
import { createRun, openRun, type RunDirectory } from "@helmholtz/core/node";
import type { RunSource } from "../../src/run-source.ts";

/** A small real training, as events and as a run directory. */
export interface RecordedRun {
  readonly events: readonly TrainEvent[];
  readonly directory: RunDirectory;
  remove(): Promise<void>;
}

/** Trains a small machine on 4 × 4 bars. */
export async function recordBars(
  steps = 200,
  { seed = 7, hidden = [6, 2] } = {},
): Promise<RecordedRun> {
  const data = bars();
  const settings = { ...defaultSettings, hidden, length: { steps }, seed };
  const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
  const record = createRunRecord(settings, choice, data, {});
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-test-"));
  const path = join(folder, `bars-${seed}`);
  const writer = await createRun(path, record);
  const events: TrainEvent[] = [];
  const options = await trainOptions(record, data);
  const reports = { reportEvery: 50, reportImages: 100, checkpointEvery: 100 };
  for await (const event of train({ ...options, ...reports })) {
    events.push(event);
    await writer.append(event);
  }
  await writer.close();
  return {
    events,
    directory: await openRun(path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A run that says what a test makes it say, and notes what is done to it. */
export class RecordedSource implements RunSource {
  readonly path: string;
  readonly record;
  readonly acts: Act[] = [];
  readonly #waiting: RunEvent[];
  #isOver = false;
  #failure: Error | undefined;
  #wake = () => {};

  constructor({ directory }: RecordedRun, events: readonly RunEvent[]) {
    this.path = directory.path;
    this.record = directory.record;
    this.#waiting = [...events];
  }

  readonly events = this.#read();

  async *#read(): AsyncGenerator<RunEvent> {
    for (;;) {
      while (this.#waiting.length > 0) yield* this.#waiting.splice(0);
      if (this.#failure) throw this.#failure;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  act(act: Act): void {
    this.acts.push(act);
  }

  /** Says more. */
  say(...events: RunEvent[]): void {
    this.#waiting.push(...events);
    this.#wake();
  }

  /** Has no more to say. */
  finish(): void {
    this.#isOver = true;
    this.#wake();
  }

  fail(failure: Error): void {
    this.#failure = failure;
    this.#wake();
  }
}
