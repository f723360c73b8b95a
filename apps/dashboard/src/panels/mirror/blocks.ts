import { cellsOfPictures, type Medium } from "../../draw/medium.ts";
import type { Phase } from "../../phases.ts";
import type { Half, MirrorContents, Shown, Slot } from "./arrangement.ts";
import type { Choice, Fitting } from "./choices.ts";

/** The pictures of one image. */
export type Block = Pick<Half, "slots" | "width" | "height">;

interface Sizing {
  readonly shapes: MirrorContents["shapes"];
  readonly choice: Choice & Fitting;
  readonly medium: Medium;
}

/** Layers one above the other, each in the middle. */
export function column(
  phase: Phase,
  layers: readonly number[],
  { shapes, choice, medium }: Sizing,
): Block {
  const sized = layers.map((layer) => sizeSlot(phase, layer, { shapes, choice, medium }));
  const width = Math.max(...sized.map(({ columns }) => columns));
  let row = 0;
  const slots = sized.map((slot, i) => {
    row += choice.captions ? 1 : i && choice.between;
    const placed = { ...slot, row, column: Math.floor((width - slot.columns) / 2) };
    row += slot.rows;
    return placed;
  });
  return { slots, width, height: row };
}

/** The same pictures in the middle of more columns. */
export function widen({ slots, ...block }: Block, width: number): Block {
  const more = Math.max(0, Math.floor((width - block.width) / 2));
  return {
    slots: slots.map((slot) => ({ ...slot, column: slot.column + more })),
    ...{ ...block, width: Math.max(block.width, width) },
  };
}

/** Layers side by side, each in the middle. */
export function line(
  phase: Phase,
  layers: readonly number[],
  { shapes, choice, medium }: Sizing,
): Block {
  const sized = layers.map((layer) => sizeSlot(phase, layer, { shapes, choice, medium }));
  const top = choice.captions ? 1 : 0;
  const rows = Math.max(...sized.map(({ rows }) => rows));
  let column = 0;
  const slots = sized.map((slot) => {
    const placed = { ...slot, row: top + Math.floor((rows - slot.rows) / 2), column };
    column += slot.columns + choice.between;
    return placed;
  });
  return { slots, width: column - choice.between, height: top + rows };
}

function sizeSlot(
  phase: Phase,
  layer: number,
  { shapes, choice: { zoom, hiddenZoom, paired }, medium }: Sizing,
): Omit<Slot, "row" | "column"> {
  const shape = shapes[layer] ?? NO_SHAPE;
  const pixels = shapes[0] ?? NO_SHAPE;
  const most = Math.max(pixels.width, pixels.height) * zoom;
  const side = Math.max(shape.width, shape.height);
  const fits = (by: number) =>
    by <= hiddenZoom && side * by <= (by > medium.whole ? most : SLACK * most);
  const own = layer === 0 ? zoom : (medium.zooms.find(fits) ?? medium.zooms.at(-1) ?? 1);
  const isPaired = paired === "top" || (paired !== "pixels" && layer < shapes.length - 1);
  const shows = shownOf(phase, layer, isPaired);
  return { layer, shows, zoom: own, ...cellsOfPictures(shape, own, medium, shows.length) };
}

// Hidden layers are no larger than pixels, or hardly, where each unit would otherwise not be seen.
const SLACK = 1.3;

const NO_SHAPE = { width: 0, height: 0 };

// Recognition predicts no pixels. One picture alone is what the phase is about: in wake what is
// recognized, in sleep what recognition makes of the dream.
function shownOf(phase: Phase, layer: number, isPaired: boolean): readonly Shown[] {
  if (layer === 0) return phase === "wake" ? ["drawn", "predicted"] : ["drawn"];
  if (isPaired) return ["drawn", "predicted"];
  return phase === "wake" ? ["drawn"] : ["predicted"];
}
