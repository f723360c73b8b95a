import { createHash } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "../datasets/data-error.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { cannotWrite, type DownloadOptions, download } from "./download.ts";
import { readUnpacked } from "./idx-file.ts";

/** A data set to download: plain data. */
export interface RemoteDataset {
  readonly name: string;
  /** Where the files lie by default, each as `<name>.gz`. */
  readonly mirror: string;
  readonly files: readonly RemoteFile[];
}

/** One file, described as it is unpacked, so that a mirror may pack it in its own way. */
export interface RemoteFile {
  /** Without .gz. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly md5: string;
}

/** The four original files of MNIST (LeCun, Cortes and Burges). */
export const mnistFiles: RemoteDataset = {
  name: "mnist",
  mirror: "https://storage.googleapis.com/cvdf-datasets/mnist/",
  files: [
    {
      name: "train-images-idx3-ubyte",
      bytes: 47_040_016,
      md5: "6bbc9ace898e44ae57da46a324031adb",
    },
    { name: "train-labels-idx1-ubyte", bytes: 60_008, md5: "a25bea736e30d166cdddb491f175f624" },
    { name: "t10k-images-idx3-ubyte", bytes: 7_840_016, md5: "2646ac647ad5339dbf082846283269ea" },
    { name: "t10k-labels-idx1-ubyte", bytes: 10_008, md5: "27ae3e4e09519cfbb04c329615203637" },
  ],
};

export interface FetchDatasetOptions {
  /** Address of the folder that has the files. Default the data set's own. */
  mirror?: string;
  /** Where the files go; made when it is not there. Default the data set's folder in `cacheDirectory()`. */
  directory?: string;
  /** Stops; what has come stays in `<name>.gz.part`, and the next time continues there. */
  signal?: AbortSignal;
  onProgress?: (progress: FetchProgress) => void;
  /** As in `DownloadOptions`. */
  retryDelay?: number;
}

/** How far a download is, in bytes as they lie on the mirror. */
export interface FetchProgress {
  readonly file: string;
  readonly received: number;
  /** Where the mirror tells. */
  readonly total?: number;
}

/**
 * Downloads the files of a data set that are not there yet, and checks their sums.
 *
 * A broken download continues where it ended, now or the next time; a file gets its name only once
 * it is whole and right.
 *
 * @returns the directory that has the files
 * @throws DataError when a file cannot be had, is not what it should be, or cannot be written.
 * @throws RangeError when the mirror is not an http(s) address.
 * @throws the signal's reason once that is aborted.
 */
export async function fetchDataset(
  { name, mirror: ownMirror, files }: RemoteDataset,
  {
    mirror = ownMirror,
    directory = join(cacheDirectory(), name),
    signal,
    onProgress,
    retryDelay,
  }: FetchDatasetOptions = {},
): Promise<string> {
  const folder = folderAddress(mirror);
  await mkdir(directory, { recursive: true }).catch(cannotWrite(directory));
  for (const file of files) {
    const path = join(directory, `${file.name}.gz`);
    const url = new URL(`${file.name}.gz`, folder).href;
    signal?.throwIfAborted();
    if (await isRight(path, file)) continue;
    const part = `${path}.part`;
    const report = (received: number, total?: number) =>
      onProgress?.({ file: file.name, received, total });
    await downloadRight(file, url, { part, signal, onProgress: report, retryDelay });
    await rename(part, path).catch(cannotWrite(path));
  }
  return directory;
}

// The part may be of another file, left from before or changed on the way: then all comes once again.
async function downloadRight(file: RemoteFile, url: string, options: DownloadOptions) {
  for (const last of [false, true]) {
    await download(url, options);
    if (await isRight(options.part, file)) return;
    await rm(options.part, { force: true });
    if (last) {
      throw new DataError(
        `${file.name}: ${file.bytes} bytes with MD5 ${file.md5} are needed, ${url} is something else; try another mirror with --mirror URL`,
      );
    }
  }
}

async function isRight(path: string, { bytes, md5 }: RemoteFile): Promise<boolean> {
  try {
    const contents = await readUnpacked(path, bytes);
    return createHash("md5").update(contents).digest("hex") === md5;
  } catch {
    return false;
  }
}

function folderAddress(mirror: string): URL {
  const url = URL.canParse(mirror) ? new URL(mirror) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new RangeError(`mirror: an address such as https://… is needed, got ${mirror}`);
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
