import type { Act } from "@helmholtz/core";
import { formatRate } from "./rate.ts";

/** What somebody did to a run, in a few words: "paused", "wake off, rate 0.002". */
export function actWords(act: Act): string {
  switch (act.type) {
    case "pause":
      return "paused";
    case "resume":
      return "resumed";
    case "advance":
      return `one ${act.by} by hand`;
    case "change": {
      const options = Object.entries(act.rule ?? {}).map(
        ([name, value]) => `${name} ${optionWords(value)}`,
      );
      const rate = act.rate === undefined ? [] : [`rate ${formatRate(act.rate)}`];
      return [...options, ...rate].join(", ");
    }
    case "save":
      return "saving a checkpoint";
    case "stop":
      return "stopping, then saving";
    case "quit":
      return "ending without saving";
    default:
      return act satisfies never;
  }
}

// A phase is on where it has directions to learn.
function optionWords(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length > 0 ? "on" : "off";
}
