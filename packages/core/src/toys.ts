import { cpu } from "./backends/cpu.ts";
import { bars, barsDistribution } from "./datasets/bars.ts";
import type { Dataset } from "./datasets/dataset.ts";
import { kirby, kirbyDistribution } from "./datasets/kirby.ts";
import { shifter, shifterDistribution } from "./datasets/shifter.ts";
import { type Divergence, divergence, type Outcome } from "./enumeration.ts";
import { createMachine, type Machine, type MachineOptions } from "./machine.ts";
import { type Optimizer, sgd } from "./optimizers.ts";
import { key } from "./random.ts";
import { train } from "./train.ts";

/** A task small enough that everything about it is known exactly, with a recipe that learns it. */
export interface Toy {
  readonly data: Dataset;
  /** What the data are drawn from. */
  readonly distribution: readonly Outcome[];
  readonly sizes: readonly number[];
  readonly machine: MachineOptions;
  readonly optimizer: Optimizer;
  readonly nonNegative: boolean;
  /** Examples seen, one a step. */
  readonly steps: number;
}

const SHIFTER = { width: 4 };

/** The papers' toys by name. */
export const toys = {
  /**
   * Bars by the recipe of Hinton et al. 1995, note 17: one rate at the bottom, a much lower one
   * above, hidden generative biases that start at −3, weights into pixels of at least 0.
   */
  bars: (): Toy => ({
    data: bars(),
    distribution: barsDistribution(),
    sizes: [16, 8, 1],
    machine: { initialization: "zero", hiddenBias: -3 },
    optimizer: sgd({ rate: [0.2, 0.001] }),
    nonNegative: true,
    steps: 2_000_000,
  }),
  /** The lines of Kirby's tutorial (2006), by its recipe. */
  kirby: (): Toy => ({
    data: kirby(),
    distribution: kirbyDistribution(),
    sizes: [9, 4, 1],
    machine: { initialization: "zero" },
    optimizer: sgd({ rate: [0.15, 0.01] }),
    nonNegative: false,
    steps: 80_000,
  }),
  /** The shifter of Dayan et al. 1995, four pixels wide so that it can be enumerated. */
  shifter: (): Toy => ({
    data: shifter(SHIFTER),
    distribution: shifterDistribution(SHIFTER),
    sizes: [16, 8, 1],
    machine: { initialization: "zero", hiddenBias: -3 },
    optimizer: sgd({ rate: [0.2, 0.001] }),
    nonNegative: true,
    steps: 2_000_000,
  }),
};

export type ToyName = keyof typeof toys;

/** How well a toy was learned. */
export interface ToyResult extends Divergence {
  readonly machine: Machine;
}

export interface ToyOptions {
  seed: number;
  /** Default the recipe's. */
  steps?: number;
  /** Called now and then with the steps done. */
  onProgress?: (step: number) => void;
}

/**
 * Trains a machine on a toy, and compares what it learned with the truth by enumeration. On the
 * `cpu` backend: so small a machine gains nothing from another.
 */
export async function learnToy(
  toy: Toy,
  { seed, steps = toy.steps, onProgress }: ToyOptions,
): Promise<ToyResult> {
  const { sizes, data, optimizer, nonNegative } = toy;
  let machine = createMachine(sizes, key(seed), toy.machine);
  const never = steps + 1;
  const training = train({
    ...{ machine, data, optimizer, nonNegative, steps, seed },
    backend: cpu(),
    batch: 1,
    reportEvery: never,
    checkpointEvery: never,
  });
  for await (const event of training) {
    if (event.type === "progress") onProgress?.(event.step);
    if (event.type === "end") machine = event.machine;
  }
  return { machine, ...divergence(machine, toy.distribution) };
}
