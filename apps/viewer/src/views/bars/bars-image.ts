/** Pixels across and down of an image of bars. */
export const SIDE = 4;

/** [16]: the pixels of an image, 0 or 1, by its number: pixel i is bit i. */
export function pixelsOf(number: number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => (number >> pixel) & 1);
}

/** The number of an image. */
export function numberOf(pixels: ArrayLike<number>): number {
  return Array.from(pixels).reduce((sum, on, pixel) => sum + (on ? 1 << pixel : 0), 0);
}
