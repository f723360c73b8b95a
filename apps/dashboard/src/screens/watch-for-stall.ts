import { formatDuration } from "../draw/text.ts";
import type { RunModel } from "./run-model.ts";
import type { Session } from "./session.ts";

const LOOK_MS = 1000;
// Longer than a report takes on any machine that one would watch.
const LEAST_MS = 30_000;
const USUAL = 5;

/** What is said of a run that has not ended, and that nobody goes on with. */
export const UNWRITTEN = "no process writes this run: `helmholtz train --resume` goes on with it";

/**
 * Says of a run that another process writes when none does, or when nothing has come for much longer
 * than usual, until disposed of.
 */
export function watchForStall(
  model: RunModel,
  session: Pick<Session, "request">,
  now: () => number = Date.now,
): Disposable {
  const { source, view, run } = model;
  if (source.act) return { [Symbol.dispose]() {} };
  const stall = (message: string) => {
    view.activity = "stalled";
    view.message = message;
    session.request();
  };
  let before: number | undefined;
  let unwritten = 0;
  const look = setInterval(() => {
    const { latest } = model;
    if (run.end) return;
    // While events come, what was written earlier is still being read: there may be an end.
    unwritten = source.isWritten?.() === false && latest === before ? unwritten + 1 : 0;
    before = latest;
    if (unwritten === 1) stall(UNWRITTEN);
    if (unwritten > 0) return;
    if (latest === undefined || run.paused) return;
    const silent = now() - latest;
    if (silent < Math.max(LEAST_MS, USUAL * usualSilence(model))) return;
    stall(`nothing for ${formatDuration(silent)}: the process that trains has ended or hangs`);
  }, LOOK_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(look);
    },
  };
}

// Milliseconds between two reports, as fast as training went.
function usualSilence({ run, pace }: RunModel): number {
  const [before, last] = run.curve.slice(-2);
  if (!before || !last || !pace.stepsPerSecond) return 0;
  return (1000 * (last.step - before.step)) / pace.stepsPerSecond;
}
