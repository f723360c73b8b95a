import { formatDuration } from "../draw/text.ts";
import type { RunModel } from "./run-model.ts";
import type { Session } from "./session.ts";

const LOOK_MS = 1000;
// Longer than a report takes on any machine that one would watch.
const LEAST_MS = 30_000;
const USUAL = 5;

/**
 * Says of a run that another process writes when nothing has come for much longer than usual, until
 * disposed of.
 */
export function watchForStall(
  model: RunModel,
  session: Pick<Session, "request">,
  now: () => number = Date.now,
): Disposable {
  const { source, view, run } = model;
  if (source.act) return { [Symbol.dispose]() {} };
  const look = setInterval(() => {
    const { latest } = model;
    if (latest === undefined || run.end || run.paused) return;
    const silent = now() - latest;
    if (silent < Math.max(LEAST_MS, USUAL * usualSilence(model))) return;
    view.activity = "stalled";
    view.message = `nothing for ${formatDuration(silent)}: the process that trains has ended or hangs`;
    session.request();
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
