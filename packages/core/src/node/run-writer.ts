import { type FileHandle, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingState } from "../learning/learner.ts";
import { encodeCheckpoint } from "../run/checkpoint.ts";
import type { TrainEvent } from "../run/events.ts";
import { encodeEvent, isLogged } from "../run/log.ts";
import type { RunRecord } from "../run/run-record.ts";
import { appendEvent } from "../run/run-state.ts";
import { makeEmptyDirectory } from "./make-directory.ts";
import { bestCheckpoint, openRun } from "./run-directory.ts";
import {
  asRunError,
  CHECKPOINTS,
  checkpointFile,
  LOG,
  listCheckpoints,
  RECORD,
  recordText,
} from "./run-files.ts";
import { writeFileAtomic } from "./write-file.ts";
import { lockRun } from "./writer-lock.ts";

/**
 * A run on disk, to write: by one process at a time. Its events come in the order that training
 * yields them.
 */
export interface RunWriter {
  readonly path: string;
  /**
   * Keeps an event: a line of the log, and the file of a checkpoint. Resolves when it is on the disk.
   *
   * @param time when it happened, ISO 8601; default now
   * @throws RunError when it cannot be written.
   */
  append(event: TrainEvent, time?: string): Promise<void>;
  close(): Promise<void>;
}

/** Bytes that the checkpoints of one run may take. */
const MAX_CHECKPOINT_BYTES = 400 * 2 ** 20;
const MAX_CHECKPOINTS = 60;

/**
 * Makes the directory of a new run; parents are created.
 *
 * @throws RunError when the directory is there and not empty, or cannot be written.
 */
export async function createRun(path: string, record: RunRecord): Promise<RunWriter> {
  await makeEmptyDirectory(path).catch((error) => {
    throw asRunError(path, error);
  });
  return await openWriter(path, async () => {
    await mkdir(join(path, CHECKPOINTS));
    await writeFileAtomic(join(path, RECORD), recordText(record));
  });
}

/**
 * Continues to write the run at `path`, of which the settings may have changed.
 *
 * @throws RunError when another process writes it, or it cannot be written.
 */
export function continueRun(path: string, record: RunRecord): Promise<RunWriter> {
  return openWriter(path, () => writeFileAtomic(join(path, RECORD), recordText(record)));
}

async function openWriter(path: string, prepare: () => Promise<void>): Promise<RunWriter> {
  let release: (() => void) | undefined;
  try {
    release = lockRun(path);
    await prepare();
    return await writerOf(path, release);
  } catch (error) {
    release?.();
    throw asRunError(path, error);
  }
}

async function writerOf(path: string, release: () => void): Promise<RunWriter> {
  const run = await openRun(path);
  const state = await run.state();
  const log = await openLog(join(path, LOG));

  const store = async (training: TrainingState) => {
    const bytes = encodeCheckpoint(training);
    await writeFileAtomic(checkpointFile(path, training.step), bytes);
    const most = Math.min(MAX_CHECKPOINTS, Math.floor(MAX_CHECKPOINT_BYTES / bytes.length));
    const steps = await listCheckpoints(path);
    for (const step of surplus(steps, most, bestCheckpoint(state, steps))) {
      await unlink(checkpointFile(path, step));
    }
  };

  return {
    path,
    async append(event, time = new Date().toISOString()) {
      if (!isLogged(event)) return;
      try {
        // The file first: what the log names is there.
        if (event.type === "start") await dropAfter(path, event.step);
        if (event.type === "checkpoint") await store(event.state);
        appendEvent(state, event);
        await log.appendFile(`${encodeEvent(event, { time })}\n`);
        if (event.type === "checkpoint" || event.type === "end") await log.datasync();
      } catch (error) {
        throw asRunError(path, error);
      }
    },
    async close() {
      try {
        await log.close();
      } finally {
        release();
      }
    },
  };
}

// A run continues from a step: checkpoints beyond it are of a future that will be trained anew.
async function dropAfter(path: string, step: number): Promise<void> {
  for (const later of (await listCheckpoints(path)).filter((stored) => stored > step)) {
    await unlink(checkpointFile(path, later));
  }
}

/**
 * Which checkpoints to give up so that at most `most` are left: never the first, the latest or
 * the best; of the others, again and again the one whose neighbours are nearest to each other in
 * proportion to their step, so that what stays is spread over the whole run.
 */
export function surplus(steps: readonly number[], most: number, best?: number): number[] {
  const kept = [...steps];
  const given: number[] = [];
  while (kept.length > Math.max(most, 3)) {
    let least = Number.POSITIVE_INFINITY;
    let at = -1;
    for (let i = 1; i < kept.length - 1; i++) {
      if (kept[i] === best) continue;
      const gap = (kept[i + 1] - kept[i - 1]) / (kept[i + 1] + kept[i - 1]);
      if (gap < least) {
        least = gap;
        at = i;
      }
    }
    if (at < 0) break;
    given.push(...kept.splice(at, 1));
  }
  return given;
}

// A process that was killed may have left a torn last line: the next event begins a new one.
async function openLog(path: string): Promise<FileHandle> {
  const log = await open(path, "a+");
  const { size } = await log.stat();
  if (size > 0) {
    const last = Buffer.alloc(1);
    await log.read(last, 0, 1, size - 1);
    if (last.toString() !== "\n") await log.appendFile("\n");
  }
  return log;
}
