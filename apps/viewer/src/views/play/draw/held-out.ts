import { type GreyImages, greySplits, imageCount } from "@helmholtz/core";
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { notify, settle } from "../../../app/notify.tsx";
import { digits } from "../../../machine/digits.ts";
import { state } from "../play-state.ts";
import { padOf } from "./pad.ts";

/** A digit that no machine that comes with the page has learned from. */
export interface HeldOutDigit {
  readonly index: number;
  /** Its class. */
  readonly label?: number;
}

/** Pixels across and down of a digit. */
export const DIGIT = { width: 28, height: 28 };

const found = signal<HeldOutDigit>();

/** The held-out digit that the page's URL names; it lies on the pad for digits. */
export const heldOut: ReadonlySignal<HeldOutDigit | undefined> = found;

/** Lays the next held-out digit on the pad. */
export function takeHeldOut(): void {
  state.image.value = last + 1;
}

/** Says that what lies on the pad is no held-out digit any more. */
export function forgetHeldOut(): void {
  state.image.value = -1;
}

const ABOUT = "held-out digits";
let last = -1;
let split: GreyImages | undefined;

effect(() => {
  const index = state.image.value;
  found.value = undefined;
  if (index < 0) return;
  last = index;
  let isWanted = true;
  heldOutImages().then(
    (images) => {
      settle(ABOUT);
      if (isWanted) lay(images, index % imageCount(images));
    },
    (error: Error) => {
      if (!isWanted) return;
      last = index - 1; // to be asked for once more
      forgetHeldOut();
      notify(error.message, "error", ABOUT);
    },
  );
  return () => {
    isWanted = false;
  };
});

async function heldOutImages(): Promise<GreyImages> {
  split ??= greySplits(await digits()).valid;
  return split;
}

function lay({ pixels, labels }: GreyImages, index: number): void {
  const size = DIGIT.width * DIGIT.height;
  const levels = pixels.subarray(index * size, (index + 1) * size);
  const label = labels?.[index];
  found.value = { index, ...(label !== undefined && { label }) };
  padOf(DIGIT).lay(Float32Array.from(levels, (level) => level / 255));
}
