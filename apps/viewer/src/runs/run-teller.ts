import type { RunEvent } from "@helmholtz/core";
import { buffersOf, type CurveDetail, type Snapshot, trackChanges } from "./run-changes.ts";
import type { Reply, RunStatus } from "./run-messages.ts";

/** Tells a page how a run grows. */
export interface RunTeller {
  /** An event that the run has since it was told of. */
  note(event: RunEvent): void;
  /** Whether, while much is read, the page should have some news; asked at every event. */
  isDue(): boolean;
  /** Tells some of what changed. */
  tellSome(now: Snapshot, status: RunStatus): void;
  /** Tells all that changed, if anything did since the last time. */
  tell(now: Snapshot, status: RunStatus): void;
}

/** Milliseconds to the next news while much is read: twice as many each time, up to the last. */
const [FIRST_WAIT, LAST_WAIT] = [200, 1600];
/** Events after which the clock is looked at, which takes almost as long as to read an event. */
const LOOK_EVERY = 64;
const OF_CURVES: readonly string[] = ["start", "evaluate", "likelihood"];

/** Tells over a port. */
export function createTeller(port: MessagePort): RunTeller {
  const changesOf = trackChanges();
  let hasNews = true;
  let curvesGrew = false;
  let toldStatus = "";
  let lastTold = 0;
  let wait = 0;
  let asked = 0;

  // Gives whether that was all.
  function tellPart(now: Snapshot, status: RunStatus, curves: CurveDetail): boolean {
    const changes = changesOf(now, curves);
    const news = changes.isAll || curves === "shape" ? { status, changes } : { changes };
    port.postMessage({ type: "news", news } satisfies Reply, buffersOf(changes));
    lastTold = performance.now();
    return changes.isAll;
  }

  return {
    note({ type }) {
      hasNews = true;
      curvesGrew ||= OF_CURVES.includes(type);
    },
    isDue: () => ++asked % LOOK_EVERY === 0 && performance.now() - lastTold > wait,
    tellSome(now, status) {
      tellPart(now, status, "shape");
      // What draws them all anew needs the processor that reads on.
      wait = Math.min(Math.max(2 * wait, FIRST_WAIT), LAST_WAIT);
    },
    tell(now, status) {
      const text = JSON.stringify(status);
      if (!hasNews && text === toldStatus) return;
      for (let isAll = false; !isAll; curvesGrew = false) {
        isAll = tellPart(now, status, curvesGrew ? "all" : "none");
      }
      wait = FIRST_WAIT;
      hasNews = false;
      toldStatus = text;
    },
  };
}
