import "../../machine/disposal.ts";
import {
  barsDistribution,
  createLearner,
  createMachine,
  fold,
  initialState,
  js,
  type Key,
  key,
  layerDescriptionLengths,
  layerLogProbs,
  type Machine,
  type Rate,
  recognize,
  type States,
  states,
  takeStep,
  toys,
  wakeSleep,
} from "@helmholtz/core";

/** A machine that is learning, and what it learns from. */
export interface Learned {
  readonly machine: Machine;
  /** Images learned from so far. */
  readonly images: number;
  /** Pixels across and down. */
  readonly width: number;
  readonly height: number;
  /** An image of the data: [1 × pixels]. */
  draw(key: Key): States;
}

/** Images after which it learns no more. */
export const MOST_IMAGES = 300_000;

/**
 * Learns bars here and now, one image a step: a machine at the start, and then again and again, with a
 * few images between at first and more later on, until all are learned from.
 *
 * The recipe is that of Hinton et al. 1995, note 17, but for the rates of `rateAt`.
 */
export async function* learnBars(seed: number): AsyncGenerator<Learned, void> {
  const { data, sizes, machine: options, optimizer, nonNegative } = toys.bars();
  const { width, height } = data.train;
  const start = initialState(createMachine(sizes, key(seed), options), optimizer);
  const learner = createLearner(start, { backend: js(), optimizer, nonNegative });
  const rule = wakeSleep();
  let images = 0;
  while (true) {
    const { machine } = await learner.state(images);
    const at = images;
    yield { machine, images, width, height, draw: (k) => data.train.draw([at], k) };
    if (images >= MOST_IMAGES) return;
    learner.changeRate(rateAt(images));
    for (const next = nextReport(images); images < next; images++) {
      const k = fold(key(seed), images);
      await takeStep(rule, learner, data.train.draw([images], fold(k, 0)), fold(k, 1));
    }
  }
}

/** Description length of an image of bars by a machine, in bits: the mean over all that there are, causes drawn 16 times each. */
export async function bitsOfBars(machine: Machine): Promise<number> {
  const seen = recognize(backend, machine, everyImage, key(5));
  const layers = layerDescriptionLengths(await layerLogProbs(backend, machine, seen));
  return outcomes.reduce((sum, { probability }, i) => {
    const drawn = layers.map((bits) => total(bits.subarray(i * DRAWS, (i + 1) * DRAWS)));
    return sum + (probability * total(drawn)) / DRAWS;
  }, 0);
}

const outcomes = barsDistribution();

/** What no code of bars can be shorter than on average, in bits: their entropy. */
export const LEAST_BITS = outcomes.reduce(
  (sum, { probability }) => sum - probability * Math.log2(probability),
  0,
);

const DRAWS = 16;
const backend = js();
const everyImage = states(outcomes.length * DRAWS, 16);
for (let n = 0; n < everyImage.rows; n++) {
  everyImage.data.set(outcomes[Math.floor(n / DRAWS)]?.states ?? [], n * everyImage.units);
}

function total(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

// At the rates of 1995 all bars are found soon, but upright and lying ones are told apart only after
// millions of images. So the top learns faster once there are bars, and the pixels slower at the end.
function rateAt(images: number): Rate {
  if (images < 20_000) return [0.2, 0.001];
  return images < 200_000 ? [0.2, 0.01] : [0.05, 0.01];
}

// Most is learned from the first few thousands, which therefore take as long as all the others.
function nextReport(images: number): number {
  const more = Math.min(400, Math.max(10, Math.round(images / 150)));
  return Math.min(MOST_IMAGES, images + more);
}
