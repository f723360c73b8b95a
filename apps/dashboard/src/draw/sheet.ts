import { gap as gapOf, type Medium, pixelSize } from "./medium.ts";
import { type Picture, paint } from "./picture.ts";

/**
 * Pictures side by side as one picture, `columns` to a row, each in a space of the first one's size.
 *
 * @param gap pixels between columns. Default 1
 * @param rowGap pixels between rows. One more stands there where that makes each begin at an even
 * pixel: two pixels share a character cell, and a row should not begin within one. Default `gap`
 */
export function tile(
  pictures: readonly Picture[],
  { columns, gap = 1, rowGap = gap }: { columns: number; gap?: number; rowGap?: number },
): Picture {
  const [first] = pictures;
  if (!first) return paint(0, 0, () => Number.NaN);
  const across = first.width + gap;
  const down = tilePitch(first.height, rowGap);
  const rows = Math.ceil(pictures.length / columns);
  const width = Math.min(columns, pictures.length) * across - gap;
  const height = (rows - 1) * down + first.height;
  const values = new Float32Array(width * height).fill(Number.NaN);
  pictures.forEach((picture, i) => {
    const corner = Math.floor(i / columns) * down * width + (i % columns) * across;
    for (let y = 0; y < picture.height; y++) {
      const row = picture.values.subarray(y * picture.width, (y + 1) * picture.width);
      values.set(row, corner + y * width);
    }
  });
  return { width, height, values };
}

/** How pictures of one size are put on a sheet. */
export interface SheetPlan {
  /** How many there is room for. */
  readonly shown: number;
  readonly columns: number;
  readonly zoom: number;
  /** Pixels between columns and between rows of pictures that have been enlarged. */
  readonly gap: number;
  readonly rowGap: number;
  /** Character cells that all of it takes. */
  readonly cells: { readonly columns: number; readonly rows: number };
}

export interface SheetContents {
  /** Pixels of a picture. */
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Of how many pictures side by side one of `count` is made. Default 1. */
  readonly together?: number;
}

/**
 * Pictures as large as useful, as a space of character cells has room for: the largest of which all
 * fit; else the largest of which some fit and can still be recognized; else the largest of which
 * any fit. None where not even the smallest do.
 */
export function planSheet(
  contents: SheetContents,
  space: { columns: number; rows: number },
  medium: Medium,
): SheetPlan | undefined {
  const { count, width, height } = contents;
  const fits = medium.zooms
    .map((zoom) => fitting(contents, zoom, space, medium))
    .filter(({ shown }) => shown > 0);
  const all = fits.filter(({ shown }) => shown === count);
  if (medium.graphics) {
    const clear = ({ zoom }: SheetPlan) => zoom * width >= CLEAR_CELLS * medium.cell.width;
    return all.find(clear) ?? fits.findLast(clear) ?? fits[0];
  }
  const detail = (zoom: number) => zoom * Math.min(width, height);
  const whole = fits.filter(({ zoom }) => zoom <= 1);
  const clear = whole.filter(({ zoom }) => zoom === 1 || detail(zoom) >= CLEAR_PIXELS);
  const some = Math.min(count, SOME);
  return (
    all.find(({ zoom }) => zoom >= 1) ??
    clear.find(({ shown }) => shown >= some) ??
    clear.toSorted((a, b) => b.shown * b.zoom - a.shown * a.zoom)[0] ??
    whole[0]
  );
}

const SOME = 6;
// Pixels of a digit that one can still read, and character cells where all its pixels are drawn.
const CLEAR_PIXELS = 9;
const CLEAR_CELLS = 4;

// How many pictures there is room for at a zoom, and how many of them side by side.
function fitting(
  { width, height, count, together = 1 }: SheetContents,
  zoom: number,
  space: { columns: number; rows: number },
  { cell, ...medium }: Medium,
): SheetPlan {
  const size = pixelSize(zoom, medium);
  const rowGap = gapOf(zoom, medium);
  const gap = together > 1 ? 3 * rowGap : rowGap;
  const [wide, high] = [width, height].map((pixels) => Math.ceil((pixels * zoom) / size)) as [
    number,
    number,
  ];
  const across = together * (wide + rowGap) - rowGap;
  const pitch = tilePitch(high, rowGap);
  const columns = Math.floor(((space.columns * cell.width) / size + gap) / (across + gap));
  const rows = Math.floor(((space.rows * cell.height) / size + pitch - high) / pitch);
  const shown = Math.max(0, Math.min(count, columns * rows));
  const wideAll = Math.min(columns, shown) * (across + gap) - gap;
  const highAll = Math.ceil(shown / Math.max(1, columns)) * pitch - (pitch - high);
  const cells = {
    columns: Math.ceil((wideAll * size) / cell.width),
    rows: Math.ceil((highAll * size) / cell.height),
  };
  return { zoom, columns, gap, rowGap, cells, shown };
}

function tilePitch(height: number, gap: number): number {
  return 2 * Math.ceil((height + gap) / 2);
}
