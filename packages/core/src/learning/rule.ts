import type { Backend } from "../backend.ts";
import { dream, type Representation, recognize } from "../inference.ts";
import type { Machine } from "../machine.ts";
import type { States } from "../matrix.ts";
import { fold, type Key } from "../random.ts";
import type { Learner } from "./learner.ts";

/** A way to learn from a batch: what to recognize, what to dream, and which layer learns from which. */
export interface LearningRule {
  readonly name: string;
  /** The settings that make it reproducible, for the run's record. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What a step does, in order. Training may halt in between, which changes nothing. */
  readonly phases: readonly Phase[];
  /**
   * The rule with other options; those not named stay as they are.
   *
   * @throws RangeError for an option that there is not, or a value that makes no sense.
   */
  with(options: Readonly<Record<string, unknown>>): LearningRule;
}

/** A part of a step, such as wake. */
export interface Phase {
  readonly name: string;
  /** Learns from one batch [n × visible], changing the learner's machine in place; all phases of a step get its key. */
  learn<M, S>(learner: Learner<M, S>, batch: States, key: Key): void | Promise<void>;
}

/**
 * A whole step: every phase in order, from the one numbered `from`. Changes the learner's machine
 * in place; a promise only where a phase gives one.
 */
export function takeStep<M, S>(
  rule: LearningRule,
  learner: Learner<M, S>,
  batch: States,
  key: Key,
  from = 0,
): void | Promise<void> {
  for (let i = from; i < rule.phases.length; i++) {
    const done = rule.phases[i].learn(learner, batch, key);
    if (done) return done.then(() => takeStep(rule, learner, batch, key, i + 1));
  }
}

/**
 * What wake recognizes of a step's batch, `key` being the step's. The first rows alone are
 * recognized as they are within the batch, so that one can look at them without the others.
 */
export function recognizeBatch<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  batch: States,
  key: Key,
): Representation<S> {
  return recognize(backend, machine, batch, fold(key, 0));
}

/** What sleep dreams in a step, `key` being the step's. The first dreams do not depend on how many follow. */
export function dreamBatch<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  rows: number,
  key: Key,
): Representation<S> {
  return dream(backend, machine, rows, fold(key, 1));
}
