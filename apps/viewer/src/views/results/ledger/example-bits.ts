import {
  type Backend,
  fold,
  type Images,
  key,
  layerDescriptionLengths,
  layerLogProbs,
  type Machine,
  mapMachine,
  recognize,
  type States,
} from "@helmholtz/core";

/** An image, and what it costs to describe it. */
export interface ExampleBits {
  /** Its index in the images that it is of. */
  readonly index: number;
  /** [pixels], 0 or 1: as it was described. */
  readonly image: Uint8Array;
  readonly label?: number;
  /** Bits of each layer, visible first: of one sample of Q. */
  readonly layers: readonly number[];
  readonly total: number;
}

export interface ExampleBitsOptions {
  /** What is made on the way stays on it, for the caller to give back. */
  readonly backend: Backend;
  readonly machine: Machine;
  readonly images: Images;
  /** How many of the images, from the first on. */
  readonly count: number;
  /** Stops it between two parts. */
  readonly signal: AbortSignal;
}

/**
 * The description length of images layer by layer, the most expensive one first. The same random
 * numbers every time, so that what changes is the machine. Computed in parts of a few milliseconds,
 * between which the page goes on.
 *
 * @throws DOMException `AbortError` when it was stopped.
 */
export async function exampleBits(options: ExampleBitsOptions): Promise<ExampleBits[]> {
  const { backend, machine, images, signal } = options;
  const count = Math.min(options.count, images.size);
  const examples: ExampleBits[] = [];
  const uploaded = mapMachine(machine, (values) => backend.upload(values));
  for (let from = 0; from < count; from += PART) {
    const indices = Array.from({ length: Math.min(PART, count - from) }, (_, i) => from + i);
    const data = images.draw(indices, fold(key(0), 0));
    const s = recognize(backend, uploaded, data, fold(key(0), 1), from);
    const layers = layerDescriptionLengths(await layerLogProbs(backend, uploaded, s));
    examples.push(...indices.map((index, n) => exampleOf(index, n, data, layers, images)));
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  return examples.sort((a, b) => b.total - a.total);
}

const PART = 10;

function exampleOf(
  index: number,
  n: number,
  { data, units }: States,
  lengths: readonly Float32Array[],
  { labels }: Images,
): ExampleBits {
  const layers = lengths.map((layer) => layer[n] ?? Number.NaN);
  const label = labels?.[index];
  return {
    ...{ index, layers },
    image: data.slice(n * units, (n + 1) * units),
    ...(label !== undefined && { label }),
    total: layers.reduce((sum, bits) => sum + bits, 0),
  };
}
