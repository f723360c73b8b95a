import type { StudyName } from "../../results.ts";
import { distance, fixed } from "../numbers.ts";
import { type Artefact, type Compared, compared, type Find, unfinished } from "./artefact.ts";
import { sideBySide } from "./evidence.ts";

const PAIRS: readonly (readonly [few: StudyName, many: StudyName])[] = [
  ["threes-eights", "threes-eights-100"],
  ["all", "all-100"],
];

/** "More hidden units cost more": a larger machine describes the same images in fewer bits. */
export function unitsArtefact(find: Find): Artefact {
  const about = { id: "more-units", claim: "More hidden units cost more" };
  const pairs = PAIRS.flatMap(([few, many]) => {
    const [small, large] = [find(few), find(many)];
    return small && large ? [[compared(small), compared(large)] as const] : [];
  });
  if (pairs.length === 0) {
    return { ...about, text: "It needs an experiment with 20 and the same with 100 hidden units." };
  }
  const shown = pairs.every(([few, many]) => many.starter > few.starter && many.cost < few.cost);
  const sentences = pairs.map(([few, many]) => sentence(few, many));
  return {
    ...about,
    shown,
    text: [...sentences, shown ? "" : unfinished(pairs.flat())].join(" "),
    evidence: sideBySide(about.id, "20 and 100 hidden units", pairs.flat()),
  };
}

function sentence(few: Compared, many: Compared): string {
  const difference = many.cost - few.cost;
  return `${few.title}: with 100 hidden units the starter code’s cost is ${distance(many.starter, few.starter)} that with 20, and by equation 3 an image takes ${fixed(Math.abs(difference), 1)} bits ${difference < 0 ? "less" : "more"}.`;
}
