import type { Direction } from "../machine.ts";
import { dreamBatch, type LearningRule, type Phase, recognizeBatch } from "./rule.ts";

export interface WakeSleepOptions {
  /** Directions that learn from recognized data. Default only the generative one; none turns wake off. */
  wake?: readonly Direction[];
  /** Directions that learn from dreams. Default only the recognition one; none turns sleep off. */
  sleep?: readonly Direction[];
}

/**
 * The wake-sleep algorithm (Hinton, Dayan, Frey and Neal, Science 268, 1995).
 *
 * Each direction of the machine teaches the other, by the same local delta rule. A phase in which
 * no direction learns is none of the rule's `phases`.
 *
 * @throws RangeError for anything else than lists of directions.
 */
export function wakeSleep({
  wake = ["generative"],
  sleep = ["recognition"],
}: WakeSleepOptions = {}): LearningRule {
  const options = { wake: directions("wake", wake), sleep: directions("sleep", sleep) };
  const phases: Phase[] = [];

  // Wake: explain the data, then learn to generate what was recognized.
  if (wake.length > 0) {
    phases.push({
      name: "wake",
      learn(learner, data, key) {
        const { backend, machine } = learner;
        const seen = recognizeBatch(backend, machine, data, key);
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
      },
    });
  }

  // Sleep: dream, then learn to recognize what was dreamt.
  if (sleep.length > 0) {
    phases.push({
      name: "sleep",
      learn(learner, { rows }, key) {
        const { backend, machine } = learner;
        const dreamt = dreamBatch(backend, machine, rows, key);
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
      },
    });
  }

  return {
    name: "wake-sleep",
    options,
    phases,
    with(changed) {
      for (const [name, value] of Object.entries(changed)) {
        if (!Object.hasOwn(options, name)) {
          throw new RangeError(
            `wake-sleep: an option of ${Object.keys(options)} is needed, got ${name}`,
          );
        }
        directions(name, value);
      }
      return wakeSleep({ ...options, ...changed });
    },
  };
}

/** Whether a value says which directions learn in a phase. */
export function isDirections(value: unknown): value is readonly Direction[] {
  return Array.isArray(value) && value.every(isDirection);
}

function directions(name: string, value: unknown): readonly Direction[] {
  if (isDirections(value)) return value;
  throw new RangeError(
    `wake-sleep: ${name} needs a list of generative and recognition, got ${JSON.stringify(value)}`,
  );
}

function isDirection(value: unknown): value is Direction {
  return value === "generative" || value === "recognition";
}
