import { Command } from "commander";
import {
  type AppearanceFlags,
  addAppearanceOptions,
  appearanceOf,
  hasScreen,
  isSpoken,
} from "../appearance-options.ts";
import { listRuns } from "../compare/list-runs.ts";
import { MOST_RUNS, showComparison } from "../compare/show-comparison.ts";
import { UsageError } from "../errors.ts";
import { createPlainReport } from "../plain-report.ts";
import type { RunSource } from "../run-source.ts";
import { createRunModel } from "../screens/run-model.ts";
import { openSession } from "../screens/session.ts";
import { showRun } from "../screens/show-run.ts";
import { tellRun } from "../spoken/tell-run.ts";
import { endIfGone } from "../terminal/end-if-gone.ts";
import { watchRun } from "../watched-run.ts";

interface WatchFlags extends AppearanceFlags {
  plain?: boolean;
}

/** `helmholtz watch` */
export function watchCommand(): Command {
  const command = new Command("watch")
    .description(
      "Watch a run that another process trains, or look at one that has ended. Several: compared.",
    )
    .argument("<runs...>", `one run directory, or two to ${MOST_RUNS}`)
    .option("--plain", "plain lines instead of the dashboard; several runs: a table");
  return addAppearanceOptions(command).action(runWatch);
}

async function runWatch(paths: string[], flags: WatchFlags): Promise<void> {
  if (paths.length > MOST_RUNS) {
    throw new UsageError(`watch: at most ${MOST_RUNS} runs can be told apart, got ${paths.length}`);
  }
  const { stdin, stdout, stderr, env } = process;
  const [only] = paths.length === 1 ? paths : [];
  const isPlain = flags.plain || !hasScreen(stdout, env);
  const ending = new AbortController();
  if (only === undefined) {
    if (isPlain) await listRuns(paths);
    else {
      using session = await openSession(
        { stdin, stdout, env, prints: [stdout, stderr] },
        appearanceOf(flags),
      );
      await showComparison(session, paths);
    }
    return;
  }
  const { source, archive } = await watchRun(only, {
    signal: ending.signal,
    // Who cannot press a key cannot leave.
    untilEnd: isPlain || !stdin.isTTY,
  });
  if (isPlain) await printLines(source, env);
  else if (isSpoken(flags, env)) await tellRun(source, { stdin, stdout });
  else {
    using session = await openSession(
      { stdin, stdout, env, prints: [stdout, stderr] },
      appearanceOf(flags),
    );
    await showRun(session, source, { archive });
  }
  ending.abort();
  endIfGone([stdin, stdout, stderr]);
}

// To the end of the run, or until no process writes it.
async function printLines(source: RunSource, { CI }: NodeJS.ProcessEnv): Promise<void> {
  const model = createRunModel(source);
  const report = createPlainReport(model, { dreams: Boolean(CI) });
  for await (const event of source.events) {
    for (const line of report(event)) console.log(line);
  }
  if (!model.run.end) for (const line of report()) console.log(line);
}
