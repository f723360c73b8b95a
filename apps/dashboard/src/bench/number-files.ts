import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Files of numbers in one directory, by name. */
export interface NumberFiles {
  readBits(file: string): Promise<Uint8Array>;
  readFloats(file: string): Promise<Float32Array>;
  readIntegers(file: string): Promise<Uint32Array>;
  writeFloats(file: string, numbers: Float32Array): Promise<void>;
}

/** The files of a directory. */
export function numberFiles(directory: string): NumberFiles {
  return {
    readBits: (file) => readBits(join(directory, file)),
    readFloats: (file) => readFloats(join(directory, file)),
    readIntegers: (file) => readIntegers(join(directory, file)),
    writeFloats: (file, numbers) => writeNumbers(join(directory, file), numbers),
  };
}

/** Reads a file of 32-bit floats. */
export async function readFloats(path: string): Promise<Float32Array> {
  return new Float32Array(await readBytes(path));
}

/** Reads a file of unsigned 32-bit integers. */
export async function readIntegers(path: string): Promise<Uint32Array> {
  return new Uint32Array(await readBytes(path));
}

/** Writes numbers as they lie in memory. */
export async function writeNumbers(
  path: string,
  { buffer, byteOffset, byteLength }: Float32Array | Uint32Array | Uint8Array,
): Promise<void> {
  await writeFile(path, new Uint8Array(buffer, byteOffset, byteLength));
}

// Bits, a byte each.
async function readBits(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readBytes(path));
}

async function readBytes(path: string): Promise<ArrayBuffer> {
  const { buffer, byteOffset, length } = await readFile(path);
  return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer; // a Buffer is never shared
}
