import { DataError } from "./data-error.ts";
import {
  type Binarization,
  binaryImages,
  checkClasses,
  type Dataset,
  type GreyImages,
  holdOut,
  imageCount,
  interleave,
  keepClasses,
} from "./dataset.ts";

/** Which grey pictures of a set are taken, and how they become bits. */
export interface Selection {
  /** Only images of these classes. Default all. */
  classes?: readonly number[];
  /** Default `sample`. */
  binarization?: Binarization;
}

/** Grey pictures to learn from, and those held out where there are any. */
export interface GreySplits {
  readonly train: GreyImages;
  readonly valid?: GreyImages;
}

/**
 * Grey pictures as a dataset: the one that `openDataset` makes of the files that they come from.
 *
 * @param grey all of them, of which `greySplits` holds some out; or what is held out apart
 * @throws DataError when classes are chosen of images without labels, there is none of a class,
 * none is left to learn from, or those held out are of another size.
 */
export function greyDataset(
  name: string,
  grey: GreyImages | GreySplits,
  { classes, binarization }: Selection = {},
): Dataset {
  const splits =
    "pixels" in grey
      ? greySplits(grey, classes)
      : {
          train: chooseGrey(grey.train, classes),
          valid: grey.valid && chooseGrey(grey.valid, classes),
        };
  if (imageCount(splits.train) === 0) throw noImages(name, "train", classes);
  return binaryDataset(name, splits, binarization);
}

/**
 * Splits as a dataset; without `valid` where it holds no image.
 *
 * @throws DataError when they are of different sizes.
 */
export function binaryDataset(
  name: string,
  { train, valid }: GreySplits,
  binarization?: Binarization,
): Dataset {
  const images = binaryImages(train, binarization);
  if (!valid || imageCount(valid) === 0) return { name, train: images };
  if (train.width !== valid.width || train.height !== valid.height) {
    throw new DataError(
      `${name}: valid images of ${train.width} x ${train.height} are needed, as in train, got ${valid.width} x ${valid.height}; give images that belong together`,
    );
  }
  return { name, train: images, valid: binaryImages(valid, binarization) };
}

/**
 * Divides one set of grey pictures, mixed first where they are stored class by class: the last
 * sixth is held out. Classes are chosen last, so that an image is held out from every choice of
 * classes or from none.
 *
 * @throws DataError when classes are chosen of images without labels, or there is none of a class.
 */
export function greySplits(grey: GreyImages, classes?: readonly number[]): Required<GreySplits> {
  if (classes) checkClasses(grey, classes);
  const { train, valid } = holdOut(interleave(grey));
  return classes
    ? { train: keepClasses(train, classes), valid: keepClasses(valid, classes) }
    : { train, valid };
}

/**
 * Grey pictures of one split: mixed where they are stored class by class, and chosen.
 *
 * @throws DataError when classes are chosen of images without labels, or there is none of a class.
 */
export function chooseGrey(grey: GreyImages, classes?: readonly number[]): GreyImages {
  if (classes) checkClasses(grey, classes);
  const mixed = interleave(grey);
  return classes ? keepClasses(mixed, classes) : mixed;
}

/** Says that a split has no images. */
export function noImages(name: string, split: string, classes: readonly number[] = []): DataError {
  const chosen = classes.length > 0 ? ` of the classes ${classes}` : "";
  return new DataError(
    `${name}: at least one image${chosen} is needed in ${split}, there are too few to hold any out; choose another split or give more images`,
  );
}

/**
 * Tells one set of training images from another, so that a run continues on its own: SHA-256, in
 * hexadecimal, of the size of the chosen images and their pixels before they become bits, without
 * their labels.
 *
 * @throws DataError in a page that came neither over https nor from this machine: it has no SHA-256.
 */
export async function fingerprint({ width, height, pixels }: GreyImages): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new DataError(
      "fingerprint: SHA-256 is needed, browsers have it in safe pages only; open this page over https or from localhost",
    );
  }
  const size = new TextEncoder().encode(`${width} ${height} `);
  const bytes = new Uint8Array(size.length + pixels.length);
  bytes.set(size);
  bytes.set(pixels, size.length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
