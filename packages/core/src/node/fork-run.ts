import { mkdir, open, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { encodeCheckpoint } from "../run/checkpoint.ts";
import { decodeEvent } from "../run/log.ts";
import { linesOf, readStretches, textOf } from "../run/log-lines.ts";
import { makeEmptyDirectory } from "./make-directory.ts";
import { openRun } from "./run-directory.ts";
import { asRunError, CHECKPOINTS, checkpointFile, LOG, RECORD, recordText } from "./run-files.ts";
import { fileBytes } from "./run-log.ts";
import { writeFileAtomic } from "./write-file.ts";

/**
 * Makes a new run of another one as it was at a step: its settings, its log up to there with all
 * that was changed on the way, and its checkpoint. Continued, it goes on as that one did. The other
 * run may be written meanwhile.
 *
 * @param from directory of the run
 * @param to directory of the new run; parents are created
 * @throws RunError when `from` is no run or has no checkpoint of the step, or `to` is there and not
 * empty or cannot be written.
 */
export async function forkRun(from: string, step: number, to: string): Promise<void> {
  const run = await openRun(from);
  const state = await run.checkpoint(step);
  const record = { ...run.record, parent: { run: resolve(from), step } };
  try {
    await makeEmptyDirectory(to);
  } catch (error) {
    throw asRunError(to, error);
  }
  try {
    await mkdir(join(to, CHECKPOINTS));
    await writeFileAtomic(checkpointFile(to, step), encodeCheckpoint(state));
    await copyLog(join(from, LOG), join(to, LOG), step);
    // Last: what has no record is no run.
    await writeFileAtomic(join(to, RECORD), recordText(record));
  } catch (error) {
    for (const made of [CHECKPOINTS, LOG]) {
      await rm(join(to, made), { recursive: true, force: true });
    }
    throw asRunError(to, error);
  }
}

// Line by line as they are: so times stay, and events of types that are not known here.
async function copyLog(from: string, to: string, step: number): Promise<void> {
  const log = fileBytes(from);
  await using copy = await open(to, "wx");
  for await (const { bytes } of readStretches(log, { end: (await log.size()) ?? 0 })) {
    const kept = linesOf(bytes).filter((line) => {
      const event = line.head ?? decodeEvent(textOf(bytes, line));
      return event !== undefined && event.step <= step;
    });
    await copy.appendFile(
      Buffer.concat(kept.map(({ start, end }) => bytes.subarray(start, end + 1))),
    );
  }
  await copy.sync();
}
