import type { Act, RunHistory } from "@helmholtz/core";
import type { AxisMark } from "../../draw/axis.ts";
import type { Origin } from "../../origin.ts";

/** What somebody did to the run, as characters on the axis of its steps. */
export function actMarks({ marks }: RunHistory): AxisMark[] {
  return marks.flatMap(({ step, act }) => {
    const symbol = actSymbol(act);
    return symbol ? [{ x: step, symbol }] : [];
  });
}

/** `<` where the run went on from another one, as a character on the axis of its steps. */
export function originMarks(origin: Origin | undefined): AxisMark[] {
  return origin ? [{ x: origin.step, symbol: "<" }] : [];
}

/**
 * One letter: p for pause, r for a new rate, c for a checkpoint, w or s for a phase that was turned
 * off, in capitals for one that learns again; * for other options of the rule. None for what leaves
 * no trace in a curve, or is at the end of one.
 */
function actSymbol(act: Act): string | undefined {
  switch (act.type) {
    case "pause":
      return "p";
    case "save":
      return "c";
    case "change": {
      if (act.rate !== undefined) return "r";
      const [[phase = "*", learned] = []] = Object.entries(act.rule ?? {});
      if (!Array.isArray(learned)) return "*";
      const letter = phase.charAt(0);
      return learned.length === 0 ? letter : letter.toUpperCase();
    }
    case "resume":
    case "advance":
    case "stop":
    case "quit":
      return undefined;
    default:
      return act satisfies never;
  }
}
