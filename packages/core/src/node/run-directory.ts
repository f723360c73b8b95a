import { type FileHandle, mkdir, open, readdir, readFile, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TrainingState } from "../learning/learner.ts";
import {
  checkpointName,
  checkpointStep,
  decodeCheckpoint,
  encodeCheckpoint,
} from "../run/checkpoint.ts";
import type { TrainEvent } from "../run/events.ts";
import { decodeEvent, encodeEvent, isLogged } from "../run/log.ts";
import { RunError } from "../run/run-error.ts";
import { parseRunRecord, type RunRecord } from "../run/run-record.ts";
import { appendEvent, createRunState, type RunState } from "../run/run-state.ts";
import { writeFileAtomic } from "./write-file.ts";

/** A run on disk, to read: also while another process writes it. */
export interface RunDirectory {
  readonly path: string;
  readonly record: RunRecord;
  /** What the events so far add up to. */
  state(): Promise<RunState>;
  /** Steps of the stored checkpoints, ascending. */
  checkpoints(): Promise<number[]>;
  /**
   * A stored state: of a step, of the latest, or of the one described shortest on held-out images.
   *
   * @throws RunError when there is none, or its file is broken.
   */
  checkpoint(which: number | "latest" | "best"): Promise<TrainingState>;
}

/** A run on disk, to write. Its events come in the order that training yields them. */
export interface RunWriter {
  readonly path: string;
  /** Keeps an event: a line of the log, and the file of a checkpoint. Resolves when it is on the disk. */
  append(event: TrainEvent): Promise<void>;
  close(): Promise<void>;
}

const RECORD = "run.json";
const LOG = "events.jsonl";
const CHECKPOINTS = "checkpoints";

/** Bytes that the checkpoints of one run may take. */
const MAX_CHECKPOINT_BYTES = 400 * 2 ** 20;
const MAX_CHECKPOINTS = 60;

/**
 * Makes the directory of a new run; parents are created.
 *
 * @throws RunError when the directory is there and not empty, or cannot be written.
 */
export async function createRun(path: string, record: RunRecord): Promise<RunWriter> {
  try {
    await makeDirectory(path);
    const [found] = await readdir(path);
    if (found) {
      throw new RunError(
        `${path}: an empty or new directory is needed, it has ${found}; choose another --out, or --resume it`,
      );
    }
    await mkdir(join(path, CHECKPOINTS));
    await writeFileAtomic(join(path, RECORD), recordText(record));
  } catch (error) {
    throw asRunError(path, error);
  }
  return openWriter(path);
}

/**
 * Continues to write the run at `path`, of which the settings may have changed.
 *
 * @throws RunError when it cannot be written.
 */
export async function continueRun(path: string, record: RunRecord): Promise<RunWriter> {
  try {
    await writeFileAtomic(join(path, RECORD), recordText(record));
  } catch (error) {
    throw asRunError(path, error);
  }
  return openWriter(path);
}

/**
 * Opens a run to read.
 *
 * @throws RunError when there is no run at `path`, or its record is broken or of a newer format.
 */
export async function openRun(path: string): Promise<RunDirectory> {
  const file = join(path, RECORD);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") cannotRead(file)(error);
    throw new RunError(`${path}: a run is needed, there is no ${RECORD}; give a run directory`);
  });
  const record = parseRunRecord(text, file);

  const run: RunDirectory = {
    path,
    record,
    async state() {
      const log = await readFile(join(path, LOG), "utf8").catch(() => "");
      const state = createRunState();
      for (const line of log.split("\n")) {
        const event = decodeEvent(line);
        if (event) appendEvent(state, event);
      }
      return state;
    },
    checkpoints: () => listCheckpoints(path),
    async checkpoint(which) {
      const steps = await listCheckpoints(path);
      const step = await chooseCheckpoint(run, which, steps);
      const name = join(path, CHECKPOINTS, checkpointName(step));
      const bytes = await readFile(name).catch(cannotRead(name));
      const state = decodeCheckpoint(bytes, name);
      if (String(state.machine.sizes) !== String(record.sizes)) {
        throw new RunError(
          `${name}: sizes [${record.sizes}] are needed as in ${RECORD}, got [${state.machine.sizes}]`,
        );
      }
      return state;
    },
  };
  return run;
}

