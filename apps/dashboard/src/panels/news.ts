import type { RunEvent, RunState } from "@helmholtz/core";
import { formatBits, formatCount } from "../draw/text.ts";

/** What an event has to say in a line, if anything, once `run` includes it. */
export function newsOf(event: RunEvent, run: RunState): string | undefined {
  switch (event.type) {
    case "start":
      if (event.notice) return event.notice;
      return event.step > 0 ? `continues from step ${formatCount(event.step)}` : undefined;
    case "evaluate":
      return run.best === event && run.curve.length > 1
        ? `best so far: ${formatBits(event.descriptionLength)} bits at epoch ${event.epoch.toFixed(1)}`
        : undefined;
    case "checkpoint":
      return `checkpoint at step ${formatCount(event.step)}`;
    case "end":
      return event.reason === "done"
        ? `training is done: ${formatCount(event.step)} steps`
        : `training was stopped at step ${formatCount(event.step)}`;
    default:
      return undefined;
  }
}
