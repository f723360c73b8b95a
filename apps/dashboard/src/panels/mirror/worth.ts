import type { Medium } from "../../draw/medium.ts";
import type { Arrangement, Half, MirrorContents, Slot, Spine } from "./arrangement.ts";
import { isHeadingWhole } from "./words.ts";

/** How much is seen, and how well: a product, so that nothing makes up for what cannot be read. */
export function worthOf(
  { wake, sleep, upright, captions, between, spine, headings }: Arrangement,
  { shapes }: MirrorContents,
  { cell, whole: wholeZoom }: Medium,
): number {
  const [shape = { width: 0, height: 0 }] = shapes;
  const zoom = wake.slots.find(({ layer }) => layer === 0)?.zoom ?? 0;
  const size = (shape.width * zoom) / cell.width / CLEAR_COLUMNS;
  const detail = Math.min(1, (Math.min(shape.width, shape.height) * zoom) / CLEAR_PIXELS) ** 2;
  const clearness =
    Math.sqrt(Math.min(1, zoom)) * (zoom < 1 ? detail : 1) * Math.min(1, size) * grow(size, 0.1);
  // The mean of several units says little of any.
  const readable = ({ layer, zoom, shows }: Slot) =>
    (0.5 + 0.5 * shows.length) * (layer > 0 && zoom < wholeZoom ? (zoom / wholeZoom) ** 3 : 1);
  const shown = ({ slots }: Half) => slots.reduce((sum, slot) => sum + readable(slot), 0);
  const all = 1.5 * shapes.length;
  const completeness = (shown(wake) / all) * (shown(sleep) / (all - 0.5));
  const hidden = wake.slots.reduce((sum, { layer, columns }) => sum + (layer && columns), 1);
  const several = grow(wake.blocks.length, 0.35) * grow(hidden, 0.1);
  const whole = isHeadingWhole(wake.columns, headings) ? 1.05 : 1;
  const around = comfort({ captions, between, spine }) * whole;
  return clearness * completeness * several * around * (upright ? 1.1 : 1);
}

type Around = Pick<Arrangement, "captions" | "between"> & {
  readonly spine: Pick<Spine, "name">;
};

/** What words and gaps are worth, as a part of it. */
export function comfort({ captions, between, spine }: Around): number {
  const apart = captions || between > 0 ? 1 : 0.8;
  return apart * (captions ? 1.1 : 1) * (spine.name > 1 ? 1.1 : 1);
}

// As wide as a digit is at half its size in half-blocks.
const CLEAR_COLUMNS = 14;
// Of a digit that one can still read.
const CLEAR_PIXELS = 9;

// 1 to begin with, and more by a share for each doubling.
function grow(size: number, share: number): number {
  return 1 + share * Math.log2(Math.max(1, size));
}
