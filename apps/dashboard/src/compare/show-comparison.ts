import { createDeferred } from "../screens/deferred.ts";
import { followEvents } from "../screens/follow-events.ts";
import { createRunModel } from "../screens/run-model.ts";
import type { Session } from "../screens/session.ts";
import { showRun } from "../screens/show-run.ts";
import { watchForStall } from "../screens/watch-for-stall.ts";
import { watchRun } from "../watched-run.ts";
import type { CompareView } from "./compare-keys.ts";
import type { ComparedRun } from "./comparison.ts";
import { runNames } from "./run-names.ts";

/** As many runs as can be told apart over each other. */
export const MOST_RUNS = 6;

/**
 * Shows runs that other processes write, or have written, beside each other until the user leaves.
 *
 * @param paths of two to six run directories, as the user typed them
 * @throws RunError when one is none; what reading them throws.
 */
export async function showComparison(session: Session, paths: readonly string[]): Promise<void> {
  const { createCompareScreen } = await import("./compare-screen.tsx");
  const ending = new AbortController();
  const watched = await Promise.all(paths.map((path) => watchRun(path, { signal: ending.signal })));
  const names = runNames(watched.map(({ source }) => source.path));
  const runs = watched.map(
    ({ source }, index): ComparedRun => ({
      ...{ index, name: names[index] ?? "" },
      model: createRunModel(source),
    }),
  );

  const failed = createDeferred<never>();
  const stalls = runs.map(({ model }) => watchForStall(model, session));
  for (const { model } of runs) {
    followEvents(model, { signal: ending.signal, taken: session.request }).catch(failed.reject);
  }

  const view = createCompareView();
  try {
    while (true) {
      const next = createDeferred<ComparedRun | undefined>();
      const screen = createCompareScreen(runs, {
        ...{ view, session },
        open: next.resolve,
        leave: () => next.resolve(undefined),
      });
      const run = await session.show(screen, Promise.race([next.promise, failed.promise]));
      if (!run) return;
      const { source, archive } = await watchRun(paths[run.index] ?? "", {
        signal: ending.signal,
      });
      const { ending: left } = await showRun(session, source, { archive });
      if (left === "interrupted") return;
    }
  } finally {
    ending.abort();
    for (const stall of stalls) stall[Symbol.dispose]();
  }
}

function createCompareView(): CompareView {
  return {
    selected: 0,
    sorted: BEST_BITS,
    from: 1,
    descending: false,
    recent: false,
    log: false,
    smoothing: 0,
    message: "",
    scroll: 0,
  };
}

// The column of the least description length.
const BEST_BITS = 2;
