import { type Picture, paint, pixel, zoom } from "./picture.ts";

/**
 * Pictures of one size side by side as one picture, `columns` to a row.
 *
 * @param gap pixels between them. One more stands between rows where that makes each begin at an
 * even pixel: two pixels share a character cell, and a row should not begin within one.
 */
export function tile(
  pictures: readonly Picture[],
  { columns, gap = 1 }: { columns: number; gap?: number },
): Picture {
  const [first] = pictures;
  if (!first) return paint(0, 0, () => Number.NaN);
  const across = first.width + gap;
  const down = tilePitch(first.height, gap);
  const rows = Math.ceil(pictures.length / columns);
  const width = Math.min(columns, pictures.length) * across - gap;
  return paint(width, (rows - 1) * down + first.height, (x, y) => {
    const column = Math.floor(x / across);
    const row = Math.floor(y / down);
    const picture = pictures[row * columns + column];
    return picture ? pixel(picture, x - column * across, y - row * down) : Number.NaN;
  });
}

/**
 * Pictures of one size, as large as useful, as a space of character cells has room for: magnified
 * where all fit; else the largest of which some fit and can still be recognized; else the largest
 * that fit at all.
 */
export function sheet(
  pictures: readonly Picture[],
  space: { columns: number; rows: number },
): { picture: Picture; shown: number } {
  const [first] = pictures;
  const none = { picture: tile([], { columns: 1 }), shown: 0 };
  if (!first) return none;
  const fits = ZOOMS.map((factor) => fitting(first, factor, pictures.length, space)).filter(
    ({ factor, shown }) => shown >= (factor > 1 ? pictures.length : 1),
  );
  const clear = fits.filter(({ factor, size }) => factor >= 1 || size >= RECOGNIZABLE);
  const some = Math.min(pictures.length, SOME);
  const [chosen] = [
    ...clear.filter(({ shown }) => shown >= some),
    ...clear.toSorted((a, b) => b.shown * b.size ** 2 - a.shown * a.size ** 2),
    ...fits,
  ];
  if (!chosen) return none;
  const { factor, columns, shown } = chosen;
  const zoomed = pictures.slice(0, shown).map((picture) => zoom(picture, factor));
  return { picture: tile(zoomed, { columns }), shown };
}

const ZOOMS = [4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8];

const SOME = 6;
// Pixels of a digit that one can still read.
const RECOGNIZABLE = 9;

// How many pictures there is room for at a zoom, and how many of them side by side.
function fitting(
  { width, height }: Picture,
  factor: number,
  count: number,
  space: { columns: number; rows: number },
) {
  const zoomedHeight = Math.ceil(height * factor);
  const columns = Math.floor((space.columns + 1) / (Math.ceil(width * factor) + 1));
  const pitch = tilePitch(zoomedHeight, 1);
  const rows = Math.floor((2 * space.rows + pitch - zoomedHeight) / pitch);
  const size = Math.min(Math.ceil(width * factor), zoomedHeight);
  return { factor, columns, size, shown: Math.min(count, columns * rows) };
}

function tilePitch(height: number, gap: number): number {
  return 2 * Math.ceil((height + gap) / 2);
}
