import type { Act, RunEvent, RunState } from "@helmholtz/core";
import { actWords } from "./act-words.ts";
import { formatBits, formatCount } from "./draw/text.ts";
import { type Origin, originWords } from "./origin.ts";

/**
 * What an event has to say in a line, if anything, once `run` includes it.
 *
 * @param origin where the run went on from another one, if it did
 */
export function newsOf(event: RunEvent, run: RunState, origin?: Origin): string | undefined {
  switch (event.type) {
    case "start":
      if (event.notice) return event.notice;
      if (event.step === 0) return undefined;
      return event.step === origin?.step
        ? `continues ${originWords(origin)}`
        : `continues from step ${formatCount(event.step)}`;
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
