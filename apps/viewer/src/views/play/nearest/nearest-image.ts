import { type GreyImages, imageCount } from "@helmholtz/core";

/**
 * How far two pictures are from each other: the number of pixels that differ when both are on from
 * half brightness, or the square root of the summed squares of the pixels' differences.
 */
export type Distance = "differing" | "euclidean";

export interface Nearest {
  readonly index: number;
  readonly distance: number;
}

/**
 * The image nearest to a picture, the first of equals. Looked for in slices of a few milliseconds,
 * between which the page goes on.
 *
 * @param picture [pixels], 0 to 1
 * @throws DOMException `AbortError` when it was stopped.
 */
export async function nearestImage(
  picture: Float32Array,
  images: GreyImages,
  distance: Distance,
  signal: AbortSignal,
): Promise<Nearest> {
  const count = imageCount(images);
  const { levelOf, between } = measures[distance];
  const levels = picture.map(levelOf);
  let nearest: Nearest = { index: -1, distance: Number.POSITIVE_INFINITY };
  for (let index = 0; index < count; index++) {
    if (index > 0 && index % SLICE === 0) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
    const found = between(levels, images.pixels, index * levels.length);
    if (found < nearest.distance) nearest = { index, distance: found };
  }
  return nearest;
}

/**
 * How far images that nothing was learned from usually are from the nearest of those that were: the
 * mean over the first 100 of them. What is nearer than that to one of them may be remembered.
 *
 * @throws DOMException `AbortError` when it was stopped.
 */
export async function usualDistance(
  heldOut: GreyImages,
  images: GreyImages,
  distance: Distance,
  signal: AbortSignal,
): Promise<number> {
  const count = Math.min(HELD_OUT, imageCount(heldOut));
  const size = heldOut.width * heldOut.height;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const pixels = heldOut.pixels.subarray(index * size, (index + 1) * size);
    const picture = Float32Array.from(pixels, (level) => level / 255);
    sum += (await nearestImage(picture, images, distance, signal)).distance;
  }
  return sum / count;
}

/** Of how many held-out images a usual distance is the mean. */
export const HELD_OUT = 100;

const SLICE = 1000;

interface Measure {
  /** What a pixel of a picture, 0 to 1, is compared as. */
  levelOf(value: number): number;
  /** The distance of a picture of such levels from the image of levels 0 to 255 that begins at `from`. */
  between(levels: Float32Array, pixels: Uint8Array, from: number): number;
}

const measures: Readonly<Record<Distance, Measure>> = {
  differing: {
    levelOf: (value) => (value >= 0.5 ? 255 : 0),
    between(levels, pixels, from) {
      let count = 0;
      // The highest bit tells the halves apart, without a branch that nobody can predict.
      for (let i = 0; i < levels.length; i++) {
        count += ((levels[i] as number) >> 7) ^ ((pixels[from + i] as number) >> 7);
      }
      return count;
    },
  },
  euclidean: {
    levelOf: (value) => 255 * value,
    between(levels, pixels, from) {
      let sum = 0;
      for (let i = 0; i < levels.length; i++) {
        sum += ((levels[i] as number) - (pixels[from + i] as number)) ** 2;
      }
      return Math.sqrt(sum) / 255;
    },
  },
};
