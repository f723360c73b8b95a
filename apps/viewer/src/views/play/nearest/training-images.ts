import { fingerprint, type GreyImages, greySplits, type RunRecord } from "@helmholtz/core";
import { digits } from "../../../machine/digits.ts";

/** The images that a machine learned from, or why the page does not have them. */
export type TrainingImages =
  | { readonly type: "known"; readonly images: GreyImages }
  | { readonly type: "unknown"; readonly reason: string };

/**
 * The grey images that a run learned from, where they are among the digits that come with the page.
 *
 * @throws DataError when the digits cannot be had.
 */
export async function trainingImages(record: RunRecord | undefined): Promise<TrainingImages> {
  if (!record) return unknown("A checkpoint alone does not say what the machine learned from.");
  const { name, classes, fingerprint: wanted } = record.data;
  if (name !== "mnist") {
    return unknown(`The machine learned from ${name}, whose images the page does not keep.`);
  }
  const kept = known.get(wanted);
  if (kept) return { type: "known", images: kept };
  const { train } = greySplits(await digits(), classes ?? undefined);
  if ((await fingerprint(train)) !== wanted) {
    return unknown("The machine learned from other digits than those of the page.");
  }
  known.set(wanted, train);
  return { type: "known", images: train };
}

const known = new Map<string, GreyImages>();

function unknown(reason: string): TrainingImages {
  return { type: "unknown", reason };
}
