import { type ColorScheme, type ColorTable, colorTable, type Scale } from "./colors.ts";

/** Pixels as an `ImageData` has them, also where there is none. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** [height × width × 4]: red, green, blue, alpha. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Probabilities, weights or bits of a picture, row by row. NaN is no pixel: nothing is drawn there. */
export type Values = Float32Array | Uint8Array;

/** How values become colours. */
export interface Coloring {
  /** Default `greys`. */
  readonly scale?: Scale;
  /** The value that stands for 1 of the scale. Default 1. */
  readonly limit?: number;
  /** Default `light`. */
  readonly theme?: ColorScheme;
}

export interface PaintOptions extends Coloring {
  /** Pixels across and down. */
  readonly width: number;
  readonly height: number;
}

/** Transparent pixels. */
export function createPixels(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(4 * width * height) };
}

/** The pixels of one picture; values that are missing at its end are drawn as NaN is. */
export function paint(values: Values, { width, height, ...coloring }: PaintOptions): Pixels {
  const pixels = createPixels(width, height);
  paintAt(pixels, { x: 0, y: 0 }, { values, width, height }, coloring);
  return pixels;
}

/** A picture within an array of several. */
export interface Placed {
  readonly values: Values;
  /** Where it begins in `values`. Default 0. */
  readonly from?: number;
  readonly width: number;
  readonly height: number;
}

/** Changes `pixels`: paints a picture with its upper left at x, y, which must have room for it. */
export function paintAt(
  pixels: Pixels,
  { x, y }: { readonly x: number; readonly y: number },
  { values, from = 0, width, height }: Placed,
  { scale = "greys", limit = 1, theme = "light" }: Coloring,
): void {
  const out = wordsOf(pixels);
  const colorAt = colorsOf(colorTable(scale, theme), limit);
  for (let row = 0; row < height; row++) {
    const to = (y + row) * pixels.width + x;
    const start = from + row * width;
    for (let i = 0; i < width; i++) out[to + i] = colorAt(values[start + i]);
  }
}

/** One 32-bit word a pixel, of the same memory. */
export function wordsOf({ data }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
}

/** The word of a value's colour; of NaN and of no value, a transparent one. */
export function colorsOf(
  { from, to, colors }: ColorTable,
  limit = 1,
): (value: number | undefined) => number {
  const last = colors.length - 1;
  const lowest = from * limit;
  const steps = last / ((to - from) * limit);
  return (value = Number.NaN) => {
    const step = (value - lowest) * steps + 0.5;
    // Not a number is not at least 0 either.
    if (step >= 0) return colors[step > last ? last : step | 0] ?? 0;
    return step < 0 ? (colors[0] ?? 0) : 0;
  };
}
