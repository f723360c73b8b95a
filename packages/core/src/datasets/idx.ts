import { DataError } from "./data-error.ts";
import type { GreyImages } from "./dataset.ts";

// IDX (LeCun, Cortes and Burges, the MNIST page): two zero bytes, the type of the numbers, how many
// dimensions, each dimension in 32 bits with the highest byte first, then the numbers.
const UNSIGNED_BYTES = 0x08;
const OTHER_TYPES: Readonly<Record<number, string>> = {
  9: "signed bytes",
  11: "16-bit integers",
  12: "32-bit integers",
  13: "32-bit floats",
  14: "64-bit floats",
};

// What the file holds, and how many dimensions that takes.
const IMAGES = { what: "images", dimensions: 3 } as const;
const LABELS = { what: "labels", dimensions: 1 } as const;

/**
 * Grey pictures of an uncompressed IDX file: magic number 0x00000803. The pixels are a view of
 * `bytes`, not a copy.
 *
 * @param name what to call the file in an error
 * @throws DataError when the bytes are anything else, are cut off, go on too long, or hold no pixel.
 */
export function readIdxImages(bytes: Uint8Array, name: string): GreyImages {
  const { sizes, data } = readIdx(bytes, name, IMAGES);
  const [, height, width] = sizes;
  return { width, height, pixels: data };
}

/**
 * Classes of an uncompressed IDX file: magic number 0x00000801. A view of `bytes`, not a copy.
 *
 * @param name what to call the file in an error
 * @throws DataError when the bytes are anything else, are cut off, go on too long, or hold no label.
 */
export function readIdxLabels(bytes: Uint8Array, name: string): Uint8Array {
  return readIdx(bytes, name, LABELS).data;
}

/** The IDX file of grey pictures; their labels go to a file of their own. */
export function writeIdxImages({ width, height, pixels }: GreyImages): Uint8Array {
  return writeIdx([pixels.length / (width * height), height, width], pixels);
}

/** The IDX file of labels. */
export function writeIdxLabels(labels: Uint8Array): Uint8Array {
  return writeIdx([labels.length], labels);
}

function readIdx(
  bytes: Uint8Array,
  name: string,
  { what, dimensions }: typeof IMAGES | typeof LABELS,
): { sizes: number[]; data: Uint8Array } {
  checkMagic(bytes, name, what, dimensions);
  const start = headerBytes(dimensions);
  if (bytes.length < start) {
    throw new DataError(
      `${name}: the header of IDX ${what} needs ${start} bytes, the file has ${bytes.length}; it is cut off, get it again`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, start);
  const sizes = Array.from({ length: dimensions }, (_, i) => header.getUint32(4 + 4 * i));
  const shape = sizes.join(" x ");
  if (sizes.includes(0)) {
    throw new DataError(
      `${name}: ${what} of at least 1 in every dimension are needed, the header says ${shape}; give a file that holds some`,
    );
  }
  // Far beyond 2⁵³ the product is rounded, and still larger than any file: nothing is allocated.
  const needed = start + sizes.reduce((product, size) => product * size, 1);
  if (bytes.length !== needed) {
    const fault = bytes.length < needed ? "cut off" : "followed by something else";
    throw new DataError(
      `${name}: ${what}, ${shape}, need ${needed} bytes, the file has ${bytes.length}; it is ${fault}, get it again`,
    );
  }
  return { sizes, data: bytes.subarray(start) };
}

function checkMagic(bytes: Uint8Array, name: string, what: string, dimensions: number): void {
  if (bytes.length === 0) {
    throw new DataError(`${name}: IDX ${what} are needed, the file is empty; get it again`);
  }
  const [zero, zeroToo, type, came] = bytes;
  const isIdx = zero === 0 && zeroToo === 0 && (type === UNSIGNED_BYTES || type in OTHER_TYPES);
  if (!isIdx || came === undefined) {
    throw new DataError(
      `${name}: IDX ${what} begin with the bytes ${hex([0, 0, UNSIGNED_BYTES, dimensions])}, this file with ${hex(bytes.subarray(0, 4))}; give an IDX file`,
    );
  }
  if (type !== UNSIGNED_BYTES) {
    throw new DataError(
      `${name}: ${what} must be unsigned bytes, these are ${OTHER_TYPES[type]}; convert them to 0 ... 255`,
    );
  }
  if (came !== dimensions) {
    const other = [IMAGES, LABELS].find((kind) => kind.dimensions === came);
    throw new DataError(
      `${name}: ${what} have ${count(dimensions)}, this file has ${count(came)}${other ? ` and so holds ${other.what}` : ""}; give the file of the ${what}`,
    );
  }
}

function writeIdx(sizes: readonly number[], data: Uint8Array): Uint8Array {
  const start = headerBytes(sizes.length);
  const bytes = new Uint8Array(start + data.length);
  const header = new DataView(bytes.buffer, 0, start);
  header.setUint8(2, UNSIGNED_BYTES);
  header.setUint8(3, sizes.length);
  for (const [i, size] of sizes.entries()) header.setUint32(4 + 4 * i, size);
  bytes.set(data, start);
  return bytes;
}

function headerBytes(dimensions: number): number {
  return 4 + 4 * dimensions;
}

function count(dimensions: number): string {
  return dimensions === 1 ? "1 dimension" : `${dimensions} dimensions`;
}

function hex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
