import { colorDepth } from "./draw/color.ts";
import type { Picture } from "./draw/picture.ts";
import { pictureLines } from "./draw/picture-lines.ts";
import type { Scale } from "./draw/scale.ts";
import { tile } from "./draw/sheet.ts";
import { savePicture } from "./save-picture.ts";

const GAP = 1;
const PIPE_COLUMNS = 120;

export interface ShowPicturesOptions {
  scale: Scale;
  /** A file to write instead of showing them on stdout. */
  png?: string;
}

/** Shows pictures of one size side by side: on stdout, or in a PNG file of which the path is printed. */
export async function showPictures(
  pictures: readonly Picture[],
  { scale, png }: ShowPicturesOptions,
): Promise<void> {
  if (png) {
    const columns = Math.ceil(Math.sqrt(pictures.length * 1.5));
    console.log(await savePicture(png, tile(pictures, { columns, gap: 2 }), scale));
    return;
  }
  const { stdout, env } = process;
  const width = pictures[0]?.width ?? 0;
  const space = stdout.columns ?? PIPE_COLUMNS;
  const columns = Math.max(1, Math.floor((space + GAP) / (width + GAP)));
  const depth = colorDepth(stdout, env);
  for (const line of pictureLines(tile(pictures, { columns, gap: GAP }), { depth, scale })) {
    console.log(line.trimEnd());
  }
}
