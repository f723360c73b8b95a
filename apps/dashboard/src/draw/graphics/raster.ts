import type { Rgb } from "../color.ts";
import type { EncodeImageOptions } from "../graphics.ts";
import { type Picture, zoom } from "../picture.ts";
import { colorAt, type Scale, step } from "../scale.ts";

/** The step of a pixel where there is none. */
export const NO_PIXEL = 255;

/** A picture in steps of its scale, as large as the screen's pixels have room for. */
export interface Raster {
  /** Pixels of the picture, and how many of the screen's each is wide and high. */
  readonly width: number;
  readonly height: number;
  readonly factor: number;
  /** [height × width]: number of a colour, or `NO_PIXEL`. */
  readonly steps: Uint8Array;
}

/** Pixels of the screen that some cells have. */
export function pixelsOf({
  columns,
  rows,
  cell,
}: Pick<EncodeImageOptions, "columns" | "rows" | "cell">) {
  return { width: Math.floor(columns * cell.width), height: Math.floor(rows * cell.height) };
}

/** Magnifies by a whole number, or where even that is too large shrinks by one. */
export function rasterize(
  picture: Picture,
  scale: Scale,
  { steps, room }: { steps: number; room: { width: number; height: number } },
): Raster {
  const part = Math.min(room.width / picture.width, room.height / picture.height);
  const { width, height, values } = part < 1 ? zoom(picture, 1 / Math.ceil(1 / part)) : picture;
  const made = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    made[i] = Number.isNaN(value) ? NO_PIXEL : step(scale, steps, value);
  }
  return { width, height, factor: Math.max(1, Math.floor(part)), steps: made };
}

/** Colours of a scale and as many between each two of them as fit into a byte, `NO_PIXEL` left out. */
export function smoothColors(scale: Scale): readonly Rgb[] {
  const found = smooth.get(scale);
  if (found) return found;
  const { from, to, colors } = scale;
  const last = (colors.length - 1) * Math.floor((NO_PIXEL - 1) / (colors.length - 1));
  const made = Array.from({ length: last + 1 }, (_, i) =>
    colorAt(scale, from + ((to - from) * i) / last),
  );
  smooth.set(scale, made);
  return made;
}

const smooth = new WeakMap<Scale, readonly Rgb[]>();

/**
 * Paints a raster into the top left of `target`, which has rows of `stride` numbers: of each pixel
 * the number that stands for its step. Where there is none, `target` stays as it is.
 */
export function magnify(
  { width, height, factor, steps }: Raster,
  target: Uint8Array | Uint32Array,
  stride: number,
  colors: ArrayLike<number>,
): void {
  for (let y = 0; y < height; y++) {
    const row = y * factor * stride;
    for (let x = 0; x < width; x++) {
      const at = steps[y * width + x] ?? NO_PIXEL;
      if (at === NO_PIXEL) continue;
      const color = colors[at] ?? 0;
      const from = row + x * factor;
      for (let i = from; i < from + factor; i++) target[i] = color;
    }
    for (let copy = 1; copy < factor; copy++) {
      target.copyWithin(row + copy * stride, row, row + width * factor);
    }
  }
}
