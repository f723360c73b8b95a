import type { StudyEpoch } from "../../results.ts";
import { lineChart, meanLine } from "../chart.ts";
import { type ExperimentRuns, titles } from "../experiment-runs.ts";
import { fixed } from "../numbers.ts";
import { table } from "../table.ts";
import type { Artefact } from "./artefact.ts";

// What counts as a rise from the least to the last epoch.
const RISE = 0.01;

/** "The cost comes up again after going down": where it does, the description does not get longer. */
export function comesUpArtefact(experiments: readonly ExperimentRuns[]): Artefact {
  const about = { id: "comes-up", claim: "The cost goes down, then comes up again" };
  const rows = experiments.map(risesOf).filter(({ starter }) => Number.isFinite(starter));
  if (rows.length === 0) {
    return { ...about, text: "It needs experiments with the starter code’s cost." };
  }
  const rising = rows.filter(({ starter }) => starter > RISE);
  const only = rising.filter(({ cost }) => cost <= RISE);
  const [most] = [...rows].sort((a, b) => b.starter - a.starter) as [Row];
  return {
    ...about,
    shown: rising.length > 0 && only.length > rising.length / 2,
    text: [
      `The starter code’s cost ends more than ${percent(RISE)} above its least in ${rising.length} of ${rows.length} experiments.`,
      rising.length > 0
        ? `Counted by equation 3, the cost does so in ${rising.length - only.length} of them. The starter code’s cost rises most in “${most.title}”, by ${percent(most.starter)}; by equation 3 the rise there is ${percent(most.cost)}.`
        : "",
    ].join(" "),
    evidence: [
      lineChart({
        id: "comes-up-chart",
        title: `${most.title}: both costs`,
        unit: "percent of the least epoch",
        decimals: 1,
        curves: [
          { name: "Cost, equation 3, training", seeds: [most.curves.cost] },
          { name: "Starter code’s cost", seeds: [most.curves.starter] },
        ],
      }),
      table({
        caption: "From the least epoch to the last, mean curve of the seeds",
        head: [
          "Experiment",
          "Starter code’s cost",
          "Cost, equation 3, training",
          "Description length, equation 5, held out",
        ],
        rows: rows.map(({ title, starter, cost, heldOut }) => [
          title,
          `+${percent(starter)}`,
          `+${percent(cost)}`,
          `+${percent(heldOut)}`,
        ]),
      }),
    ],
  };
}

/** How far the last epoch is above the least, as fractions. */
interface Row {
  readonly title: string;
  readonly starter: number;
  readonly cost: number;
  readonly heldOut: number;
  /** Percent of the least epoch, by epoch. */
  readonly curves: { readonly starter: readonly number[]; readonly cost: readonly number[] };
}

function risesOf({ name, runs }: ExperimentRuns): Row {
  const overLeast = (figure: (epoch: StudyEpoch) => number) => {
    const values = meanLine(runs.map(({ epochs }) => epochs.map(figure)));
    const least = Math.min(...values);
    return values.map((value) => (100 * value) / least);
  };
  const starter = overLeast(({ starterCost }) => starterCost ?? Number.NaN);
  const cost = overLeast(({ train }) => train.cost);
  const heldOut = overLeast(({ heldOut }) => heldOut.descriptionLength);
  const rise = (curve: readonly number[]) => (curve.at(-1) ?? Number.NaN) / 100 - 1;
  return {
    title: titles[name],
    starter: rise(starter),
    cost: rise(cost),
    heldOut: rise(heldOut),
    curves: { starter, cost },
  };
}

function percent(fraction: number): string {
  return `${fixed(100 * fraction, 1)} %`;
}
