import type { Phase } from "../../phases.ts";
import type { Arrangement, Shown } from "./arrangement.ts";

/** What a phase does, in as many words as fit into so many lines. */
export function headingOf(
  phase: Phase,
  { isOff, columns, lines }: { isOff: boolean; columns: number; lines: number },
): readonly string[] {
  const { draws, learns, off } = HEADINGS[phase];
  const first = `${phase}: ${draws} draws`;
  const headings = isOff
    ? [[`${phase} is off: ${off}`], [`${phase} is off`]]
    : [[`${first}, ${learns} learns`], [first, `${learns} learns`], [`${phase}: ${learns} learns`]];
  return headings.find((heading) => fits(heading, columns, lines)) ?? [phase];
}

/** Whether there is room for all that a phase does. */
export function isHeadingWhole(columns: number, lines: number): boolean {
  return headingOf("wake", { isOff: false, columns, lines }).join().includes("draws");
}

function fits(heading: readonly string[], columns: number, lines: number): boolean {
  return heading.length <= lines && heading.every(({ length }) => length <= columns);
}

const HEADINGS = {
  wake: { draws: "recognition", learns: "generative", off: "generative does not learn" },
  sleep: { draws: "generative", learns: "recognition", off: "recognition does not learn" },
} as const satisfies Record<Phase, unknown>;

/** The name of a layer, as long as there is room for it. */
export function layerName(layer: number, cells: number): string {
  const name = layer === 0 ? "pixels" : `layer ${layer}`;
  return name.length <= cells ? name : `${layer}`;
}

/** Which of so many layers an arrangement has no room for, in many words and in few; none where it shows all. */
export function missingWords(
  layers: number,
  arrangement: Pick<Arrangement, Phase> | undefined,
): readonly string[] {
  const slots = arrangement ? [...arrangement.wake.slots, ...arrangement.sleep.slots] : [];
  const missing = Array.from({ length: layers }, (_, layer) => layer).filter(
    (layer) => !slots.some((slot) => slot.layer === layer),
  );
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.length > 1 ? `layers ${missing.join(", ")}` : layerName(first, 7);
  const verb = missing.length > 1 ? "do" : "does";
  return [`${names} ${verb} not fit`, `no ${names}`];
}

/** What a picture shows; nothing where it does not fit. */
export function captionOf(
  { phase, layer, shown, named }: { phase: Phase; layer: number; shown: Shown; named: boolean },
  cells: number,
): string {
  const words = () => {
    if (layer === 0) return PIXELS[phase][shown];
    if (named) return [`layer ${layer}`, `${layer}`];
    return HIDDEN[phase][shown];
  };
  return words().find(({ length }) => length <= cells) ?? "";
}

const PREDICTED = ["predicted", "pred."];

const PIXELS: Readonly<Record<Phase, Record<Shown, readonly string[]>>> = {
  wake: { drawn: ["datum"], predicted: ["reconstruction", ...PREDICTED] },
  sleep: { drawn: ["dream"], predicted: [] },
};

const HIDDEN: Readonly<Record<Phase, Record<Shown, readonly string[]>>> = {
  wake: { drawn: ["recognized", "drawn"], predicted: PREDICTED },
  sleep: { drawn: ["dreamt", "drawn"], predicted: PREDICTED },
};
