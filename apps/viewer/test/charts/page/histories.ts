import { appendHistory, createHistory, type RunHistory } from "@helmholtz/core";

/** Steps from one evaluation to the next, and from one epoch to the next. */
export const EVERY = 10;
export const STEPS_PER_EPOCH = 200;

/** A run that has started, and had something done to it. */
export function startedHistory(seed: number): RunHistory {
  const history = createHistory();
  appendHistory(history, {
    ...{ type: "start", step: 0, steps: 1e6, stepsPerEpoch: STEPS_PER_EPOCH, batch: 20 },
    ...{ sizes: [784, 100, 20], width: 28, height: 28, rule: "wakeSleep", optimizer: "sgd" },
    ...{ backend: "js", data: "digits", trainImages: 4000, validImages: 1000, seed },
  });
  return history;
}

/** Changes `history` by the evaluations of more steps. */
export function learn(history: RunHistory, seed: number, from: number, to: number): void {
  for (let step = from; step <= to; step += EVERY) {
    const noise = 4 * Math.sin(step * 0.37 + seed) * Math.cos(step * 1.7 * (seed + 1));
    const bits = 110 + 8 * seed + 240 * Math.exp(-step / 700) + noise;
    const layers = [0.7 * bits, 0.2 * bits, 0.1 * bits];
    appendHistory(history, {
      ...{ type: "evaluate", step, epoch: step / STEPS_PER_EPOCH },
      ...{ images: 1000, descriptionLength: bits, layers },
      train: { images: 1000, descriptionLength: bits - 6 - noise / 2, layers },
    });
  }
}

/** The history of a run of so many steps. */
export function learnedHistory(seed: number, steps: number): RunHistory {
  const history = startedHistory(seed);
  learn(history, seed, 0, steps);
  const acts = [
    { step: 800, act: { type: "pause" } },
    { step: 1600, act: { type: "change", rule: { wake: [] } } },
    { step: 2400, act: { type: "change", rate: 0.002 } },
    { step: 3600, act: { type: "save" } },
  ] as const;
  for (const { step, act } of acts) appendHistory(history, { type: "act", step, act });
  return history;
}
