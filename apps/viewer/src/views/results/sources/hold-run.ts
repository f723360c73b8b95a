import type { OpenRun } from "../../../runs/open-run.ts";
import type { ListedRun } from "./run-place.ts";

/** A run that stays open until it is released. */
export interface HeldRun {
  readonly run: OpenRun;
  release(): void;
}

/** Opens a run; one that is open already is shared, and closed when nobody holds it any more. */
export function holdRun(listed: ListedRun): HeldRun {
  const open = opened.get(listed.key) ?? { run: listed.open(), holders: 0 };
  opened.set(listed.key, open);
  open.holders++;
  let isHeld = true;
  return {
    run: open.run,
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (--open.holders > 0) return;
      if (opened.get(listed.key) === open) opened.delete(listed.key);
      open.run.close();
    },
  };
}

const opened = new Map<string, { readonly run: OpenRun; holders: number }>();
