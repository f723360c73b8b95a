import type { OwnImages } from "../../machine/page-data.ts";
import { fitPicture } from "../../pictures/grey/fit-picture.ts";
import { inkOf, readPicture } from "../../pictures/grey/read-picture.ts";
import type { DroppedFile } from "../../ui/dropped-file.ts";

/** Whether a file is a picture such as a PNG, by its ending. */
export function isPicture({ file }: DroppedFile): boolean {
  return file.type.startsWith("image/");
}

/**
 * Pictures as images to learn from, in the order of their paths. Those of one size are taken as they
 * are, up to 64 × 64 pixels; else each is fitted in as MNIST does it. Where most are dark on light
 * paper, ink is what is dark.
 *
 * @throws DataError when the browser cannot read one.
 */
export async function readPictureSet(files: readonly DroppedFile[]): Promise<OwnImages> {
  const pictures = [];
  // One after the other: a folder may hold thousands, each large before it is read.
  for (const { file } of [...files].sort(byPath)) pictures.push(await readPicture(file));
  const isOnPaper = 2 * pictures.filter(({ isOnPaper }) => isOnPaper).length > pictures.length;
  const inks = pictures.map((picture) => inkOf(picture, isOnPaper));

  const { width, height } = inks[0] ?? FITTED;
  const isOneSize = inks.every((ink) => ink.width === width && ink.height === height);
  const isAsItIs = isOneSize && Math.max(width, height) <= MOST;
  const size = isAsItIs ? { width, height } : FITTED;
  const pixels = new Uint8Array(inks.length * size.width * size.height);
  for (const [i, ink] of inks.entries()) {
    const grey = isAsItIs ? ink.grey : fitPicture(ink, size, true);
    pixels.set(
      grey.map((value) => Math.round(255 * value)),
      i * size.width * size.height,
    );
  }
  return { name: nameOf(files), images: { ...size, pixels }, isPutTogether: true };
}

// Of greater ones, a page learns nothing in a person's time.
const MOST = 64;
const FITTED = { width: 28, height: 28 };

const byPath = (a: DroppedFile, b: DroppedFile) => (a.path < b.path ? -1 : 1);

// After their folder, as the file in which they can be saved.
function nameOf(files: readonly DroppedFile[]): string {
  const [folder = ""] = files[0]?.path.split("/").slice(0, -1) ?? [];
  return `${folder.replace(/[^\w-]+/g, "-") || `${files.length}-pictures`}-idx3-ubyte`;
}
