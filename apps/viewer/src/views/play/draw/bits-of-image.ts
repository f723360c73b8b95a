import {
  type Binarization,
  binaryImages,
  fold,
  type GreyImages,
  type Key,
  key,
  type States,
} from "@helmholtz/core";

/** Samples of Q for each image and machine, as many as in the paper. */
export const SAMPLES = 10;

/** How grey becomes bits, and where the random numbers come from. */
export interface SampleChoice {
  readonly binarization: Binarization;
  readonly seed: number;
}

/** The bits of the first image, once for each sample: [samples × pixels]. As `classify` draws them. */
export function bitsOfImage(
  image: GreyImages,
  { binarization, seed }: SampleChoice,
  samples = SAMPLES,
): States {
  return binaryImages(image, binarization).draw(new Uint8Array(samples), fold(key(seed), 0));
}

/** The stream of the samples of Q. */
export function representationKey(seed: number): Key {
  return fold(key(seed), 1);
}
