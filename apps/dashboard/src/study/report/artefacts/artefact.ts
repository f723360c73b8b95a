import type { StudyName } from "../../results.ts";
import type { ExperimentRuns } from "../experiment-runs.ts";
import { over, starterBitsPerImage, titles } from "../experiment-runs.ts";
import type { Html } from "../html.ts";
import { fixed } from "../numbers.ts";

/** What the starter code's measure seems to show, and what these runs say about it. */
export interface Artefact {
  readonly id: string;
  /** What one would read off the report. */
  readonly claim: string;
  /** Whether the numbers show it to be an artefact; undefined where the study lacks the runs. */
  readonly shown?: boolean;
  /** Why, with the numbers. */
  readonly text: string;
  readonly evidence?: readonly Html[];
}

/** Finds an experiment in the assignment's protocol. */
export type Find = (name: StudyName) => ExperimentRuns | undefined;

/** What is compared of an experiment: means over its seeds. */
export interface Compared {
  readonly title: string;
  /** Images in an epoch. */
  readonly images: number;
  /** The starter code's cost at its best epoch, and that as bits per image. */
  readonly starter: number;
  readonly perImage: number;
  /** Bits per training image by equation 3. */
  readonly cost: number;
  /** Bits per held-out image by equation 5. */
  readonly descriptionLength: number;
  /** Bits by which the cost of equation 3 went down in the last fifth of the epochs. */
  readonly falling: number;
}

/** The figures of an experiment that has a starter code's cost. */
export function compared(experiment: ExperimentRuns): Compared {
  const mean = (figure: Parameters<typeof over>[1]) => over(experiment, figure)?.mean ?? Number.NaN;
  return {
    title: titles[experiment.name],
    images: experiment.runs[0].images,
    starter: mean(({ starterCostBest }) => starterCostBest),
    perImage: mean(starterBitsPerImage),
    cost: mean(({ cost }) => cost),
    descriptionLength: mean(({ descriptionLength }) => descriptionLength),
    falling: mean(({ epochs }) => {
      const [before, last] = [epochs[Math.ceil(0.8 * epochs.length) - 1], epochs.at(-1)];
      return before && last ? before.train.cost - last.train.cost : Number.NaN;
    }),
  };
}

/** Which of them had not learnt all they could, as a sentence; nothing where all had. */
export function unfinished(rows: readonly Compared[]): string {
  const falling = rows.filter(({ falling }) => falling > SETTLED);
  if (falling.length === 0) return "";
  const bits = falling.map(({ title, falling }) => `“${title}” by ${fixed(falling, 1)}`);
  return `They had not learnt all they could, so longer training or more images may tell more: in the last fifth of the epochs the cost still went down, in bits, ${bits.join(", ")}.`;
}

const SETTLED = 2;
