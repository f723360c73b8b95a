import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DataError } from "../datasets/data-error.ts";
import { type GreyImages, imageCount } from "../datasets/dataset.ts";
import { readIdxImages, readIdxLabels } from "../datasets/idx.ts";

/** Pictures on disk, and where their labels are. */
export interface IdxFiles {
  readonly images: string;
  readonly labels?: string;
}

// Of a file, packed or unpacked: 1 GiB, more than a million 28 x 28 images.
const MAX_BYTES = 2 ** 30;

/**
 * Reads pictures and their labels, plain or gzip.
 *
 * @throws DataError when a file cannot be read, is not what it should be, or there is not one label
 * for each image.
 */
export async function readIdxFiles({ images, labels }: IdxFiles): Promise<GreyImages> {
  const grey = readIdxImages(await readUnpacked(images), images);
  if (!labels) return grey;
  const classes = readIdxLabels(await readUnpacked(labels), labels);
  if (classes.length !== imageCount(grey)) {
    throw new DataError(
      `${labels}: ${imageCount(grey)} labels are needed, one for each image of ${images}, got ${classes.length}; give files that belong together`,
    );
  }
  return { ...grey, labels: classes };
}

/**
 * Contents of a file, unpacked when it begins as gzip does, whatever its name.
 *
 * @param maxBytes how far it may unpack: a small gzip file can hold any amount. Default 1 GiB.
 * @throws DataError when it cannot be read, is torn or broken, or holds more.
 */
export async function readUnpacked(path: string, maxBytes = MAX_BYTES): Promise<Uint8Array> {
  const bytes = await readWhole(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(path, maxBytes);
    const fault = code === "Z_BUF_ERROR" ? "is cut off" : `is broken (${message})`;
    throw new DataError(`${path}: a whole gzip file is needed, this one ${fault}; get it again`);
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw tooLarge(path, MAX_BYTES);
    return await file.readFile();
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path}: cannot be read (${(error as Error).message})`);
  }
}

function tooLarge(path: string, maxBytes: number): DataError {
  return new DataError(
    `${path}: at most ${maxBytes} bytes can be read, this holds more; divide it into several files`,
  );
}