async function chooseCheckpoint(
  run: RunDirectory,
  which: number | "latest" | "best",
  steps: readonly number[],
): Promise<number> {
  if (steps.length === 0) throw new RunError(`${run.path}: no checkpoint is stored`);
  if (which === "latest") return steps[steps.length - 1];
  if (which === "best") {
    const best = bestCheckpoint(await run.state(), steps);
    if (best === undefined) throw new RunError(`${run.path}: no stored checkpoint was evaluated`);
    return best;
  }
  if (!steps.includes(which)) {
    throw new RunError(
      `${run.path}: no checkpoint of step ${which}; stored are ${steps.join(", ")}`,
    );
  }
  return which;
}

/** Of the stored steps, the one described shortest on held-out images. */
function bestCheckpoint({ curve }: RunState, steps: readonly number[]): number | undefined {
  const stored = curve.filter(
    ({ step, descriptionLength }) => steps.includes(step) && Number.isFinite(descriptionLength),
  );
  stored.sort((a, b) => a.descriptionLength - b.descriptionLength);
  return stored[0]?.step;
}

async function listCheckpoints(path: string): Promise<number[]> {
  const names = await readdir(join(path, CHECKPOINTS)).catch(() => []);
  return names
    .map(checkpointStep)
    .filter((step) => step !== undefined)
    .sort((a, b) => a - b);
}

async function openWriter(path: string): Promise<RunWriter> {
  const run = await openRun(path);
  const state = await run.state();
  const log = await openLog(join(path, LOG)).catch((error) => {
    throw asRunError(path, error);
  });
  const file = (step: number) => join(path, CHECKPOINTS, checkpointName(step));

  const store = async (training: TrainingState) => {
    const bytes = encodeCheckpoint(training);
    await writeFileAtomic(file(training.step), bytes);
    const most = Math.min(MAX_CHECKPOINTS, Math.floor(MAX_CHECKPOINT_BYTES / bytes.length));
    const steps = await listCheckpoints(path);
    for (const step of surplus(steps, most, bestCheckpoint(state, steps))) await unlink(file(step));
  };

  return {
    path,
    async append(event) {
      if (!isLogged(event)) return;
      try {
        // The file first: what the log names is there.
        if (event.type === "start") await dropAfter(path, event.step);
        if (event.type === "checkpoint") await store(event.state);
        appendEvent(state, event);
        await log.appendFile(`${encodeEvent(event, { time: new Date().toISOString() })}\n`);
        if (event.type === "checkpoint" || event.type === "end") await log.datasync();
      } catch (error) {
        throw asRunError(path, error);
      }
    },
    close: () => log.close(),
  };
}

// A run continues from a step: checkpoints beyond it are of a future that will be trained anew.
async function dropAfter(path: string, step: number): Promise<void> {
  for (const later of (await listCheckpoints(path)).filter((stored) => stored > step)) {
    await unlink(join(path, CHECKPOINTS, checkpointName(later)));
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

// Not `recursive`: that never ends where a parent takes no directories and says ENOENT, as /proc does.
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

function recordText(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function cannotRead(file: string): (error: Error) => never {
  return ({ message }) => {
    throw new RunError(
      `${file}: cannot be read (${message}); make it readable, or give another run`,
    );
  };
}

function asRunError(path: string, error: unknown): RunError {
  if (error instanceof RunError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: "it is not there and cannot be made; choose another --out",
    ENOSPC: "the disk is full; free some space and continue",
    EACCES: "it may not be written; choose another --out",
    EPERM: "it may not be written; choose another --out",
    EROFS: "it is on a disk that may not be written; choose another --out",
    ENOTDIR: "a part of the path is a file, not a directory; choose another --out",
    EEXIST: "it is in use; choose another --out",
  };
  return new RunError(`${path}: ${reasons[code ?? ""] ?? message}`);
}
