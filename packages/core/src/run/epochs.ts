import type { StartEvent } from "./events.ts";

/**
 * How many epochs, which are passes over the training images, a run has done by a step. One that goes
 * on from another one with other images or another batch has a stretch for each, in order; the first
 * begins at step 0.
 */
export type Epochs = readonly EpochStretch[];

/** Steps that are all as large a part of an epoch. */
export interface EpochStretch {
  /** Steps done before it. */
  readonly step: number;
  /** Epochs done before it, with fraction. */
  readonly epoch: number;
  /** Images learned before it, each time that one was. */
  readonly images: number;
  readonly stepsPerEpoch: number;
  /** Images of one step. */
  readonly batch: number;
}

/** Epochs done by a step, with fraction; 0 before anything is known. */
export function epochAt(epochs: Epochs, step: number): number {
  const stretch = epochs.findLast((stretch) => stretch.step <= step);
  return stretch ? stretch.epoch + (step - stretch.step) / stretch.stepsPerEpoch : 0;
}

/** The step by which so many epochs are done, with fraction: the reverse of `epochAt`. */
export function stepAt(epochs: Epochs, epoch: number): number {
  const stretch = epochs.findLast((stretch) => stretch.epoch <= epoch);
  return stretch ? stretch.step + (epoch - stretch.epoch) * stretch.stepsPerEpoch : 0;
}

/** Images learned by a step, each time that one was; 0 before anything is known. */
export function imagesAt(epochs: Epochs, step: number): number {
  const stretch = epochs.findLast((stretch) => stretch.step <= step);
  return stretch ? stretch.images + (step - stretch.step) * stretch.batch : 0;
}

/**
 * The epochs of a run that starts, or goes on, at a step: what was known of later steps is void. The
 * same object where nothing changes.
 *
 * @param before what was known
 */
export function epochsFrom(
  before: Epochs,
  { step, stepsPerEpoch, batch }: Pick<StartEvent, "step" | "stepsPerEpoch" | "batch">,
): Epochs {
  const kept = before.filter((stretch) => stretch.step < step);
  const last = kept.at(-1);
  if (last?.stepsPerEpoch === stepsPerEpoch && last.batch === batch) {
    return kept.length === before.length ? before : kept;
  }
  // Where nothing is known of the steps before, they are taken to be alike.
  const from = last ? step : 0;
  const done = { step: from, epoch: epochAt(kept, from), images: imagesAt(kept, from) };
  return [...kept, { ...done, stepsPerEpoch, batch }];
}
