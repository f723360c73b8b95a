import { type Coloring, createPixels, type Pixels, paintAt, type Values } from "./paint.ts";

/** Several pictures of one size, one after the other, as the rows of a matrix are. */
export interface Pictures {
  readonly values: Values;
  readonly count: number;
  /** Pixels across and down of each. */
  readonly width: number;
  readonly height: number;
}

/** Where pictures lie on a sheet, in pixels of the pictures. */
export interface Sheet {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** Upper left of a picture. */
  at(index: number): { readonly x: number; readonly y: number };
}

export interface SheetOptions {
  /** Default the least square with room for all. */
  readonly columns?: number;
  /** Pixels between pictures. Default 1. */
  readonly gap?: number;
  /** Pixels kept free below each row. Default 0. */
  readonly foot?: number;
}

/** Places pictures row by row. */
export function arrangeSheet(
  { count, width, height }: Omit<Pictures, "values">,
  { columns: most = Math.ceil(Math.sqrt(count)), gap = 1, foot = 0 }: SheetOptions = {},
): Sheet {
  const columns = Math.max(1, Math.min(most, count));
  const rows = Math.ceil(count / columns);
  const [across, down] = [width + gap, height + foot + gap];
  return {
    columns,
    rows,
    width: columns * across - gap,
    height: Math.max(0, rows * down - gap),
    at: (index) => ({ x: (index % columns) * across, y: Math.floor(index / columns) * down }),
  };
}

/** The pixels of a sheet, transparent between the pictures. */
export function paintSheet(pictures: Pictures, sheet: Sheet, coloring: Coloring): Pixels {
  const { values, count, width, height } = pictures;
  const pixels = createPixels(sheet.width, sheet.height);
  for (let n = 0; n < count; n++) {
    const from = n * width * height;
    paintAt(pixels, sheet.at(n), { values, from, width, height }, coloring);
  }
  return pixels;
}
