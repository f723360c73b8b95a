import {
  bars,
  DataError,
  type Dataset,
  fingerprint,
  type GreyImages,
  greyDataset,
  greySplits,
  kirby,
  shifter,
} from "@helmholtz/core";
import { digits } from "./digits.ts";
import { isPageData, type PageSettings } from "./settings.ts";

/** A person's own pictures to learn from. */
export interface OwnImages {
  readonly name: string;
  readonly images: GreyImages;
  /** Whether they were put together from pictures, so that there is no file of the name yet. */
  readonly isPutTogether?: boolean;
}

/** What a training learns from, and how its record tells it from other data. */
export interface PageData {
  readonly dataset: Dataset;
  readonly fingerprint: string;
}

/**
 * The images of a training, as `openDataset` gives them of the same data.
 *
 * @throws DataError when they cannot be had, or none of a class are there.
 */
export async function openPageData(
  { data, classes, binarization }: Pick<PageSettings, "data" | "classes" | "binarization">,
  own?: OwnImages,
): Promise<PageData> {
  if (isPageData(data) && data !== "mnist") {
    return { dataset: generated[data](), fingerprint: data };
  }
  const grey = data === "mnist" ? await digits() : imagesOf(data, own);
  return {
    dataset: greyDataset(data, grey, { classes, binarization }),
    fingerprint: await fingerprint(greySplits(grey, classes).train),
  };
}

/** Pixels across and down of such images; none where the page does not have them. */
export function imageSize(
  data: string,
  own?: OwnImages,
): { readonly width: number; readonly height: number } | undefined {
  if (isPageData(data)) return data === "mnist" ? DIGIT : generated[data]().train;
  return own?.name === data ? own.images : undefined;
}

const generated = { bars, shifter, kirby };
const DIGIT = { width: 28, height: 28 };

function imagesOf(data: string, own: OwnImages | undefined): GreyImages {
  if (own?.name === data) return own.images;
  throw new DataError(
    `data: the images of ${data} are needed, the page does not have them; drop the file on the page, or choose other data`,
  );
}
