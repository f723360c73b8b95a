import type { Backend } from "./backend.ts";
import { DataError } from "./datasets/data-error.ts";
import type { Images } from "./datasets/dataset.ts";
import { layerFreeEnergies, layerLogProbs, recognize, sumRows } from "./inference.ts";
import type { Machine } from "./machine.ts";
import { repeatRows } from "./matrix.ts";
import { fold, type Key } from "./random.ts";

/** What images were taken for. */
export interface Classification {
  readonly images: number;
  /** Class of each image's shortest description: [images]. */
  readonly predicted: Uint8Array;
  /** F(d) in nats of each image, by each class's machine, mean over the samples: class → [images]. */
  readonly freeEnergies: ReadonlyMap<number, Float64Array>;
  /** Images taken for another class than their own. */
  readonly errors: number;
  /** `errors` ÷ `images`. */
  readonly errorRate: number;
}

export interface ClassifyOptions {
  /** Samples of Q per image and machine. Default 10, as in the paper. */
  samples?: number;
  /** How many images, from the first. Default all. */
  limit?: number;
  /** Called after each part with the number of images done, by all machines. */
  onProgress?: (images: number) => void;
}

// Rows of one upload. Results do not depend on it: random numbers are keyed by image and sample.
const ROWS_AT_ONCE = 2000;

/**
 * Takes each image for the class whose machine describes it shortest: the least mean of F(d),
 * equation 5, over samples of that machine's Q (Hinton, Dayan, Frey and Neal 1995, note 7). Of
 * equals, the class that comes first in `machines` wins.
 *
 * Every machine sees the same bits of an image, and its samples depend on its class, not on which
 * others there are. An image of a class without a machine counts as an error.
 *
 * @param machines a machine of each class, all with as many visible units as the images have pixels
 * @throws DataError when the images have no labels.
 * @throws RangeError when there is no machine, or the images or samples are not a positive integer.
 */
export async function classify<M, S>(
  backend: Backend<M, S>,
  machines: ReadonlyMap<number, Machine<M>>,
  images: Images,
  key: Key,
  { samples = 10, limit = images.size, onProgress }: ClassifyOptions = {},
): Promise<Classification> {
  const count = Math.min(limit, images.size);
  const { labels } = images;
  check(machines, labels, count, samples);
  const [drawKey, recognizeKey] = [fold(key, 0), fold(key, 1)];
  const freeEnergies = new Map(
    Array.from(machines.keys(), (name) => [name, new Float64Array(count)] as const),
  );

  const imagesAtOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / samples));
  for (let first = 0; first < count; first += imagesAtOnce) {
    const size = Math.min(imagesAtOnce, count - first);
    const indices = Array.from({ length: size }, (_, n) => first + n);
    const data = repeatRows(images.draw(indices, drawKey), samples);
    for (const [name, machine] of machines) {
      using _ = backend.arena();
      const s = recognize(backend, machine, data, fold(recognizeKey, name), first * samples);
      const energies = sumRows(layerFreeEnergies(await layerLogProbs(backend, machine, s)));
      freeEnergies.get(name)?.set(meansOf(energies, samples), first);
    }
    onProgress?.(first + size);
  }

  const predicted = Uint8Array.from({ length: count }, (_, n) => leastAt(freeEnergies, n));
  const errors = predicted.filter((name, n) => name !== labels[n]).length;
  return { images: count, predicted, freeEnergies, errors, errorRate: errors / count };
}

function check(
  machines: ReadonlyMap<number, unknown>,
  labels: Uint8Array | undefined,
  count: number,
  samples: number,
): asserts labels {
  if (machines.size === 0) {
    throw new RangeError("classify: a machine for each class is needed, got none");
  }
  if (!labels) {
    throw new DataError(
      "classify: images with labels are needed, these have none; put the labels file beside the images",
    );
  }
  if (!(Number.isSafeInteger(count) && count >= 1)) {
    throw new RangeError(
      `classify: at least one image is needed, and a whole number of them, got ${count}`,
    );
  }
  if (!(Number.isSafeInteger(samples) && samples >= 1)) {
    throw new RangeError(`classify: at least 1 sample per image is needed, got ${samples}`);
  }
}

// Means of groups of `size` values.
function meansOf(values: Float32Array, size: number): Float64Array {
  const means = new Float64Array(values.length / size);
  for (let i = 0; i < values.length; i++) means[Math.floor(i / size)] += values[i] / size;
  return means;
}

function leastAt(freeEnergies: ReadonlyMap<number, Float64Array>, n: number): number {
  let least = Number.POSITIVE_INFINITY;
  let [found] = freeEnergies.keys();
  for (const [name, energies] of freeEnergies) {
    if (energies[n] < least) {
      least = energies[n];
      found = name;
    }
  }
  return found;
}
