import {
  bars,
  createMachine,
  js,
  type Key,
  key,
  type Machine,
  type States,
  sgd,
  train,
} from "@helmholtz/core";

/** A machine that is learning, and what it learns from. */
export interface Learned {
  readonly machine: Machine;
  /** Images learned from so far. */
  readonly images: number;
  /** Description length of an image, in bits. */
  readonly bits: number;
  /** Pixels across and down. */
  readonly width: number;
  readonly height: number;
  /** An image of the data: [1 × pixels]. */
  draw(key: Key): States;
}

/**
 * Learns bars here and now, as often upright as lying: a machine each time it has learned from 200 more images, and after
 * 300,000 no more. The recipe is that of Hinton et al. 1995, note 17, with ten images a step.
 */
export async function* learnBars(seed: number): AsyncGenerator<Learned, void> {
  const data = bars({ vertical: 1 / 2, bar: 0.3 });
  const { width, height } = data.train;
  const training = train({
    data,
    machine: createMachine([16, 8, 1], key(seed), { initialization: "zero", hiddenBias: -3 }),
    optimizer: sgd({ rate: [0.5, 0.01] }),
    nonNegative: true,
    backend: js(),
    seed,
    batch: BATCH,
    steps: STEPS + 1,
    reportEvery: 20,
    reportImages: 100,
    checkpointEvery: STEPS + 1,
    dreams: 1,
  });
  let bits = Number.NaN;
  for await (const event of training) {
    if (event.type === "evaluate") {
      const now = event.train.descriptionLength;
      // A hundred images tell it roughly: an average over the last few tells it better.
      bits = Number.isNaN(bits) ? now : 0.9 * bits + 0.1 * now;
    }
    if (event.type !== "weights") continue;
    const images = event.step * BATCH;
    const draw = (k: Key) => data.train.draw([event.step], k);
    yield { machine: event.machine, images, bits, width, height, draw };
    if (event.step >= STEPS) return;
  }
}

const BATCH = 10;
const STEPS = 30_000;
