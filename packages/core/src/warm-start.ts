import { initialState, type TrainingState } from "./learning/learner.ts";
import { createMachine, type Direction, type Machine, type MachineOptions } from "./machine.ts";
import type { Matrix } from "./matrix.ts";
import type { Optimizer } from "./optimizers.ts";
import { key } from "./random.ts";

/** What a training has that goes on from another one's state; how new weights are drawn, too. */
export interface WarmStartOptions extends MachineOptions {
  /** Units of each layer, visible first: layers are matched from there up, units from their first. */
  sizes: readonly number[];
  optimizer: Optimizer;
  /** Of the new weights. Default 0. */
  seed?: number;
}

/**
 * The state in which a training of other settings goes on from what a machine has learned; `state` is
 * not changed.
 *
 * Weights between units that both machines have are kept; new units, and weights to and from them,
 * are those of a new machine of the seed. What the optimizer remembers is kept where it is the same
 * optimizer, and starts at zero for what is new, or for another optimizer. The step stays.
 *
 * @throws RangeError where the visible layers differ in size, or there cannot be such a machine.
 */
export function warmStart(
  state: TrainingState,
  { sizes, optimizer, seed = 0, ...options }: WarmStartOptions,
): TrainingState {
  const visible = state.machine.sizes[0];
  if (sizes[0] !== visible) {
    throw new RangeError(
      `warm start: ${visible} visible units are needed as in the machine that it goes on from, got ${sizes[0]}; choose images of its size`,
    );
  }
  const next = initialState(createMachine(sizes, key(seed), options), optimizer);
  carryOver(state.machine, next.machine);
  if (!remembersAlike(state, next)) return { ...next, step: state.step };

  for (const [name, moment] of Object.entries(next.moments)) carryOver(state.moments[name], moment);
  const countsOf = (direction: Direction) =>
    next.updates[direction].map((none, l) => state.updates[direction][l] ?? none);
  return {
    ...next,
    step: state.step,
    updates: { generative: countsOf("generative"), recognition: countsOf("recognition") },
  };
}

// Optimizers are told apart by the names of what they remember.
function remembersAlike(a: TrainingState, b: TrainingState): boolean {
  const namesOf = ({ moments }: TrainingState) => String(Object.keys(moments).sort());
  return namesOf(a) === namesOf(b);
}

// Changes `to`: what is between units of both machines becomes as in `from`.
function carryOver(from: Machine, to: Machine): void {
  for (const direction of ["generative", "recognition"] as const) {
    for (const [l, known] of from[direction].slice(0, to[direction].length).entries()) {
      copyCorner(known.weights, to[direction][l].weights);
      copyCorner(known.bias, to[direction][l].bias);
    }
  }
}

// Changes `to`: the rows and columns that both matrices have.
function copyCorner(from: Matrix, to: Matrix): void {
  const columns = Math.min(from.cols, to.cols);
  for (let row = 0; row < Math.min(from.rows, to.rows); row++) {
    const known = from.data.subarray(row * from.cols, row * from.cols + columns);
    to.data.set(known, row * to.cols);
  }
}
