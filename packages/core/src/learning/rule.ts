import type { States } from "../matrix.ts";
import type { Key } from "../random.ts";
import type { Learner } from "./learner.ts";

/** A way to learn from a batch: what to recognize, what to dream, and which layer learns from which. */
export interface LearningRule {
  readonly name: string;
  /** The settings that make it reproducible, for the run's record. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Learns from one batch [n × visible], changing the learner's machine in place. */
  step<M, S>(learner: Learner<M, S>, batch: States, key: Key): void | Promise<void>;
}
