import type { DreamEvent } from "@helmholtz/core";
import { type Picture, rowPictures, zoom } from "./draw/picture.ts";
import { pictureLines } from "./draw/picture-lines.ts";
import { tile } from "./draw/sheet.ts";

const COLUMNS = 72;
const MOST = 3;
const GAP = 2;

/**
 * The first dreams side by side in ASCII, as many of three as fit into 72 columns; shrunk where not
 * even one does.
 *
 * @param size pixels across and down of a dream
 */
export function asciiDreams(
  { images }: DreamEvent,
  size: { width: number; height: number },
): string[] {
  const shrink = 1 / Math.max(1, Math.ceil(size.width / COLUMNS));
  const dreams: Picture[] = rowPictures(images, {
    ...size,
    count: Math.min(MOST, images.rows),
  }).map((picture) => zoom(picture, shrink));
  const across = Math.ceil(size.width * shrink) + GAP;
  const columns = Math.max(1, Math.floor((COLUMNS + GAP) / across));
  const sheet = tile(dreams.slice(0, columns), { columns, gap: GAP });
  return pictureLines(sheet, { depth: 1, glyphs: "ascii" }).map((line) => line.trimEnd());
}
