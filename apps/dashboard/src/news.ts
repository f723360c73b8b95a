import type { Act, RunEvent, RunState } from "@helmholtz/core";
import { actWords } from "./act-words.ts";
import { formatBits, formatCount } from "./draw/text.ts";

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
    case "likelihood":
      return `−log p is ${event.nll.toFixed(1)} ± ${event.nllStandardError.toFixed(1)} nats`;
    case "act":
      return newsOfAct(event.act, formatCount(event.step));
    case "end":
      return endings[event.reason](formatCount(event.step));
    default:
      return undefined;
  }
}

const endings = {
  done: (step: string) => `training is done: ${step} steps`,
  stopped: (step: string) => `training was stopped at step ${step}`,
  quit: (step: string) => `training ended at step ${step} without saving`,
};

function newsOfAct(act: Act, step: string): string {
  const words = `${actWords(act)} at step ${step}`;
  return act.type === "pause" ? `${words}: space goes on, . does one step, "," one phase` : words;
}
