import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { RunError } from "@helmholtz/core";
import { encode } from "fast-png";
import { type Picture, zoom } from "./draw/picture.ts";
import { colorAt, type Scale } from "./draw/scale.ts";
import { userDirectory } from "./options.ts";

// Pixels of the file for one of the picture: digits of 28 x 28 are small on today's screens.
const ZOOM = 3;
const PAPER = [255, 255, 255];

/** Writes a picture as a PNG file; parents of the path are created. */
export async function savePicture(path: string, picture: Picture, scale: Scale): Promise<string> {
  const { width, height, values } = zoom(picture, ZOOM);
  const data = new Uint8Array(width * height * 3);
  values.forEach((value, i) => {
    data.set(Number.isNaN(value) ? PAPER : colorAt(scale, value), 3 * i);
  });
  const file = resolve(userDirectory, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, encode({ width, height, data, channels: 3, depth: 8 }));
  } catch (error) {
    throw new RunError(
      `${file}: cannot be written (${(error as Error).message}); choose another --png`,
    );
  }
  return file;
}
