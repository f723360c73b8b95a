import { distance, fixed } from "../numbers.ts";
import { type Artefact, compared, type Find } from "./artefact.ts";
import { sideBySide } from "./evidence.ts";

// How near the starter code's costs must be to each other, and how many bits make a difference.
const SAME_STARTER = 0.1;
const DIFFERENCE = 10;

/** "Sleep does not matter": without it, recognition stays random and descriptions get longer. */
export function sleepArtefact(find: Find): Artefact {
  const about = { id: "sleep", claim: "Sleep does not matter" };
  const [whole, sleepless, wakeless] = [
    find("zeros"),
    find("zeros-sleep-off"),
    find("zeros-wake-off"),
  ];
  if (!whole || !sleepless) {
    return { ...about, text: "It needs zeros with both phases, and with sleep off." };
  }
  const [on, off] = [compared(whole), compared(sleepless)];
  const longer = off.cost - on.cost;
  return {
    ...about,
    shown: off.starter / on.starter - 1 <= SAME_STARTER && longer >= DIFFERENCE,
    text: [
      `With sleep off the starter code’s cost is ${distance(off.starter, on.starter)} that with sleep on.`,
      `By equation 3 an image costs ${fixed(Math.abs(longer), 1)} bits ${longer > 0 ? "more" : "less"} with sleep off, and by equation 5, held out, ${fixed(Math.abs(off.descriptionLength - on.descriptionLength), 1)} bits ${off.descriptionLength > on.descriptionLength ? "more" : "less"}.`,
    ].join(" "),
    evidence: sideBySide(about.id, "Zeros, with and without each phase", [
      on,
      off,
      ...(wakeless ? [compared(wakeless)] : []),
    ]),
  };
}
