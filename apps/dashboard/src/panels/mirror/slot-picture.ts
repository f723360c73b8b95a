import type { PhaseStates } from "@helmholtz/core";
import { enlarge, gap, type Medium } from "../../draw/medium.ts";
import { type Picture, rowPicture } from "../../draw/picture.ts";
import { surprise } from "../../draw/scale.ts";
import { tile } from "../../draw/sheet.ts";
import type { Phase } from "../../phases.ts";
import type { Slot } from "./arrangement.ts";

/**
 * What a slot shows of one image, for the scale `surprises`: states as black and white; what is
 * predicted of them as the probability, or in a colour where the states came out otherwise.
 *
 * @param width pixels across an image
 */
export function slotPicture(
  { states, predictions }: PhaseStates,
  { phase, slot, image, width }: { phase: Phase; slot: Slot; image: number; width: number },
  medium: Medium,
): Picture {
  const { layer, zoom, shows } = slot;
  const across = layer === 0 ? width : undefined;
  const drawn = states[layer];
  // In sleep the first prediction is of layer 1.
  const predicted = predictions[phase === "wake" ? layer : layer - 1];
  if (!drawn) return tile([], { columns: 1 });
  const bits = enlarge(rowPicture(drawn, image, across), zoom, medium);
  const pictures = shows.flatMap((shown) => {
    if (shown === "drawn") return bits;
    if (!predicted) return [];
    const { values } = enlarge(rowPicture(predicted, image, across), zoom, medium);
    return {
      ...bits,
      values: values.map((probability, i) => surprise(bits.values[i] ?? Number.NaN, probability)),
    };
  });
  return tile(pictures, { columns: pictures.length, gap: gap(zoom, medium) });
}
