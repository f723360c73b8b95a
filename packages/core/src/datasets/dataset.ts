import { type States, states } from "../matrix.ts";
import { bits, fold, type Key, permutation, key as seedKey } from "../random.ts";
import { DataError } from "./data-error.ts";

/** Images for a visible layer, as bits. */
export interface Images {
  /** Images in one pass; for a generated set, examples drawn per pass. */
  readonly size: number;
  /** Pixels across and down: the visible layer has width · height units, row by row. */
  readonly width: number;
  readonly height: number;
  /** Class of each image, where known: [size]. */
  readonly labels?: Uint8Array;
  /** Bits of the images at `indices`, [indices × pixels]. Whatever is random about image i comes from `fold(key, i)`. */
  draw(indices: ArrayLike<number>, key: Key): States;
}

/** The parts that a dataset can be divided into. */
export const splits = ["train", "valid", "test"] as const;
export type Split = (typeof splits)[number];

/** A named set of images: some to learn from, others held out. */
export interface Dataset {
  readonly name: string;
  readonly train: Images;
  readonly valid?: Images;
  readonly test?: Images;
}

/** Grey pictures as they come from a file. */
export interface GreyImages {
  readonly width: number;
  readonly height: number;
  /** [images × height × width], 0 (off) to 255 (on). */
  readonly pixels: Uint8Array;
  /** [images], where known. */
  readonly labels?: Uint8Array;
}

/** How grey pixels become bits: drawn anew at every pass with the grey as probability, or on from 128. */
export const binarizations = ["sample", "threshold"] as const;
export type Binarization = (typeof binarizations)[number];

/** Grey pictures as images of bits. */
export function binaryImages(grey: GreyImages, binarization: Binarization = "sample"): Images {
  const { width, height, pixels, labels } = grey;
  const count = width * height;
  const limits = binarization === "threshold" ? thresholdLimits : sampleLimits;
  return {
    size: imageCount(grey),
    width,
    height,
    labels,
    draw(indices, key) {
      const out = states(indices.length, count);
      for (let n = 0; n < indices.length; n++) {
        const image = fold(key, indices[n]);
        for (let i = 0, from = indices[n] * count, to = n * count; i < count; i++, from++, to++) {
          const level = pixels[from];
          if (level !== 0) out.data[to] = Number(bits(image, i) >>> 8 < limits[level]);
        }
      }
      return out;
    },
  };
}

// A pixel is on where a number of 24 bits is below the limit of its level.
const sampleLimits = Uint32Array.from({ length: 256 }, (_, level) =>
  Math.ceil((level / 255) * 2 ** 24),
);
const thresholdLimits = Uint32Array.from({ length: 256 }, (_, level) =>
  level >= 128 ? 2 ** 24 : 0,
);

export function imageCount({ width, height, pixels }: GreyImages): number {
  return pixels.length / (width * height);
}

/**
 * Only the images of some classes, in their order.
 *
 * @throws DataError when the images have no labels, or none of a class.
 */
export function selectClasses(grey: GreyImages, classes: readonly number[]): GreyImages {
  checkClasses(grey, classes);
  return keepClasses(grey, classes);
}

/** @throws DataError when the images have no labels, or none of a class. */
export function checkClasses({ labels }: GreyImages, classes: readonly number[]): void {
  if (!labels) {
    throw new DataError(
      `classes: choosing ${classes} needs labels, this data has none; put the labels file beside the images, or choose no classes`,
    );
  }
  const present = new Set(labels);
  for (const wanted of classes) {
    if (!present.has(wanted)) {
      const choice = [...present].sort((a, b) => a - b).join(", ");
      throw new DataError(`classes: no image is of class ${wanted}; choose from ${choice}`);
    }
  }
}

/** Only the images of some classes, in their order; none where there are none. */
export function keepClasses(grey: GreyImages, classes: readonly number[]): GreyImages {
  const indices: number[] = [];
  grey.labels?.forEach((label, n) => {
    if (classes.includes(label)) indices.push(n);
  });
  return selectImages(grey, indices);
}

/** The images at `indices`, in that order. */
export function selectImages(grey: GreyImages, indices: ArrayLike<number>): GreyImages {
  const count = grey.width * grey.height;
  const pixels = new Uint8Array(indices.length * count);
  for (let n = 0; n < indices.length; n++) {
    const from = indices[n] * count;
    pixels.set(grey.pixels.subarray(from, from + count), n * count);
  }
  const { labels } = grey;
  return {
    ...grey,
    pixels,
    labels: labels && Uint8Array.from({ length: indices.length }, (_, n) => labels[indices[n]]),
  };
}

/** Images stored class by class, mixed by a fixed permutation; others as they are. */
export function interleave(grey: GreyImages): GreyImages {
  const { labels } = grey;
  if (!labels) return grey;
  const classes = new Set(labels).size;
  const changes = labels.filter((label, n) => n > 0 && label !== labels[n - 1]).length;
  if (classes < 2 || changes !== classes - 1) return grey;
  return selectImages(grey, permutation(imageCount(grey), seedKey(0)));
}

/**
 * Divides one set of images: the last sixth, rounded down but at least one image, is held out,
 * unless there is only one. Both parts are views of `grey`, not copies.
 */
export function holdOut(grey: GreyImages): { train: GreyImages; valid: GreyImages } {
  const { width, height, pixels, labels } = grey;
  const count = imageCount(grey);
  const held = Math.min(count - 1, Math.max(1, Math.floor(count / 6)));
  const range = (from: number, to: number): GreyImages => ({
    ...grey,
    pixels: pixels.subarray(from * width * height, to * width * height),
    labels: labels?.subarray(from, to),
  });
  return { train: range(0, count - held), valid: range(count - held, count) };
}
