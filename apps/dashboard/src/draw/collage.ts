import type { PlacedImage } from "../terminal/region.ts";
import { cellsOf } from "./cells.ts";
import { type Medium, pixelSize } from "./medium.ts";
import type { Picture } from "./picture.ts";
import { pictureLines } from "./picture-lines.ts";
import type { Scale } from "./scale.ts";
import type { Style } from "./style.ts";

/** Text and pictures, put at places of a grid of character cells that nothing else is put at. */
export interface Collage {
  /** A line of text, with or without colours. */
  text(row: number, column: number, text: string): void;
  /** A picture that `enlarge` has made of one at this magnification. */
  picture(row: number, column: number, picture: Picture, scale: Scale, zoom: number): void;
  /** What has been put so far, as lines and as pictures that the terminal draws over blank cells. */
  finish(): { lines: string[]; images: PlacedImage[] };
}

/** A collage of so many lines. */
export function createCollage(rows: number, style: Style, medium: Medium): Collage {
  const pieces: { column: number; cells: number; text: string }[][] = Array.from(
    { length: rows },
    () => [],
  );
  const images: PlacedImage[] = [];
  const put = (row: number, column: number, cells: number, text: string) => {
    pieces[row]?.push({ column, cells, text });
  };
  return {
    text(row, column, text) {
      put(row, column, cellsOf(text), text);
    },
    picture(row, column, picture, scale, zoom) {
      if (medium.graphics) {
        const size = pixelSize(zoom, medium);
        const columns = Math.ceil((picture.width * size) / medium.cell.width);
        const rows = Math.ceil((picture.height * size) / medium.cell.height);
        images.push({ row, column, columns, rows, picture, scale });
        return;
      }
      pictureLines(picture, { ...style, scale }).forEach((line, i) => {
        put(row + i, column, picture.width, line);
      });
    },
    finish: () => ({ lines: pieces.map(joined), images }),
  };
}

function joined(pieces: { column: number; cells: number; text: string }[]): string {
  let line = "";
  let end = 0;
  for (const { column, cells, text } of pieces.toSorted((a, b) => a.column - b.column)) {
    line += " ".repeat(Math.max(0, column - end)) + text;
    end = column + cells;
  }
  return line;
}
