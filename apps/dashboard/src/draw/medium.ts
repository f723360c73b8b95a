import type { CellSize } from "./graphics.ts";
import { zoom as magnify, type Picture } from "./picture.ts";
import type { Glyphs } from "./style.ts";

/** What pictures are drawn with, as far as their layout depends on it. */
export interface Medium {
  /** Pixels of a character cell. */
  readonly cell: CellSize;
  /** By how much pictures can be magnified, largest first; by 1/k to the mean of k × k pixels. */
  readonly zooms: readonly number[];
  /** From which magnification each pixel is seen by itself. */
  readonly whole: number;
  /** Whether the terminal magnifies: then pictures are handed to it as they are. */
  readonly graphics: boolean;
}

/** Half-blocks or characters by default; with `cell`, the terminal's own graphics. */
export function createMedium({ glyphs, cell }: { glyphs: Glyphs; cell?: CellSize }): Medium {
  if (cell) return { cell, zooms: GRAPHICS_ZOOMS, whole: 1, graphics: true };
  const text = { cell: { width: 1, height: 2 }, graphics: false };
  // A character is of two pixels one above the other.
  return glyphs === "ascii"
    ? { ...text, zooms: ASCII_ZOOMS, whole: 2 }
    : { ...text, zooms: TEXT_ZOOMS, whole: 1 };
}

const SHRUNK = [1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8, 1 / 12, 1 / 16];
const TEXT_ZOOMS = [4, 3, 2, 1, ...SHRUNK];
// With 3, a character would be of two pixels that differ.
const ASCII_ZOOMS = [4, 2, 1, ...SHRUNK];
const GRAPHICS_ZOOMS = [32, 28, 24, 20, 16, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, ...SHRUNK];

/** A picture as it is to be put on a collage, at a magnification. */
export function enlarge(
  picture: Picture,
  zoom: number,
  { graphics }: Pick<Medium, "graphics">,
): Picture {
  return graphics && zoom > 1 ? picture : magnify(picture, zoom);
}

/** Pixels between two pictures that have been enlarged. */
export function gap(zoom: number, { graphics }: Pick<Medium, "graphics">): number {
  return graphics ? Math.max(1, Math.round(GRAPHICS_GAP / zoom)) : 1;
}

// Pixels of the screen.
const GRAPHICS_GAP = 6;

/** Pixels of the screen that each pixel of an enlarged picture is wide and high. */
export function pixelSize(zoom: number, { graphics }: Pick<Medium, "graphics">): number {
  return graphics ? Math.max(1, zoom) : 1;
}

/** Character cells that pictures side by side take at a magnification. */
export function cellsOfPictures(
  { width, height }: { width: number; height: number },
  zoom: number,
  medium: Medium,
  count = 1,
): { columns: number; rows: number } {
  const size = pixelSize(zoom, medium);
  const enlarged = (pixels: number) => Math.ceil((pixels * zoom) / size);
  const across = count * enlarged(width) + (count - 1) * gap(zoom, medium);
  return {
    columns: Math.ceil((across * size) / medium.cell.width),
    rows: Math.ceil((enlarged(height) * size) / medium.cell.height),
  };
}
