import type { Picture } from "../draw/picture.ts";
import { type PictureLinesOptions, pictureLines } from "../draw/picture-lines.ts";
import { sheet } from "../draw/sheet.ts";
import { inside } from "./panel.tsx";

/** As many pictures as a panel has room for, off its left border where that takes none of them. */
export function sheetLines(
  pictures: readonly Picture[],
  panel: { width: number; height: number },
  options: PictureLinesOptions,
): { lines: string[]; shown: number } {
  const space = inside(panel);
  const { picture, shown } = sheet(pictures, space);
  const margin = picture.width < space.columns ? " " : "";
  return { lines: pictureLines(picture, options).map((line) => margin + line), shown };
}
