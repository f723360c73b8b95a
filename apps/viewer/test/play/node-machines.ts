import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import {
  checkpointName,
  decodeCheckpoint,
  type GreyImages,
  type GreySplits,
  greySplits,
  type Machine,
  readIdxImages,
  readIdxLabels,
  selectImages,
} from "@helmholtz/core";

/** A machine that comes with the page, read from its file. */
export function shippedMachine(name: string): Machine {
  return decodeCheckpoint(readFileSync(shippedFile(name)), name).machine;
}

/** Where the last checkpoint of a machine that comes with the page lies on the disk. */
export function shippedFile(name: string): string {
  const folder = new URL(`../../public/shipped/${name}/checkpoints/`, import.meta.url);
  const steps: number[] = JSON.parse(readFileSync(new URL("index.json", folder), "utf8"));
  return fileURLToPath(new URL(checkpointName(steps.at(-1) ?? 0), folder));
}

/** The digits that come with the core, to learn from and held out. */
export function digitSplits(): Required<GreySplits> {
  const images = readIdxImages(coreFile("train-images-idx3-ubyte.gz"), "digits");
  return greySplits({
    ...images,
    labels: readIdxLabels(coreFile("train-labels-idx1-ubyte.gz"), "labels"),
  });
}

/** One image alone, with its label. */
export function oneImage(images: GreyImages, index: number): GreyImages {
  return selectImages(images, [index]);
}

const require = createRequire(import.meta.url);

function coreFile(name: string): Uint8Array {
  return gunzipSync(readFileSync(require.resolve(`@helmholtz/core/digits/${name}`)));
}
