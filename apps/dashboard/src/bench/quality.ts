import { join } from "node:path";
import {
  type Backend,
  createMachine,
  type Dataset,
  evaluate,
  fold,
  type Images,
  key,
  mapMachine,
  permutation,
} from "@helmholtz/core";
import { type EngineProcess, reasonOf } from "./engine-process.ts";
import type { Engine } from "./engines.ts";
import { readFloats, writeNumbers } from "./number-files.ts";
import { flattenMachine, IMAGES_FILE, SAMPLES, shapeMachine, weightsFile } from "./protocol.ts";
import type { Failure, MachineFacts } from "./results.ts";
import { startEngines } from "./start-engines.ts";
import type { Table } from "./tables.ts";

/** The recipe: wake-sleep with Adam on 784-200-200-200. */
export const RECIPE = {
  hidden: [200, 200, 200],
  hiddenBias: -1,
  batch: 100,
  epochs: 60,
  rate: 3e-3,
  epsilon: 1e-8,
} as const;

/** Likelihoods to reach, in nats per held-out image. */
export const THRESHOLDS = [110, 105, 102] as const;

const VALID_IMAGES = 2000;

/** One engine after one epoch. */
export interface QualityPoint {
  readonly engine: string;
  /** Epochs done. */
  readonly epoch: number;
  /** Seconds of training alone. */
  readonly seconds: number;
  /** −log p of held-out images, nats, measured by our own backend for every engine. */
  readonly nll: number;
}

/** All that one run to fixed likelihoods finds. */
export interface QualityResults {
  readonly machine: MachineFacts;
  readonly data: string;
  readonly threads: number;
  readonly curve: readonly QualityPoint[];
  /** Where each engine first reached each threshold; seconds and epoch are null where it did not. */
  readonly quality: readonly {
    readonly engine: string;
    readonly nats: number;
    readonly seconds: number | null;
    readonly epoch: number | null;
  }[];
  readonly skipped: readonly Failure[];
  readonly failed: readonly Failure[];
}

/** The rate of an epoch, from 1: flat for 60 % of the recipe, then linear to 2 % of it. */
export function rateOf(epoch: number): number {
  const { epochs, rate } = RECIPE;
  const falling = Math.max(0, ((epoch - 1) / (epochs - 1) - 0.6) / 0.4);
  return rate * (1 - 0.98 * falling);
}

/** What a run to fixed likelihoods needs. */
export interface QualityPlan {
  readonly engines: readonly Engine[];
  readonly data: Dataset;
  readonly threads: number;
  /** Where the files between the processes go. */
  readonly directory: string;
  /** What measures the likelihoods. */
  readonly judge: Backend;
}

/**
 * Trains with every engine from the same machine, in the same order, until all thresholds are
 * reached or the recipe is over. The clock of an engine runs while it trains and at no other time;
 * engines take turns by epochs.
 *
 * @param onProgress told how many epochs are done
 */
export async function timeToQuality(
  plan: QualityPlan,
  onProgress: (epochs: number, note: string) => void,
): Promise<Omit<QualityResults, "machine">> {
  const { engines, data, threads, directory } = plan;
  const { train } = data;
  const sizes = [train.width * train.height, ...RECIPE.hidden];
  const start = createMachine(sizes, key(1), { hiddenBias: RECIPE.hiddenBias });
  await writeNumbers(join(directory, IMAGES_FILE), allBits(train));
  await writeNumbers(join(directory, weightsFile(sizes.join("-"))), flattenMachine(start));

  const { running, skipped } = await startEngines(engines, directory, threads);
  const failed: Failure[] = [];
  const curve: QualityPoint[] = [];
  try {
    const learning = new Map(running);
    for (const [engine, { tasks }] of running) {
      if (tasks.includes("adam")) continue;
      learning.delete(engine);
      skipped.push({ engine: engine.name, threads, reason: "it has no Adam" });
    }
    for (let epoch = 1; epoch <= RECIPE.epochs && learning.size > 0; epoch++) {
      const order = permutation(train.size, fold(key(1), epoch));
      await writeNumbers(join(directory, ORDER_FILE), order);
      for (const [engine, process] of [...learning]) {
        const { name } = engine;
        try {
          const before = curve.findLast((point) => point.engine === name)?.seconds ?? 0;
          const { seconds, nll } = await learnEpoch(process, sizes, epoch, plan);
          const point = { engine: name, epoch, seconds: before + seconds, nll };
          curve.push(point);
          onProgress(epoch, `${name}: ${point.seconds.toFixed(1)} s, ${nll.toFixed(2)} nats`);
          if (nll <= Math.min(...THRESHOLDS)) learning.delete(engine);
        } catch (error) {
          learning.delete(engine);
          failed.push({ engine: name, threads, reason: reasonOf(error) });
        }
      }
    }
  } finally {
    await Promise.all([...running.values()].map((process) => process.close()));
  }
  const quality = firstReached([...running.keys()], curve);
  return { data: data.name, threads, curve, quality, skipped, failed };
}

/** Seconds and epochs to each threshold, an engine a line. */
export function qualityTable({ quality, data, threads }: QualityResults): Table {
  const engines = [...new Set(quality.map(({ engine }) => engine))];
  return {
    title: `Time to quality on ${data}, ${threads} thread(s): seconds of training (epochs) to −log p of held-out images`,
    header: ["", ...THRESHOLDS.map((nats) => `${nats} nats`)],
    rows: engines.map((name) => [
      name,
      ...THRESHOLDS.map((nats) => {
        const found = quality.find((entry) => entry.engine === name && entry.nats === nats);
        return found?.seconds ? `${found.seconds.toFixed(1)} (${found.epoch})` : "not reached";
      }),
    ]),
  };
}

const ORDER_FILE = "order.u32";
const LEARNT_FILE = "learnt.f32";

// One epoch of one engine, and then, beside the clock, its likelihood.
async function learnEpoch(
  process: EngineProcess,
  sizes: readonly number[],
  epoch: number,
  { directory, data, judge }: QualityPlan,
): Promise<{ seconds: number; nll: number }> {
  const { batch, epsilon } = RECIPE;
  const { seconds } = await process.ask({
    ...{ do: "epoch", net: sizes.join("-"), batch, epsilon, rate: rateOf(epoch) },
    ...{ order: ORDER_FILE, out: LEARNT_FILE },
  });
  const learnt = shapeMachine(sizes, await readFloats(join(directory, LEARNT_FILE)));
  using _ = judge.arena();
  const there = mapMachine(learnt, (m) => judge.upload(m));
  const images = data.valid ?? data.train;
  const limit = Math.min(VALID_IMAGES, images.size);
  const { nll } = await evaluate(judge, there, images, key(0), { samples: SAMPLES, limit });
  return { seconds, nll };
}

function firstReached(engines: readonly Engine[], curve: readonly QualityPoint[]) {
  return engines.flatMap(({ name }) =>
    THRESHOLDS.map((nats) => {
      const first = curve.find((point) => point.engine === name && point.nll <= nats);
      return { engine: name, nats, seconds: first?.seconds ?? null, epoch: first?.epoch ?? null };
    }),
  );
}

function allBits(images: Images): Uint8Array {
  const indices = Uint32Array.from({ length: images.size }, (_, n) => n);
  return images.draw(indices, key(0)).data;
}
