import { dream, fold, type Key, type Learner, recognize, type States } from "@helmholtz/core";
import { starterCost } from "./starter-cost.ts";

export interface BatchPhases {
  /** Whether the generative weights learn, and the recognition weights. */
  readonly wake: boolean;
  readonly sleep: boolean;
  /** Whether the starter code's cost is measured on the way. */
  readonly measure: boolean;
}

/**
 * One step of wake-sleep on a batch, changing the learner's machine in place. Resolves to the
 * starter code's cost of the batch, with the dream that sleep learns from; 0 where it is not measured.
 */
export async function learnBatch<M, S>(
  learner: Learner<M, S>,
  data: States,
  key: Key,
  { wake, sleep, measure }: BatchPhases,
): Promise<number> {
  const { backend, machine } = learner;

  const seen = recognize(backend, machine, data, fold(key, 0));
  if (wake) {
    machine.generative.forEach((_, l) => {
      learner.learn("generative", l, seen[l + 1] as S, seen[l] as S); // equation 4
    });
  }

  const dreamt = dream(backend, machine, data.rows, fold(key, 1));
  const cost = measure ? await starterCost(backend, machine, seen, dreamt) : 0;
  if (sleep) {
    machine.recognition.forEach((_, l) => {
      learner.learn("recognition", l, dreamt[l] as S, dreamt[l + 1] as S); // equation 7
    });
  }
  return cost;
}
