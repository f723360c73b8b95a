import { type GreyImages, readIdxImages, readIdxLabels } from "@helmholtz/core";
import imagesUrl from "@helmholtz/core/digits/train-images-idx3-ubyte.gz?url&no-inline";
import labelsUrl from "@helmholtz/core/digits/train-labels-idx1-ubyte.gz?url&no-inline";
import { UnreachableError } from "../runs/run-files.ts";
import { gunzip } from "./gunzip.ts";

/**
 * The 10,000 digits that come with the core, with labels, stored class by class; 1.6 MB, fetched
 * when they are first asked for.
 *
 * @throws UnreachableError when they cannot be had; the next call tries again.
 */
export function digits(): Promise<GreyImages> {
  fetched ??= fetchDigits().catch((error) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}

let fetched: Promise<GreyImages> | undefined;

async function fetchDigits(): Promise<GreyImages> {
  const [images, labels] = await Promise.all([fetchFile(imagesUrl), fetchFile(labelsUrl)]);
  return { ...readIdxImages(images, "digits"), labels: readIdxLabels(labels, "labels of digits") };
}

async function fetchFile(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await gunzip(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    throw new UnreachableError(
      `digits: they could not be fetched (${(error as Error).message}); check the connection and start again`,
    );
  }
}
