import {
  type Backend,
  binaryImages,
  classify,
  createMachine,
  DataError,
  evaluate,
  type GreyImages,
  imageCount,
  key,
  type Machine,
  mapMachine,
  openBackend,
  selectClasses,
  selectImages,
  sgd,
  smallDigits,
  train,
} from "@helmholtz/core";
import type { DatasetSource } from "@helmholtz/core/node";
import { baseRate } from "./base-rate.ts";
import { nearestNeighbourErrorRate } from "./nearest-neighbour.ts";
import type { DigitsFinding } from "./results.ts";

/** Units of each layer above the 64 pixels, bottom up: the paper's. */
const CLASS_MACHINE = [16, 16, 4];
const ONE_MACHINE = [32, 32, 16];
/** The algorithm as the paper prints it: plain ascent, one image at a time. */
const OPTIMIZER = sgd({ rate: 0.01 });

export interface DigitsOptions {
  /** Digits of 28 × 28 with their classes, in an order that mixes them. */
  digits: GreyImages;
  /** Default 1. */
  seed?: number;
  /** Images of each class to learn from, the first ones. Default 700, as in the paper. */
  trainPerClass?: number;
  /** At most so many images that were not learned from, the first ones. Default 10,000. */
  heldOut?: number;
  /** How often each machine goes through its images. Default 300. */
  sweeps?: number;
  /** Samples of the recognition distribution per held-out image. Default 10, as in the paper. */
  samples?: number;
  /** Default the fastest that is possible; who gives one disposes of it. */
  backend?: Backend;
  /** Called now and then with the part of the work that is done, 0 to 1. */
  onProgress?: (part: number) => void;
}

/** All digits of a data set but those of its `test` split: `train`, then `valid` where there is one. */
export async function openDigits(source: DatasetSource): Promise<GreyImages> {
  const first = await source.grey("train");
  if (!(await source.dataset()).valid) return first;
  const last = await source.grey("valid");
  const labels = first.labels && last.labels && join(first.labels, last.labels);
  return { ...first, pixels: join(first.pixels, last.pixels), labels };
}

/**
 * Digits of 8 × 8 pixels by one machine per class, by one machine for all, and by nearest
 * neighbour: which takes fewer for another class, and which describes them shorter (Hinton, Dayan,
 * Frey and Neal 1995, note 7). The same options give the same finding.
 *
 * @throws DataError when the digits have no labels, are of another size, or are too few.
 */
export async function compareDigits({
  digits,
  seed = 1,
  trainPerClass = 700,
  heldOut = 10_000,
  sweeps = 300,
  samples = 10,
  onProgress,
  ...options
}: DigitsOptions): Promise<DigitsFinding> {
  const { known, unknown } = divide(digits, trainPerClass, heldOut);
  const classes = [...new Set(known.labels)].sort((a, b) => a - b);
  const backend = options.backend ?? (await openBackend()).backend;
  const images = binaryImages(unknown);

  // Ten machines learn as many images in all as the one does.
  const all = 2 * sweeps * imageCount(known);
  let before = 0;
  const learn = async (grey: GreyImages, hidden: readonly number[], number: number) => {
    const machine = await learnImages(backend, grey, {
      hidden,
      sweeps,
      seed: seed * (classes.length + 1) + number,
      onProgress: (step) => onProgress?.((before + step) / all),
    });
    before += sweeps * imageCount(grey);
    return mapMachine(machine, (m) => backend.upload(m));
  };

  const machines = new Map<number, Machine<unknown>>();
  for (const [number, name] of classes.entries()) {
    machines.set(name, await learn(selectClasses(known, [name]), CLASS_MACHINE, number));
  }
  const oneMachine = await learn(known, ONE_MACHINE, classes.length);
  const byClass = await classify(backend, machines, images, key(seed), { samples });
  const byOne = await evaluate(backend, oneMachine, images, key(seed), { samples });
  if (!options.backend) await backend[Symbol.asyncDispose]?.();
  onProgress?.(1);

  const own = meanFreeEnergy(byClass.freeEnergies, unknown.labels ?? []);
  return {
    seed,
    trainPerClass,
    heldOut: images.size,
    errorRate: {
      tenMachines: byClass.errorRate,
      nearestNeighbour: nearestNeighbourErrorRate(known, unknown),
    },
    bits: {
      baseRate: baseRate(known, unknown),
      tenMachines: own / Math.LN2 + Math.log2(classes.length),
      oneMachine: byOne.descriptionLength,
    },
  };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

// The first of each class to learn from, and what comes of the others.
function divide(
  digits: GreyImages,
  perClass: number,
  most: number,
): { known: GreyImages; unknown: GreyImages } {
  if (!digits.labels) {
    throw new DataError(
      "digits: labels are needed to make a machine for each class, there are none; put the labels file beside the images",
    );
  }
  const seen = new Map<number, number>();
  const known: number[] = [];
  const unknown: number[] = [];
  digits.labels.forEach((name, n) => {
    const count = seen.get(name) ?? 0;
    if (count < perClass) known.push(n);
    else if (unknown.length < most) unknown.push(n);
    seen.set(name, count + 1);
  });
  for (const [name, count] of seen) {
    if (count <= perClass) {
      throw new DataError(
        `digits: more than ${perClass} images of each class are needed, to learn from and to hold out, there are ${count} of class ${name}; use more data`,
      );
    }
  }
  return {
    known: smallDigits(selectImages(digits, known)),
    unknown: smallDigits(selectImages(digits, unknown)),
  };
}

async function learnImages(
  backend: Backend,
  grey: GreyImages,
  {
    hidden,
    sweeps,
    seed,
    onProgress,
  }: {
    hidden: readonly number[];
    sweeps: number;
    seed: number;
    onProgress: (step: number) => void;
  },
): Promise<Machine> {
  const images = binaryImages(grey);
  let machine = createMachine([images.width * images.height, ...hidden], key(seed));
  const steps = sweeps * images.size;
  const never = steps + 1;
  const training = train({
    ...{ machine, backend, steps, seed, optimizer: OPTIMIZER },
    data: { name: "8 x 8 digits", train: images },
    batch: 1,
    reportEvery: never,
    checkpointEvery: never,
  });
  for await (const event of training) {
    if (event.type === "progress") onProgress(event.step);
    if (event.type === "end") machine = event.machine;
  }
  return machine;
}

// Of the images by the machine of their own class, in nats.
function meanFreeEnergy(
  freeEnergies: ReadonlyMap<number, Float64Array>,
  labels: ArrayLike<number>,
): number {
  let total = 0;
  for (let n = 0; n < labels.length; n++) {
    total += freeEnergies.get(labels[n] ?? 0)?.[n] ?? Number.NaN;
  }
  return total / labels.length;
}
