import {
  DataError,
  type GreyImages,
  imageCount,
  readIdxImages,
  readIdxLabels,
} from "@helmholtz/core";
import { gunzip } from "../../machine/gunzip.ts";
import type { OwnImages } from "../../machine/page-data.ts";
import { isPageData } from "../../machine/settings.ts";
import type { DroppedFile } from "../../ui/dropped-file.ts";
import { isPicture, readPictureSet } from "./picture-set.ts";

/**
 * The images in some files: pictures such as PNG; or else an IDX file of images, plain or gzip, and
 * one of labels if it is there.
 *
 * @throws DataError when there is none, it cannot be read, or they do not belong together.
 */
export async function readOwnImages(files: readonly DroppedFile[]): Promise<OwnImages> {
  const pictures = files.filter(isPicture);
  return pictures.length > 0 ? await readPictureSet(pictures) : await readIdxFiles(files);
}

async function readIdxFiles(files: readonly DroppedFile[]): Promise<OwnImages> {
  let found: { name: string; images: GreyImages } | undefined;
  let labels: Uint8Array | undefined;
  for (const { file } of files) {
    const bytes = await gunzip(new Uint8Array(await file.arrayBuffer()));
    // The fourth byte counts the dimensions: images have three, labels one.
    if (bytes[3] === 1) labels = readIdxLabels(bytes, file.name);
    else found = { name: file.name, images: readIdxImages(bytes, file.name) };
  }
  if (!found) {
    throw new DataError("own images: an IDX file of images is needed, there are only labels");
  }
  const { name, images } = found;
  const count = imageCount(images);
  if (labels && labels.length !== count) {
    throw new DataError(
      `${name}: ${count} images need as many labels, got ${labels.length}; give files that belong together`,
    );
  }
  // A file may be called like data of the page.
  return { name: isPageData(name) ? `${name} (file)` : name, images: { ...images, labels } };
}
