import { fixed } from "../numbers.ts";
import { type Artefact, compared, type Find, unfinished } from "./artefact.ts";
import { sideBySide } from "./evidence.ts";

// How near the starter code's ratios must be to those of the images, and honest costs to each other.
const SAME_RATIO = 0.25;
const SAME_COST = 0.15;

/** "Ten classes cost ten times one class": it is the images that are added up. */
export function classesArtefact(find: Find): Artefact {
  const about = { id: "ten-times", claim: "Ten classes cost ten times as much as one class" };
  const [one, two, ten] = [find("zeros"), find("threes-eights"), find("all")];
  if (!one || !two || !ten) {
    return { ...about, text: "It needs the experiments with one, two and ten classes." };
  }
  const base = compared(one);
  const rows = [base, compared(two), compared(ten)];
  const ratio = (figure: "starter" | "images") => rows.map((row) => row[figure] / base[figure]);
  const [starters, images] = [ratio("starter"), ratio("images")];
  const counts = starters.every((r, i) => Math.abs(r / (images[i] ?? 1) - 1) <= SAME_RATIO);
  const costs = rows.map(({ cost }) => cost);
  const apart = Math.max(...costs) / Math.min(...costs) - 1;
  const even = apart <= SAME_COST;
  return {
    ...about,
    shown: counts && even,
    text: [
      `The starter code’s costs of one, two and ten classes are as ${inWords(starters)}; the numbers of images that it adds up are as ${inWords(images)}.`,
      counts ? "So it counts images." : "So it does more, or less, than count images.",
      `By equation 3 the dearest of the three costs ${fixed(100 * apart, 0)} % more per image than the cheapest.`,
      even
        ? "So the number of classes hardly matters."
        : "So the number of classes matters, however it is counted.",
      even ? "" : unfinished(rows),
    ].join(" "),
    evidence: sideBySide(about.id, "One, two and ten classes, 20 hidden units", rows),
  };
}

function inWords(ratios: readonly number[]): string {
  return ratios.map((ratio) => fixed(ratio, 1)).join(" : ");
}
