import { join } from "node:path";
import { defaultSettings, train } from "@helmholtz/core";
import { prepareRun } from "../../src/prepare-run.ts";
import type {
  Measures,
  Protocol,
  StudyEpoch,
  StudyName,
  StudyResults,
  StudyRun,
} from "../../src/study/results.ts";

/** Directories of the two machines below, relative to the study's. */
export const directories: Readonly<Record<Protocol, string>> = {
  assignment: join("runs", "small"),
  recommended: join("runs", "deep"),
};

const HIDDEN: Readonly<Record<Protocol, readonly number[]>> = {
  assignment: [6, 3],
  recommended: [8, 6, 4],
};

/** Really trains a small machine of each protocol on zeros, below `directory`. */
export async function trainMachines(directory: string): Promise<void> {
  for (const protocol of ["assignment", "recommended"] as const) {
    const { writer, options } = await prepareRun({
      type: "new",
      settings: {
        ...defaultSettings,
        hidden: HIDDEN[protocol],
        length: { steps: 30 },
        backend: "js",
      },
      data: "mnist",
      threads: 1,
      classes: [0],
      binarization: "sample",
      out: join(directory, directories[protocol]),
      cwd: directory,
    });
    for await (const event of train({ ...options, reportImages: 20 })) await writer.append(event);
    await writer.close();
  }
}

/** What of a run is to be told apart; the rest is invented to go with it. */
export interface Invented {
  name?: StudyName;
  protocol?: Protocol;
  seed?: number;
  /** The starter code's costs by epoch. Default down to a least, and up again. */
  starterCosts?: readonly number[];
  /** Bits per training image at the end. Default 221. */
  cost?: number;
  images?: number;
  run?: string;
}

export function inventRun({
  name = "zeros",
  protocol = "assignment",
  seed = 1,
  starterCosts = [2600, 2288, 2584],
  cost = 221,
  images = 4920,
  run = directories[protocol],
}: Invented = {}): StudyRun {
  const starter = protocol === "assignment" ? starterCosts : null;
  const hidden = name.includes("100") ? [100, 10] : [20, 10];
  const [train, heldOut] = [inventMeasures(cost), inventMeasures(cost + 4)];
  return {
    name,
    protocol,
    seed,
    reported: REPORTED[name] ?? null,
    sizes: protocol === "assignment" ? [784, ...hidden] : [784, 200, 200, 200],
    rate: protocol === "assignment" ? 0.04 : 0.003,
    images,
    epochs: starterCosts.map((starterCost, i) =>
      inventEpoch(1 + i, starter && starterCost, cost + 40 * (starterCosts.length - 1 - i)),
    ),
    starterCostBest: starter && Math.min(...starter),
    starterCostLast: starter?.at(-1) ?? null,
    cost: train.cost,
    descriptionLength: heldOut.descriptionLength,
    nll: heldOut.nll,
    train,
    heldOut,
    run,
  };
}

export function inventResults(runs: readonly StudyRun[] = [inventRun()]): StudyResults {
  return { data: { name: "the embedded digits", train: 8334, heldOut: 1666 }, runs };
}

/** A whole study as science has it: every experiment, in both protocols, with three seeds. */
export function inventStudy(): StudyResults {
  const experiments: readonly (readonly [StudyName, number, number, number])[] = [
    ["zeros", 2288, 221, 4920],
    ["threes-eights", 4346, 228, 9920],
    ["all", 23119, 214, 50_000],
    ["threes-eights-100", 5840, 215, 9920],
    ["all-100", 31978, 207, 50_000],
    ["threes-eights-100-rate", 5700, 211, 9920],
    ["all-100-rate", 31100, 204, 50_000],
    ["zeros-wake-off", 10273, 1457, 4920],
    ["zeros-sleep-off", 2216, 260, 4920],
  ];
  const runs = experiments.flatMap(([name, least, cost, images]) =>
    (["assignment", "recommended"] as const).flatMap((protocol) =>
      [1, 2, 3].map((seed) =>
        inventRun({
          ...{ name, protocol, seed, images },
          starterCosts: Array.from({ length: 50 }, (_, i) =>
            Math.round(least * (1 + (Math.log((i + 1) / 8) / 16) ** 2 + 0.004 * seed)),
          ),
          cost: protocol === "assignment" ? cost + seed : 0.7 * cost + seed,
        }),
      ),
    ),
  );
  return {
    ...inventResults(runs),
    toys: [
      { name: "bars", divergences: [0.052, 0.31, 0.08], penalties: [0.07, 0.2, 0.09] },
      { name: "kirby", divergences: [0.131, 0.238], penalties: [0.05, 0.06] },
    ],
    digits: {
      ...{ seed: 1, trainPerClass: 700, heldOut: 3000 },
      errorRate: { tenMachines: 0.0763, nearestNeighbour: 0.0941 },
      bits: { baseRate: 48.2, tenMachines: 30.1, oneMachine: 32.9 },
    },
  };
}

const REPORTED: Partial<Record<StudyName, number>> = {
  zeros: 1940,
  "threes-eights": 3950,
  all: 19930,
  "threes-eights-100": 5800,
  "all-100": 33000,
  "zeros-wake-off": 18750,
  "zeros-sleep-off": 1890,
};

function inventMeasures(cost: number): Measures {
  const descriptionLength = cost - 12;
  return {
    images: 1000,
    cost,
    descriptionLength,
    layers: [descriptionLength - 20, 15, 5],
    nll: (descriptionLength - 8) * Math.LN2,
    nllStandardError: 0.5,
  };
}

function inventEpoch(epoch: number, starterCost: number | null, cost: number): StudyEpoch {
  return {
    epoch,
    starterCost,
    train: { cost, descriptionLength: cost - 12 },
    heldOut: { cost: cost + 4, descriptionLength: cost - 8 },
  };
}
