import "../../../machine/disposal.ts";
import {
  createLearner,
  createMachine,
  evaluate,
  fold,
  initialState,
  js,
  key,
  type Machine,
  type States,
  sgd,
  takeStep,
  wakeSleep,
} from "@helmholtz/core";
import { barsData } from "./bars.ts";

/** One of the two phases. */
export type PhaseName = "wake" | "sleep";

/** Learning rate ε of the lessons. */
export const RATE = 0.2;

/** A machine that has forgotten the direction that a phase teaches, and kept the other. */
export function forget(machine: Machine, phase: PhaseName): Machine {
  const blank = createMachine(machine.sizes, key(0), { initialization: "zero", hiddenBias: -3 });
  return phase === "wake"
    ? { ...machine, generative: blank.generative }
    : { ...machine, recognition: blank.recognition };
}

/**
 * The machine after some more updates of one phase alone.
 *
 * @param done updates before: each has random numbers of its own
 * @param imageOf the image of update number `i`; sleep dreams instead
 */
export async function learn(
  machine: Machine,
  phase: PhaseName,
  { done, times, imageOf }: { done: number; times: number; imageOf(i: number): States },
): Promise<Machine> {
  const rule = phase === "wake" ? wakeSleep({ sleep: [] }) : wakeSleep({ wake: [] });
  const optimizer = sgd({ rate: RATE });
  const learner = createLearner(initialState(machine, optimizer), { backend: js(), optimizer });
  for (let i = done; i < done + times; i++) {
    if (i % TURN === TURN - 1) await nextTurn();
    await takeStep(rule, learner, imageOf(i), lessonKey(i));
  }
  return (await learner.state(done + times)).machine;
}

/** Random numbers of update number `i`, as the core's rules take them. */
export function lessonKey(i: number) {
  return fold(key(7), i);
}

/** Bits that the machine needs for an image of the data: mean of 200, causes drawn once each. */
export async function bitsOnData(machine: Machine): Promise<number> {
  const options = { samples: 1, limit: 200 };
  return (await evaluate(js(), machine, barsData.valid, key(5), options)).descriptionLength;
}

// Updates after which the page may do something else.
const TURN = 50;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
