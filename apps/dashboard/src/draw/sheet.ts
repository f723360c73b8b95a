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

/** As many pictures of one size, as large as useful, as a space of character cells has room for. */
export function sheet(
  pictures: readonly Picture[],
  space: { columns: number; rows: number },
): { picture: Picture; shown: number } {
  const [first] = pictures;
  const none = { picture: tile([], { columns: 1 }), shown: 0 };
  if (!first) return none;
  for (const factor of ZOOMS) {
    const width = Math.ceil(first.width * factor);
    const height = Math.ceil(first.height * factor);
    const columns = Math.floor((space.columns + 1) / (width + 1));
    const pitch = tilePitch(height, 1);
    const rows = Math.floor((2 * space.rows + pitch - height) / pitch);
    const shown = Math.min(pictures.length, columns * rows);
    if (shown < enough(factor, first, pictures.length)) continue;
    const zoomed = pictures.slice(0, shown).map((picture) => zoom(picture, factor));
    return { picture: tile(zoomed, { columns }), shown };
  }
  return none;
}

const ZOOMS = [4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8];

// Magnified, all pictures must fit. A large picture is rather halved than shown with few others.
function enough(factor: number, { width, height }: Picture, count: number): number {
  if (factor > 1) return count;
  return factor === 1 && Math.min(width, height) >= 24 ? Math.min(count, 6) : 1;
}

function tilePitch(height: number, gap: number): number {
  return 2 * Math.ceil((height + gap) / 2);
}
