import { basename, dirname, join } from "node:path";
import { forkRun, type RunDirectory } from "@helmholtz/core/node";
import { type AppearanceFlags, appearanceOf } from "./appearance-options.ts";
import { openArchive } from "./archive.ts";
import { plainText } from "./draw/cells.ts";
import { colorDepth } from "./draw/color.ts";
import { createStyle } from "./draw/style.ts";
import { formatCount } from "./draw/text.ts";
import { EXIT } from "./errors.ts";
import { openTraining } from "./open-training.ts";
import { freePath } from "./run-name.ts";
import type { RunSource } from "./run-source.ts";
import { openSession } from "./screens/session.ts";
import { type ShownRun, showRun } from "./screens/show-run.ts";
import { tellRun } from "./spoken/tell-run.ts";
import { summaryLines } from "./summary.ts";
import { endIfGone } from "./terminal/end-if-gone.ts";
import type { TrainingRequest, WorkerTraining } from "./train-in-worker.ts";

/** Trains on a terminal until the user leaves: in the dashboard, or in sentences. */
export async function showTraining(first: TrainingRequest, flags: AppearanceFlags): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  for (let request: TrainingRequest | undefined = first; request; ) {
    const { training, directory, source } = await openTraining(request);
    const stray: string[] = [];
    const shown = await show(source, directory, training, stray);
    await training.finished;
    await shown.complete;
    for (const line of stray) console.error(plainText(line));
    const style = createStyle({ depth: colorDepth(stdout, env) });
    const summary = { elapsed: shown.elapsed, directory: source.path, style };
    for (const line of summaryLines(shown.run, summary)) console.log(line);
    if (shown.ending === "interrupted") process.exitCode = EXIT.interrupted;
    request = shown.fork === undefined ? undefined : await fork(directory, shown.fork, request);
  }
  endIfGone([stdin, stdout, stderr]);

  async function show(
    source: RunSource,
    directory: RunDirectory,
    training: WorkerTraining,
    stray: string[],
  ): Promise<ShownRun> {
    if (flags.screenReader) {
      training.onPrint = (line) => console.error(line);
      return tellRun(source, { stdin, stdout });
    }
    using session = await openSession(
      { stdin, stdout, env, prints: [stdout, stderr] },
      appearanceOf(flags),
    );
    training.onPrint = (line) => session.prints.push(line);
    try {
      return await showRun(session, source, { archive: openArchive(directory), canFork: true });
    } finally {
      stray.push(...session.prints);
    }
  }
}

// A new run from a checkpoint, to be continued as this one was; none where nothing is left to do.
async function fork(
  { path, record, checkpoints }: RunDirectory,
  from: number | "latest",
  { cwd, threads }: TrainingRequest,
): Promise<TrainingRequest | undefined> {
  // Where there are many, some are given up: then the last one before it.
  const most = from === "latest" ? Number.POSITIVE_INFINITY : from;
  const step = (await checkpoints()).findLast((stored) => stored <= most);
  if (step === undefined || step >= record.options.steps) {
    const why = step === undefined ? "no checkpoint is stored there" : "all its steps are done";
    console.error(`not forked: ${why}`);
    return undefined;
  }
  const to = await freePath(join(dirname(path), `${basename(path)}-fork`));
  await forkRun(path, step, to);
  console.log(`forked from step ${formatCount(step)} into ${plainText(to)}`);
  return { type: "resume", directory: to, cwd, threads };
}
