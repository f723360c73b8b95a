import type { OpenRun } from "../../../runs/open-run.ts";
import type { ListedRun } from "./run-place.ts";

/** A run that stays open until it is released. */
export interface HeldRun extends Pick<ListedRun, "source"> {
  readonly run: OpenRun;
  release(): void;
}

/**
 * Opens a run; one of the same source that is open already is shared, and closed when nobody holds it
 * any more.
 */
export function holdRun(listed: ListedRun): HeldRun {
  const { key, source } = listed;
  const before = opened.get(key);
  const open: Opened =
    before && before.source === source ? before : { run: listed.open(), source, holders: 0 };
  opened.set(key, open);
  open.holders++;
  let isHeld = true;
  return {
    ...{ run: open.run, source },
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (--open.holders > 0) return;
      if (opened.get(key) === open) opened.delete(key);
      open.run.close();
    },
  };
}

interface Opened extends Pick<HeldRun, "run" | "source"> {
  holders: number;
}

const opened = new Map<string, Opened>();
