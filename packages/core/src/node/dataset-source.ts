import { DataError } from "../datasets/data-error.ts";
import {
  binaryImages,
  type Dataset,
  type GreyImages,
  type Images,
  imageCount,
  type Split,
} from "../datasets/dataset.ts";
import {
  binaryDataset,
  chooseGrey,
  fingerprint,
  greySplits,
  noImages,
  type Selection,
} from "../datasets/grey-dataset.ts";
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
 * A set in IDX files, of which some may be missing. Where `valid` has no file, `greySplits` holds
 * some of `train` out.
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
    const grey = await readIdxFiles(from);
    const isWhole = split === "train" && !files.valid;
    return isWhole ? { ...greySplits(grey, classes) } : { [split]: chooseGrey(grey, classes) };
  };

  // `train` and a part held out of it come from one reading of one file.
  const readTrain = once(() => readSplit("train"));
  const readValid = once(() => (files.valid ? readSplit("valid") : readTrain()));
  const readTest = once(() => readSplit("test"));
  const parts = { train: readTrain, valid: readValid, test: readTest };

  const grey = async (split: Split): Promise<GreyImages> => {
    const part = (await parts[split]())[split];
    if (!part) throw new DataError(missing(split));
    if (imageCount(part) === 0) throw noImages(name, split, classes);
    return part;
  };
  const split = async (split: Split) => binaryImages(await grey(split), binarization);

  return {
    name,
    split,
    grey,
    async dataset() {
      const train = await grey("train");
      const { valid } = await readValid();
      return binaryDataset(name, { train, valid }, binarization);
    },
    fingerprint: async () => fingerprint(await grey("train")),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
