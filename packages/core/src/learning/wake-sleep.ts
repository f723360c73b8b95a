import { dream, recognize } from "../inference.ts";
import type { Direction } from "../machine.ts";
import { fold } from "../random.ts";
import type { LearningRule } from "./rule.ts";

export interface WakeSleepOptions {
  /** Directions that learn from recognized data. Default only the generative one; none turns wake off. */
  wake?: readonly Direction[];
  /** Directions that learn from dreams. Default only the recognition one; none turns sleep off. */
  sleep?: readonly Direction[];
}

/**
 * The wake-sleep algorithm (Hinton, Dayan, Frey and Neal, Science 268, 1995).
 *
 * Each direction of the machine teaches the other, by the same local delta rule.
 */
export function wakeSleep({
  wake = ["generative"],
  sleep = ["recognition"],
}: WakeSleepOptions = {}): LearningRule {
  return {
    name: "wake-sleep",
    options: { wake, sleep },
    step(learner, data, key) {
      const { backend, machine } = learner;

      // Wake: explain the data, then learn to generate what was recognized.
      if (wake.length > 0) {
        const seen = recognize(backend, machine, data, fold(key, 0));
        if (wake.includes("generative")) {
          machine.generative.forEach((_, l) => {
            learner.learn("generative", l, seen[l + 1], seen[l]); // equation 4
          });
        }
        if (wake.includes("recognition")) {
          machine.recognition.forEach((_, l) => {
            learner.learn("recognition", l, seen[l], seen[l + 1]);
          });
        }
      }

      // Sleep: dream, then learn to recognize what was dreamt.
      if (sleep.length > 0) {
        const dreamt = dream(backend, machine, data.rows, fold(key, 1));
        if (sleep.includes("recognition")) {
          machine.recognition.forEach((_, l) => {
            learner.learn("recognition", l, dreamt[l], dreamt[l + 1]); // equation 7
          });
        }
        if (sleep.includes("generative")) {
          machine.generative.forEach((_, l) => {
            learner.learn("generative", l, dreamt[l + 1], dreamt[l]);
          });
        }
      }
    },
  };
}
