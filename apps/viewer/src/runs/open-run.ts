import type { PictureType, RunEvent, RunHistory, RunRecord, RunState } from "@helmholtz/core";
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { createMemory } from "./memory.ts";
import { applyChanges, emptySnapshot } from "./run-changes.ts";
import type { RunFiles } from "./run-files.ts";
import type { RunStatus, StoredMachine } from "./run-messages.ts";
import { openReader } from "./run-reader.ts";

/** A run to look at, which is read and followed by a worker until it is closed. */
export interface OpenRun {
  readonly id: string;
  readonly name: string;
  readonly status: ReadonlySignal<RunStatus>;
  /** Its settings; undefined until they are read, and of a checkpoint alone. */
  readonly record: ReadonlySignal<RunRecord | undefined>;
  /** Units of each layer, the visible one first; undefined until they are known. */
  readonly sizes: ReadonlySignal<readonly number[] | undefined>;
  /** Where it stands, without weights: `machineAt` has them. */
  readonly run: ReadonlySignal<RunState>;
  readonly history: ReadonlySignal<RunHistory>;
  /** Steps of its pictures, ascending; read in a component or a computed signal, that follows them. */
  steps(type: PictureType): readonly number[];
  /**
   * The latest pictures at or before a step.
   *
   * @throws Error when they cannot be read now; the message is for the user.
   */
  at<T extends PictureType>(type: T, step: number): Promise<Pictures<T> | undefined>;
  /**
   * The latest stored machine at or before a step: the same object again for the same step, which
   * nobody may change.
   *
   * @throws Error when it cannot be read; the message is for the user.
   */
  machineAt(step: number): Promise<StoredMachine | undefined>;
  /** Stops following it. What is still asked for fails. */
  close(): void;
}

type Pictures<T extends PictureType> = Extract<RunEvent, { type: T }>;

const MOST_PICTURES = 64;
const MOST_MACHINES = 4;

/** Opens a run. What cannot be read, or not now, is told by its status. */
export function openRun(files: RunFiles): OpenRun {
  const status = signal<RunStatus>({ type: "loading", progress: 0 });
  const snapshot = signal(emptySnapshot());
  const steps = computed(() => snapshot.value.steps);
  const pictures = createMemory<RunEvent | undefined>(MOST_PICTURES);
  const machines = createMemory<StoredMachine | undefined>(MOST_MACHINES);
  let latest = snapshot.peek();

  const reader = openReader(files, {
    onNews({ status: now, changes }) {
      const { fields, lists } = changes;
      if (fields.start) pictures.clear();
      if (fields.start || lists.checkpoints) machines.clear();
      latest = applyChanges(latest, changes);
      if (!now) return; // more parts follow: all of them are shown at once
      batch(() => {
        status.value = now;
        snapshot.value = latest;
      });
    },
    onFault(message) {
      status.value = { type: "error", message };
    },
  });

  return {
    id: files.id,
    name: files.name,
    status,
    record: computed(() => snapshot.value.record),
    sizes: computed(() => snapshot.value.sizes),
    run: computed(() => snapshot.value.run),
    history: computed(() => snapshot.value.history),
    steps: (type) => steps.value[type],
    async at<T extends PictureType>(type: T, step: number) {
      const found = lastUpTo(steps.peek()[type], step);
      if (found === undefined) return undefined;
      const ask = () => reader.ask({ type: "at", pictures: type, step: found });
      return (await pictures.get(`${type} ${found}`, ask)) as Pictures<T> | undefined;
    },
    machineAt: (step) => machines.get(String(step), () => reader.ask({ type: "machineAt", step })),
    close: reader.close,
  };
}

function lastUpTo(steps: readonly number[], step: number): number | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}
