import {
  appendEvent,
  appendHistory,
  createHistory,
  createRunState,
  type RunEvent,
  type RunHistory,
  type RunState,
} from "@helmholtz/core";
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { createPace } from "./pace.ts";

/** A run in this page as its events tell it. */
export interface EventSignals {
  /** Where it stands now, shown or not. */
  readonly state: RunState;
  /** Where it stands: another object whenever anything has happened. */
  readonly run: ReadonlySignal<RunState>;
  /** Its curves: another object whenever anything has happened. */
  readonly history: ReadonlySignal<RunHistory>;
  /** Over the last seconds; none in a pause, and until there is enough to measure. */
  readonly stepsPerSecond: ReadonlySignal<number | undefined>;
  /** Takes the next events, and shows what they have changed. */
  take(events: readonly RunEvent[]): void;
  /** Shows how it stands, in a hidden tab as soon as that is seen. */
  show(): void;
  /** No longer waits for a hidden tab to be seen. */
  close(): void;
}

/** @param alsoShow sets what else follows from the state, together with these signals */
export function createEventSignals(alsoShow: () => void): EventSignals {
  const state = createRunState();
  const curves = createHistory();
  const pace = createPace(() => performance.now());
  const run = signal<RunState>({ ...state });
  const history = signal<RunHistory>({ ...curves });
  const stepsPerSecond = signal<number>();

  const show = () => {
    if (document.hidden) return;
    batch(() => {
      run.value = { ...state };
      history.value = { ...curves };
      stepsPerSecond.value = state.paused ? undefined : pace.stepsPerSecond;
      alsoShow();
    });
  };
  document.addEventListener("visibilitychange", show);
  return {
    ...{ state, run, history, stepsPerSecond, show },
    take(events) {
      for (const event of events) {
        appendEvent(state, event);
        appendHistory(curves, event);
        // Steps by hand, and what training waits for meanwhile, are no speed.
        if (event.type === "act" || event.type === "start") pace.reset();
        else if (!state.paused) pace.step(event.step);
      }
      show();
    },
    close: () => document.removeEventListener("visibilitychange", show),
  };
}
