import { createHash } from "node:crypto";
import { DataError } from "../datasets/data-error.ts";
import {
  type Binarization,
  binaryImages,
  checkClasses,
  type Dataset,
  type GreyImages,
  holdOut,
  type Images,
  imageCount,
  interleave,
  keepClasses,
  type Split,
} from "../datasets/dataset.ts";
import { type IdxFiles, readIdxFiles } from "./idx-file.ts";

/** A data set of which each split is read when it is asked for, and no earlier. */
export interface DatasetSource {
  readonly name: string;
  /** @throws DataError when there is no such split, naming the file that is missing, or it is not usable. */
  split(split: Split): Promise<Images>;
  /**
   * The pictures of a split before they become bits.
   *
   * @throws DataError as `split` does, and for a set that a program draws: it has bits only.
   */
  grey(split: Split): Promise<GreyImages>;
  /**
   * What training takes: `train`, and `valid` where any images are held out; never `test`.
   *
   * @throws DataError when they cannot be read, or are of different sizes.
   */
  dataset(): Promise<Dataset>;
  /**
   * Tells one set of training images from another, so that a run continues on its own: a hash of
   * the chosen images before they become bits, without their labels; the name of a generated set.
   */
  fingerprint(): Promise<string>;
}

/** How files become images. */
export interface Selection {
  /** Only images of these classes. Default all. */
  classes?: readonly number[];
  /** Default `sample`. */
  binarization?: Binarization;
}

/** A set that a program draws. */
export function generatedSource(dataset: Required<Dataset>): DatasetSource {
  return {
    name: dataset.name,
    split: async (split) => dataset[split],
    async grey() {
      throw new DataError(
        `${dataset.name}: grey pictures are needed, these are drawn as bits; choose data in files`,
      );
    },
    dataset: async () => dataset,
    fingerprint: async () => dataset.name,
  };
}

/**
 * A set in IDX files, of which some may be missing. Where `valid` has no file, the last sixth of
 * `train` is held out. Images stored class by class are mixed first; classes are chosen last, so
 * that an image is held out from every choice of classes or from none.
 *
 * @param missing what to tell the user who asks for a split that has no file
 */
export function fileSource(
  name: string,
  files: Partial<Record<Split, IdxFiles>>,
  missing: (split: Split) => string,
  { classes, binarization }: Selection = {},
): DatasetSource {
  const readSplit = async (split: Split): Promise<Partial<Record<Split, GreyImages>>> => {
    const from = files[split];
    if (!from) return {};
    const grey = interleave(await readIdxFiles(from));
    if (classes) checkClasses(grey, classes);
    const choose = (part: GreyImages) => (classes ? keepClasses(part, classes) : part);
    if (split !== "train" || files.valid) return { [split]: choose(grey) };
    const { train, valid } = holdOut(grey);
    return { train: choose(train), valid: choose(valid) };
  };

  // `train` and a part held out of it come from one reading of one file.
  const readTrain = once(() => readSplit("train"));
  const readValid = once(() => (files.valid ? readSplit("valid") : readTrain()));
  const readTest = once(() => readSplit("test"));
  const parts = { train: readTrain, valid: readValid, test: readTest };

  const grey = async (split: Split): Promise<GreyImages> => {
    const part = (await parts[split]())[split];
    if (!part) throw new DataError(missing(split));
    if (imageCount(part) === 0) throw new DataError(tooFew(name, split, classes));
    return part;
  };
  const split = async (split: Split) => binaryImages(await grey(split), binarization);

  return {
    name,
    split,
    grey,
    async dataset() {
      const train = await split("train");
      const held = (await readValid()).valid;
      if (!held || imageCount(held) === 0) return { name, train };
      const valid = await split("valid");
      if (train.width !== valid.width || train.height !== valid.height) {
        throw new DataError(
          `${files.valid?.images}: images of ${shape(train)} are needed, as in ${files.train?.images}, got ${shape(valid)}; give files that belong together`,
        );
      }
      return { name, train, valid };
    },
    async fingerprint() {
      const { width, height, pixels } = await grey("train");
      return createHash("sha256").update(`${width} ${height} `).update(pixels).digest("hex");
    },
  };
}

function tooFew(name: string, split: Split, classes: readonly number[] = []): string {
  const chosen = classes.length > 0 ? ` of the classes ${classes}` : "";
  return `${name}: at least one image${chosen} is needed in ${split}, there are too few to hold any out; choose another split or give more images`;
}

function shape({ width, height }: Images): string {
  return `${width} x ${height}`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
