import { expect, test } from "vitest";
import type { Backend } from "../../src/backend.ts";
import { cpu } from "../../src/backends/cpu.ts";
import { dream, recognize } from "../../src/inference.ts";
import { createLearner, initialState, type Learner } from "../../src/learning/learner.ts";
import { takeStep } from "../../src/learning/rule.ts";
import { wakeSleep } from "../../src/learning/wake-sleep.ts";
import { createMachine } from "../../src/machine.ts";
import { type States, states } from "../../src/matrix.ts";
import { type Optimizer, sgd } from "../../src/optimizers.ts";
import { fold, key, uniform } from "../../src/random.ts";
import { parameters } from "../fixtures/machines.ts";

export const SIZES = [784, 100];
export const BATCH = 20;
const STEPS = 30;

/** That a machine of the usual size learns what it learns on the cpu backend, and samples the same. */
export function testTraining(name: string, open: () => Promise<Backend>): void {
  test(`${name} leads 784-100 in 30 steps where the cpu backend does`, async () => {
    const backend = await open();
    const [own, wanted] = [learnerOn(backend), learnerOn(cpu())];
    for (let step = 0; step < STEPS; step++) {
      trainStep(own, step);
      trainStep(wanted, step);
    }
    expectClose(await numbers(own), await numbers(wanted), 1e-5);
    expect(await sampledBy(own)).toEqual(await sampledBy(wanted));
    await backend[Symbol.asyncDispose]?.();
  });
}

/** A machine of `sizes`, about to learn. */
export function learnerOn<M, S>(
  backend: Backend<M, S>,
  optimizer: Optimizer = sgd(),
  sizes: readonly number[] = SIZES,
): Learner<M, S> {
  const start = initialState(createMachine(sizes, key(1)), optimizer);
  return createLearner(start, { backend, optimizer });
}

/** One step of wake-sleep, in an arena. */
export function trainStep<M, S>(learner: Learner<M, S>, step: number, batch = BATCH): void {
  const arena = learner.backend.arena();
  const data = images(batch, learner.machine.sizes[0], step);
  takeStep(wakeSleep(), learner, data, fold(key(3), step));
  arena[Symbol.dispose]();
}

/** Images of which a fifth is on. */
export function images(rows: number, units: number, step: number): States {
  const from = fold(key(2), step);
  const data = Uint8Array.from({ length: rows * units }, (_, i) =>
    uniform(from, i) < 0.2 ? 1 : 0,
  );
  return states(rows, units, data);
}

// States that it recognizes and dreams.
async function sampledBy<M, S>({ backend, machine }: Learner<M, S>): Promise<States[]> {
  const seen = recognize(backend, machine, images(BATCH, SIZES[0], STEPS), key(4));
  const dreamt = dream(backend, machine, BATCH, key(5));
  return Promise.all([seen[1], dreamt[0]].map((s) => backend.readStates(s)));
}

async function numbers<M, S>(learner: Learner<M, S>): Promise<number[]> {
  const { machine } = await learner.state(STEPS);
  return [...machine.generative, ...machine.recognition].flatMap(parameters);
}

/** That no number is further from what is wanted than `tolerance`. */
export function expectClose(
  values: readonly number[],
  wanted: readonly number[],
  tolerance: number,
): void {
  expect(values.length).toBe(wanted.length);
  // NaN stays NaN, and is not below the tolerance.
  const worst = values.reduce((most, v, i) => Math.max(most, Math.abs(v - wanted[i])), 0);
  expect(worst).toBeLessThan(tolerance);
}
