import { fold, type GreyImages, imageCount, key, uniform } from "@helmholtz/core";

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

/** The mean distance of two images drawn at random, of 2,000 pairs; the same every time. */
export function typicalDistance(images: GreyImages, distance: Distance): number {
  const count = imageCount(images);
  const size = images.width * images.height;
  const { levelOf, between } = measures[distance];
  const levels = new Float32Array(size);
  let sum = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const random = fold(key(0), pair);
    const [a = 0, b = 0] = [0, 1].map((i) => size * Math.floor(count * uniform(random, i)));
    for (let i = 0; i < size; i++) levels[i] = levelOf((images.pixels[a + i] as number) / 255);
    sum += between(levels, images.pixels, b);
  }
  return sum / PAIRS;
}

const SLICE = 1000;
const PAIRS = 2000;

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
