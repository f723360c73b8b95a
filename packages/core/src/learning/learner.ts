import type { Backend } from "../backend.ts";
import { type Direction, type Machine, mapMachine, parameterCount } from "../machine.ts";
import { type Matrix, matrix } from "../matrix.ts";
import { layerRate, type Optimizer, optimizerMoments, type Rate } from "../optimizers.ts";

/** All that training needs to continue exactly: the machine, and what the optimizer remembers. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  readonly machine: Machine;
  /** What the optimizer remembers of each weight: by name, shaped like the machine. */
  readonly moments: Readonly<Record<string, Machine>>;
  /** Updates that each layer has had. */
  readonly updates: Readonly<Record<Direction, readonly number[]>>;
}

/** A machine that learns: its layers on a backend, beside the optimizer's memory of them. */
export interface Learner<M = unknown, S = unknown> {
  readonly backend: Backend<M, S>;
  readonly machine: Machine<M>;
  /**
   * One update of layer l of a direction, in place, toward giving states `s` from states `x`:
   * equation 4 for a generative layer, equation 7 for a recognition layer. `weight` is as in
   * `Backend.learn`.
   */
  learn(direction: Direction, l: number, x: S, s: S, weight?: M): void;
  /** Learns at another rate from the next update on. */
  changeRate(rate: Rate): void;
  /** A copy on the host, for a checkpoint. */
  state(step: number): Promise<TrainingState>;
}

export interface LearnerOptions<M, S> {
  backend: Backend<M, S>;
  optimizer: Optimizer;
  /** Keep the generative weights into the visible layer at or above 0 (Hinton et al. 1995, note 17). */
  nonNegative?: boolean;
}

/** A learner at the start, with empty memory: step 0. */
export function initialState(machine: Machine, optimizer: Optimizer): TrainingState {
  const zeros = () => mapMachine(machine, (m) => matrix(m.rows, m.cols));
  return {
    step: 0,
    machine,
    moments: Object.fromEntries(
      optimizerMoments[optimizer.name].map((name) => [name, zeros()] as const),
    ),
    updates: {
      generative: machine.generative.map(() => 0),
      recognition: machine.recognition.map(() => 0),
    },
  };
}

/** Bytes that a machine, and what the optimizer remembers of it, take as 32-bit floats. */
export function trainingBytes(sizes: readonly number[], optimizer: Optimizer): number {
  return 4 * parameterCount(sizes) * (1 + optimizerMoments[optimizer.name].length);
}

/** Puts a training state on a backend. */
export function createLearner<M, S>(
  start: TrainingState,
  { backend, nonNegative = false, ...options }: LearnerOptions<M, S>,
): Learner<M, S> {
  let { optimizer } = options;
  const upload = (machine: Machine) => mapMachine(machine, (m) => backend.upload(m));
  const machine = upload(start.machine);
  const names = optimizerMoments[optimizer.name];
  const moments = names.map((name) => upload(start.moments[name]));
  const pupilsOf = (direction: Direction) =>
    machine[direction].map((layer, l) => ({
      layer,
      moments: moments.map((moment) => moment[direction][l]),
      nonNegative: nonNegative && direction === "generative" && l === 0,
      count: start.updates[direction][l],
    }));
  const pupils = { generative: pupilsOf("generative"), recognition: pupilsOf("recognition") };
  const countsOf = (direction: Direction) => pupils[direction].map(({ count }) => count);
  return {
    backend,
    machine,
    learn(direction, l, x, s, weight) {
      const pupil = pupils[direction][l];
      const { layer, moments, nonNegative } = pupil;
      const rate = layerRate(optimizer.rate, l);
      const count = ++pupil.count;
      backend.learn(layer, x, s, { optimizer, rate, count, moments, nonNegative }, weight);
    },
    changeRate(rate) {
      optimizer = { ...optimizer, rate };
    },
    async state(step) {
      const download = (machine: Machine<M>) => readMachine(backend, machine);
      const entries = names.map(async (name, i) => [name, await download(moments[i])] as const);
      return {
        step,
        machine: await download(machine),
        moments: Object.fromEntries(await Promise.all(entries)),
        updates: { generative: countsOf("generative"), recognition: countsOf("recognition") },
      };
    },
  };
}

/** A machine on the host, read from a backend. */
export async function readMachine<M>(
  backend: Backend<M>,
  machine: Machine<M>,
): Promise<Machine<Matrix>> {
  const reads: Promise<Matrix>[] = [];
  mapMachine(machine, (m) => reads.push(backend.read(m)));
  const host = (await Promise.all(reads)).values();
  return mapMachine(machine, () => host.next().value as Matrix);
}
