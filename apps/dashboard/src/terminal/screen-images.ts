import type { PlacedImage, Region } from "./region.ts";

/** An image at its place on the screen. */
export type ScreenImage = PlacedImage;

/** An image that the terminal shows. */
export interface StandingImage extends ScreenImage {
  /** From 1; no two images have the same. */
  readonly id: number;
}

/**
 * The images of regions, at their places on a screen of `rows` rows. Left out are those that
 * another region covers, even in part: text and images do not mix.
 */
export function imagesOf(regions: readonly Region[], rows: number): ScreenImage[] {
  return regions.flatMap((region, i) => {
    const above = regions.slice(i + 1);
    return (region.images ?? [])
      .map((image) => ({
        ...image,
        row: region.row + image.row,
        column: region.column + image.column,
      }))
      .filter((image) => image.row + image.rows <= rows)
      .filter((image) => !above.some((other) => covers(other, image)));
  });
}

/**
 * What becomes of the images that stand, for those to stand that are wanted: some stay, others are
 * gone, and some are new.
 *
 * @param isErased whether the cells of an image are written over, and it with them
 */
export function changeImages(
  before: readonly StandingImage[],
  wanted: readonly ScreenImage[],
  isErased: (image: ScreenImage) => boolean,
) {
  const standing = before.filter(
    (image) => !isErased(image) && wanted.some((other) => isSame(image, other)),
  );
  return {
    standing,
    gone: before.filter((image) => !standing.includes(image)),
    added: wanted.filter((image) => !standing.some((other) => isSame(image, other))),
  };
}

function isSame(a: ScreenImage, b: ScreenImage): boolean {
  return (
    a.picture === b.picture &&
    a.scale === b.scale &&
    a.row === b.row &&
    a.column === b.column &&
    a.rows === b.rows &&
    a.columns === b.columns
  );
}

function covers({ row, column, width, lines }: Region, image: ScreenImage): boolean {
  return (
    row < image.row + image.rows &&
    image.row < row + lines.length &&
    column < image.column + image.columns &&
    image.column < column + width
  );
}
