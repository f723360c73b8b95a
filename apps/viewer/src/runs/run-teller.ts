import type { RunEvent } from "@helmholtz/core";
import { buffersOf, type CurveDetail, type Snapshot, trackChanges } from "./run-changes.ts";
import type { Reply, RunStatus } from "./run-messages.ts";

/** Tells a page how a run grows. */
export interface RunTeller {
  /** An event that the run has since it was told of. */
  note(event: RunEvent): void;
  /** Whether the last news are so old that the page should have some, while much is read. */
  isDue(): boolean;
  /** Tells some of what changed. */
  tellSome(now: Snapshot, status: RunStatus): void;
  /** Tells all that changed, if anything did since the last time. */
  tell(now: Snapshot, status: RunStatus): void;
}

/** Milliseconds between the news while much is read. */
const NEWS_EVERY = 200;
const OF_CURVES: readonly string[] = ["start", "evaluate", "likelihood"];

/** Tells over a port. */
export function createTeller(port: MessagePort): RunTeller {
  const changesOf = trackChanges();
  let hasNews = true;
  let curvesGrew = false;
  let toldStatus = "";
  let lastTold = 0;

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
    isDue: () => performance.now() - lastTold > NEWS_EVERY,
    tellSome(now, status) {
      tellPart(now, status, "shape");
    },
    tell(now, status) {
      const text = JSON.stringify(status);
      if (!hasNews && text === toldStatus) return;
      for (let isAll = false; !isAll; curvesGrew = false) {
        isAll = tellPart(now, status, curvesGrew ? "all" : "none");
      }
      hasNews = false;
      toldStatus = text;
    },
  };
}
