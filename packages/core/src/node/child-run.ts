import { mkdir, open, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { TrainingState } from "../learning/learner.ts";
import { encodeCheckpoint } from "../run/checkpoint.ts";
import { decodeEvent, encodeEvent } from "../run/log.ts";
import { type Line, linesOf, readStretches, textOf } from "../run/log-lines.ts";
import type { RunRecord } from "../run/run-record.ts";
import { type Retellings, retell } from "../run/warm-retelling.ts";
import { makeEmptyDirectory } from "./make-directory.ts";
import { asRunError, CHECKPOINTS, checkpointFile, LOG, RECORD, recordText } from "./run-files.ts";
import { fileBytes } from "./run-log.ts";
import { writeFileAtomic } from "./write-file.ts";

/** What a run begins with that goes on from another one. */
export interface ChildRunOptions {
  /** Its settings; which run it goes on from is added. */
  record: RunRecord;
  /** Its first checkpoint, of the step up to which it takes over the log. */
  state: TrainingState;
  /** How events are told in its log. Default as they are. */
  retold?: Retellings;
}

/**
 * Makes a new run that goes on from a step of another one, which may be written meanwhile.
 *
 * @param from directory of the other run
 * @param to directory of the new run; parents are created
 * @throws RunError when `to` is there and not empty, or cannot be written: then nothing is left in it.
 */
export async function makeChildRun(
  from: string,
  to: string,
  { record, state, retold = {} }: ChildRunOptions,
): Promise<void> {
  const { step } = state;
  try {
    await makeEmptyDirectory(to);
  } catch (error) {
    throw asRunError(to, error);
  }
  try {
    await mkdir(join(to, CHECKPOINTS));
    await writeFileAtomic(checkpointFile(to, step), encodeCheckpoint(state));
    await copyLog(join(from, LOG), join(to, LOG), { step, retold });
    // Last: what has no record is no run.
    const parent = { run: resolve(from), step };
    await writeFileAtomic(join(to, RECORD), recordText({ ...record, parent }));
  } catch (error) {
    for (const made of [CHECKPOINTS, LOG]) {
      await rm(join(to, made), { recursive: true, force: true });
    }
    throw asRunError(to, error);
  }
}

interface CopyLogOptions {
  /** Up to here. */
  step: number;
  retold: Retellings;
}

async function copyLog(from: string, to: string, options: CopyLogOptions): Promise<void> {
  const log = fileBytes(from);
  await using copy = await open(to, "wx");
  for await (const { bytes } of readStretches(log, { end: (await log.size()) ?? 0 })) {
    const kept = linesOf(bytes).map((line) => keptOf(bytes, line, options));
    await copy.appendFile(Buffer.concat(kept));
  }
  await copy.sync();
}

// What is not told otherwise stays as it is: so times do, and events of types that are not known here.
function keptOf(bytes: Uint8Array, line: Line, { step, retold }: CopyLogOptions): Uint8Array {
  const head = line.head ?? decodeEvent(textOf(bytes, line));
  if (head === undefined || head.step > step) return NOTHING;
  if (!Object.hasOwn(retold, head.type)) return bytes.subarray(line.start, line.end + 1);
  const event = decodeEvent(textOf(bytes, line));
  const told = event && retell(event, retold);
  return told ? Buffer.from(`${encodeEvent(told)}\n`) : NOTHING;
}

const NOTHING = new Uint8Array();
