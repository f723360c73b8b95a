import type { RunState } from "@helmholtz/core";
import type { Archive } from "../archive.ts";
import type { RunSource } from "../run-source.ts";
import { askToFork } from "./ask-to-fork.ts";
import { createDeferred } from "./deferred.ts";
import { followEvents } from "./follow-events.ts";
import { createRunModel } from "./run-model.ts";
import type { Session } from "./session.ts";
import { watchForStall } from "./watch-for-stall.ts";

export interface ShowRunOptions {
  /** What the run has stored. */
  archive: Archive;
  /** Whether the user may go on with a new run from a step of this one. Default false. */
  canFork?: boolean;
  /** Milliseconds. Default `performance.now`. */
  clock?: () => number;
}

/** How the user left a run, and what it had come to. */
export interface ShownRun {
  /**
   * - `done`, `stopped`, `quit`: how training ended
   * - `left`: it goes on in another process
   * - `interrupted`: by Ctrl-C or a signal; training has been told to stop
   */
  readonly ending: "done" | "stopped" | "quit" | "left" | "interrupted";
  /** The checkpoint that the user wants to go on from with a new run. */
  readonly fork?: number | "latest";
  /** What the events add up to. */
  readonly run: RunState;
  /** Milliseconds of training so far, pauses left out. */
  readonly elapsed: number;
  /** Resolves when `run` has all of a training: it may go on for a moment after the user has left. */
  readonly complete: Promise<void>;
}

/**
 * Shows a run until the user leaves it.
 *
 * @throws what reading the events throws.
 */
export async function showRun(
  session: Session,
  source: RunSource,
  { archive, canFork = false, clock = () => performance.now() }: ShowRunOptions,
): Promise<ShownRun> {
  const { createRunScreen } = await import("./run-screen.tsx");
  const model = createRunModel(source, { clock });
  const { view, run } = model;
  const left = createDeferred<Pick<ShownRun, "ending" | "fork">>();
  let fork: ShownRun["fork"];
  const leave = () => left.resolve({ ending: run.end?.reason ?? "left", fork });

  const forkFrom = (from: number | "latest") => {
    fork = from;
    view.leaving = true;
    if (view.activity === "ended") leave();
    else source.act?.({ type: "stop" });
  };

  const actions = {
    leave,
    suspend: session.suspend,
    interrupt() {
      source.act?.({ type: "stop" });
      left.resolve({ ending: "interrupted" });
    },
    ...(canFork && {
      fork() {
        askToFork(model, archive, forkFrom)
          .catch((error: Error) => {
            view.message = error.message;
          })
          .finally(session.hurry);
      },
    }),
  };
  const screen = createRunScreen(model, { ...session, archive, actions, changed: session.hurry });
  using _stall = watchForStall(model, session);
  const leaving = new AbortController();
  const complete = followEvents(model, { signal: leaving.signal, taken: session.request });
  complete.then(() => {
    if (view.leaving || !session.hasKeyboard) leave();
    else session.hurry();
  }, left.reject);
  try {
    const how = await session.show(screen, left.promise);
    return {
      ...{ ...how, complete, run },
      get elapsed() {
        return model.pace.elapsed;
      },
    };
  } finally {
    if (!source.act) leaving.abort();
  }
}
