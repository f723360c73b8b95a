import {
  checkpointName,
  type DreamEvent,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeEvent,
  isLogged,
  type Machine,
  openRunLog,
  type PhasesEvent,
  type PictureType,
  type RunRecord,
  type TrainEvent,
} from "@helmholtz/core";
import { type Zippable, zipSync } from "fflate";

/** A run directory in memory: what `helmholtz train` writes to a disk. */
export interface MemoryRun {
  /** Keeps an event, which happened at `time` (ISO 8601). */
  append(event: TrainEvent, time?: string): void;
  /** The latest dreams, or states of both phases, at or before a step. */
  at(type: PictureType, step: number): Promise<DreamEvent | PhasesEvent | undefined>;
  /** The machine of the latest checkpoint at or before a step. */
  machineAt(step: number): StoredMachine | undefined;
  /** A copy of the latest checkpoint's file. */
  latest(): Uint8Array<ArrayBuffer> | undefined;
  /** A copy of its log, up to now. */
  log(): Uint8Array<ArrayBuffer>;
  /** All of it as a zip archive, in a folder of this name. */
  zip(folder: string): Uint8Array<ArrayBuffer>;
}

/** A machine as it was when it had learned for so many steps. */
export interface StoredMachine {
  readonly step: number;
  readonly machine: Machine;
}

/** A run of which nothing has happened yet. */
export function createMemoryRun(record: RunRecord): MemoryRun {
  const bytes = createGrowingBytes();
  const log = openRunLog({
    size: async () => bytes.used.length,
    read: async (from, to) => bytes.used.subarray(from, to),
  });
  const stored = new Map<number, Uint8Array<ArrayBuffer>>();

  // So that the log knows of all pictures: one reader at a time.
  let reading = Promise.resolve();
  const readOn = async () => {
    for await (const _ of log.read());
  };

  return {
    append(event, time) {
      if (!isLogged(event)) return;
      if (event.type === "start") {
        for (const step of stored.keys()) if (step > event.step) stored.delete(step);
      }
      if (event.type === "checkpoint") {
        stored.set(event.step, new Uint8Array(encodeCheckpoint(event.state)));
        thin(stored);
      }
      bytes.append(encoder.encode(`${encodeEvent(event, { time })}\n`));
    },
    async at(type, step) {
      reading = reading.then(readOn);
      await reading;
      return await log.at(type, step);
    },
    machineAt(step) {
      const found = [...stored.keys()].findLast((checkpoint) => checkpoint <= step);
      const file = found === undefined ? undefined : stored.get(found);
      return file && decodeCheckpoint(file, `checkpoint of step ${found}`);
    },
    latest: () => [...stored.values()].at(-1)?.slice(),
    log: () => bytes.used.slice(),
    zip(folder) {
      const entries: Zippable = {
        [`${folder}/run.json`]: encoder.encode(`${JSON.stringify(record, null, 2)}\n`),
        [`${folder}/events.jsonl`]: bytes.used,
      };
      for (const [step, file] of stored) {
        // Weights do not shrink.
        entries[`${folder}/checkpoints/${checkpointName(step)}`] = [file, { level: 0 }];
      }
      return new Uint8Array(zipSync(entries));
    },
  };
}

const encoder = new TextEncoder();

// What a tab can spare.
const MOST_BYTES = 256 * 2 ** 20;

// Beyond that, every second one goes, never the first and the latest.
function thin(stored: Map<number, Uint8Array>): void {
  const total = [...stored.values()].reduce((sum, { length }) => sum + length, 0);
  if (total <= MOST_BYTES) return;
  const steps = [...stored.keys()];
  for (let i = 1; i < steps.length - 1; i += 2) stored.delete(steps[i] as number);
}

interface GrowingBytes {
  /** Those that were appended; a view. */
  readonly used: Uint8Array<ArrayBuffer>;
  append(more: Uint8Array): void;
}

function createGrowingBytes(): GrowingBytes {
  let room = new Uint8Array(2 ** 16);
  let length = 0;
  return {
    get used() {
      return room.subarray(0, length);
    },
    append(more) {
      if (length + more.length > room.length) {
        const larger = new Uint8Array(2 * (length + more.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(more, length);
      length += more.length;
    },
  };
}
