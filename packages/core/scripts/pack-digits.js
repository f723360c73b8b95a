// Packs the digits of the development dependency `mnist` into two small IDX files, dist/digits:
// the package stores them as 21 MB of JSON, which nobody should have to load.

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { constants, gzipSync } from "node:zlib";

const CLASSES = 10;
const IMAGES = 10_000;
const WIDTH = 28;
const HEIGHT = 28;

const { resolve } = createRequire(import.meta.url);
const folder = new URL("../dist/digits/", import.meta.url);

const digits = await Promise.all(Array.from({ length: CLASSES }, (_, digit) => readDigit(digit)));
const pixels = Buffer.concat(digits);
const labels = Buffer.concat(
  digits.map((images, digit) => Buffer.alloc(images.length / (WIDTH * HEIGHT), digit)),
);
if (labels.length !== IMAGES) {
  throw new Error(`mnist: ${IMAGES} images are needed, got ${labels.length}; use mnist 1.1.0`);
}
await mkdir(folder, { recursive: true });
await pack("train-images-idx3-ubyte.gz", [IMAGES, HEIGHT, WIDTH], pixels);
await pack("train-labels-idx1-ubyte.gz", [IMAGES], labels);

/**
 * All images of one class, as the bytes that they once were.
 *
 * @param {number} digit
 */
async function readDigit(digit) {
  const path = resolve(`mnist/src/digits/${digit}.json`);
  /** @type {{ data: number[] }} */
  const { data } = JSON.parse(await readFile(path, "utf8"));
  if (data.length === 0 || data.length % (WIDTH * HEIGHT) !== 0) {
    throw new Error(
      `${path}: whole images of ${WIDTH * HEIGHT} pixels are needed, got ${data.length} pixels; use mnist 1.1.0`,
    );
  }
  return Uint8Array.from(data, (grey) => {
    const byte = Math.round(grey * 255);
    if (Number((byte / 255).toFixed(3)) !== grey) {
      throw new Error(
        `${path}: byte / 255 with three decimals is needed, got ${grey}; use mnist 1.1.0`,
      );
    }
    return byte;
  });
}

/**
 * Writes an IDX file: two zero bytes, 8 for unsigned bytes, the number of dimensions, each of them
 * in 32 bits, the numbers.
 *
 * @param {string} name
 * @param {number[]} sizes
 * @param {Uint8Array} data
 */
async function pack(name, sizes, data) {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  for (const [i, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  const packed = gzipSync(Buffer.concat([header, data]), { level: constants.Z_BEST_COMPRESSION });
  // The operating system, which gzip notes here, would make the file differ from machine to machine.
  packed[9] = 255;
  const temporary = new URL(`${name}.${process.pid}.tmp`, folder);
  await writeFile(temporary, packed);
  await rename(temporary, new URL(name, folder));
}
