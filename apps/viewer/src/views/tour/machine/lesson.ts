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

/** A machine that has forgotten the direction that a phase teaches, whose units toss fair coins then, and kept the other. */
export function forget(machine: Machine, phase: PhaseName): Machine {
  const blank = createMachine(machine.sizes, key(0), { initialization: "zero" });
  return phase === "wake"
    ? { ...machine, generative: blank.generative }
    : { ...machine, recognition: blank.recognition };
}

/** A machine in the middle of its lessons. */
export interface Taught {
  readonly machine: Machine;
  /** Updates done. */
  readonly done: number;
}

export interface LessonOptions {
  /** Updates before: each has random numbers of its own. */
  done: number;
  times: number;
  /** How many updates are between two machines. */
  every: number;
  /** The image of update number `i`; sleep dreams instead. */
  imageOf(i: number): States;
}

/** Some more updates of one phase alone: the machine now and then, and at last. */
export async function* learn(
  machine: Machine,
  phase: PhaseName,
  { done, times, every, imageOf }: LessonOptions,
): AsyncGenerator<Taught, void> {
  const rule = phase === "wake" ? wakeSleep({ sleep: [] }) : wakeSleep({ wake: [] });
  const optimizer = sgd({ rate: RATE });
  const learner = createLearner(initialState(machine, optimizer), { backend: js(), optimizer });
  for (let i = 1; i <= times; i++) {
    await takeStep(rule, learner, imageOf(done + i - 1), lessonKey(done + i - 1));
    if (i % every > 0 && i < times) continue;
    yield { machine: (await learner.state(done + i)).machine, done: done + i };
  }
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
