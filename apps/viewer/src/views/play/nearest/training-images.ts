import { fingerprint, type GreyImages, greySplits, type RunRecord } from "@helmholtz/core";
import { digits } from "../../../machine/digits.ts";

/** The images that a machine learned from, or why the page does not have them. */
export type TrainingImages =
  /** Beside others of the same classes, that it did not learn from. */
  | { readonly type: "known"; readonly images: GreyImages; readonly heldOut: GreyImages }
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
  if (kept) return kept;
  const { train, valid } = greySplits(await digits(), classes ?? undefined);
  if ((await fingerprint(train)) !== wanted) {
    return unknown("The machine learned from other digits than those of the page.");
  }
  const found: TrainingImages = { type: "known", images: train, heldOut: valid };
  known.set(wanted, found);
  return found;
}

const known = new Map<string, TrainingImages>();

function unknown(reason: string): TrainingImages {
  return { type: "unknown", reason };
}
