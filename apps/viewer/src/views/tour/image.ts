import { integer, urlSignal } from "../../app/route.ts";

/** Pixels across and down of the bars. */
export const SIDE = 4;

/** Two upright bars. */
export const IMAGE_PRESET = 0b1010_1010_1010_1010;

/** The image that the middle chapters are about, as a number: pixel i is bit i. */
export const image = urlSignal("image", IMAGE_PRESET, integer, "tour");

/** [16]: the pixels of an image, 0 or 1. */
export function pixelsOf(number: number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => (number >> pixel) & 1);
}

/** The number of an image. */
export function numberOf(pixels: ArrayLike<number>): number {
  return Array.from(pixels).reduce((sum, on, pixel) => sum + (on ? 1 << pixel : 0), 0);
}

/** Turns a pixel of the image on or off. */
export function flipPixel(pixel: number): void {
  image.value ^= 1 << pixel;
}
