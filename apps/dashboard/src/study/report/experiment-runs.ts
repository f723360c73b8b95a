import { type Protocol, type StudyName, type StudyRun, studyNames } from "../results.ts";
import { type Spread, spread } from "./numbers.ts";

/** All runs of one experiment in one protocol: they differ by their seed only. */
export interface ExperimentRuns {
  readonly name: StudyName;
  readonly protocol: Protocol;
  /** By seed, at least one. */
  readonly runs: readonly [StudyRun, ...StudyRun[]];
}

/** What the experiments are called in the text. */
export const titles: Readonly<Record<StudyName, string>> = {
  zeros: "Zeros",
  "threes-eights": "Threes and eights",
  all: "All ten digits",
  "threes-eights-100": "Threes and eights, 100 hidden units",
  "all-100": "All ten digits, 100 hidden units",
  "threes-eights-100-rate": "Threes and eights, 100 hidden units, rate adjusted",
  "all-100-rate": "All ten digits, 100 hidden units, rate adjusted",
  "zeros-wake-off": "Zeros, wake off",
  "zeros-sleep-off": "Zeros, sleep off",
};

/** The experiments that were run, in the order of `studyNames`. */
export function groupRuns(runs: readonly StudyRun[], protocol: Protocol): ExperimentRuns[] {
  return studyNames.flatMap((name) => {
    const [first, ...others] = runs
      .filter((run) => run.name === name && run.protocol === protocol)
      .sort((a, b) => a.seed - b.seed);
    return first ? [{ name, protocol, runs: [first, ...others] as const }] : [];
  });
}

/** A figure over the seeds. */
export function over(
  { runs }: ExperimentRuns,
  figure: (run: StudyRun) => number | null,
): Spread | undefined {
  return spread(runs.map(figure));
}

/** Units of all layers: what the starter code divides by. */
export function unitsOf({ sizes }: StudyRun): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * The starter code's cost as bits per image: it sums over the images of an epoch and divides by
 * the units, which this takes back.
 */
export function bitsPerImage(starterCost: number, units: number, images: number): number {
  return (starterCost * units) / images;
}

/** The starter code's cost of a run at its best epoch, as bits per image of the run's own. */
export function starterBitsPerImage(run: StudyRun): number | null {
  const { starterCostBest, images } = run;
  return starterCostBest === null ? null : bitsPerImage(starterCostBest, unitsOf(run), images);
}

/** The images of one epoch in the report that is reproduced, whole batches of 40. */
export function reportedImages(name: StudyName): number {
  if (name.startsWith("zeros")) return 4920;
  return name.startsWith("threes-eights") ? 9920 : 50_000;
}
