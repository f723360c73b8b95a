import { adam, type Initialization, type Optimizer, sgd } from "@helmholtz/core";
import type { Experiment } from "./experiments.ts";
import type { Protocol } from "./results.ts";

/** How a machine is trained. Plain data: a run keeps it, and is the same run only while it is the same. */
export interface Training {
  readonly hidden: readonly number[];
  readonly initialization: Initialization;
  readonly optimizer: Optimizer & { readonly rate: number };
  /** Images per step. */
  readonly batch: number;
  readonly epochs: number;
  /** Whether every epoch has other batches; else they are drawn once. */
  readonly reshuffle: boolean;
  /** What grey levels are divided by to be probabilities: 255, or the assignment's 256. */
  readonly greyLevels: 255 | 256;
  /** Over which last part of the epochs the rate falls linearly, and to which part of itself. */
  readonly fade: { readonly over: number; readonly to: number };
  /** Whether the starter code's cost is kept. */
  readonly starterCost: boolean;
}

/** The most images that a machine learns from: the first ones. */
export const MAX_IMAGES = 50_000;

/** How each protocol trains an experiment's machine. */
export const protocols: Readonly<Record<Protocol, (experiment: Experiment) => Training>> = {
  /** The starter code of the assignment. */
  assignment: ({ hidden, rate = 0.001 }) => ({
    hidden: hidden.assignment,
    initialization: "normal",
    // Its updates are summed over a batch, ours are means.
    optimizer: { ...sgd(), rate: 40 * rate },
    batch: 40,
    epochs: 50,
    reshuffle: false,
    greyLevels: 256,
    fade: { over: 0, to: 1 },
    starterCost: true,
  }),
  /** What this project recommends for digits. */
  recommended: ({ hidden }) => ({
    hidden: hidden.recommended,
    initialization: "glorot",
    optimizer: { ...adam(), rate: 0.003 },
    batch: 100,
    epochs: 60,
    reshuffle: true,
    greyLevels: 255,
    fade: { over: 0.4, to: 0.02 },
    starterCost: false,
  }),
};

/** The rate in an epoch, counted from 1. */
export function rateAt({ optimizer, epochs, fade }: Training, epoch: number): number {
  const faded = Math.max(0, (epoch / epochs - (1 - fade.over)) / fade.over || 0);
  return optimizer.rate * (1 - faded * (1 - fade.to));
}
