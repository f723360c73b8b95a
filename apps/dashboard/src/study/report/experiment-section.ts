import type { StudyRun } from "../results.ts";
import { lineChart } from "./chart.ts";
import {
  bitsPerImage,
  type ExperimentRuns,
  over,
  reportedImages,
  starterBitsPerImage,
  titles,
  unitsOf,
} from "./experiment-runs.ts";
import { type Content, type Html, html } from "./html.ts";
import { seeds } from "./key-figures.ts";
import { BITS_PER_NAT, fixed, plusMinus } from "./numbers.ts";
import type { RunPictures } from "./pictures.ts";
import { table } from "./table.ts";

/** Finds the pictures of an experiment's first seed. */
export type PicturesOf = (experiment: ExperimentRuns) => RunPictures;

/** One experiment in both protocols: figures, curves, dreams and weights. */
export function experimentSection(
  { assignment, recommended }: { assignment?: ExperimentRuns; recommended?: ExperimentRuns },
  picturesOf: PicturesOf,
): Html | undefined {
  const either = assignment ?? recommended;
  if (!either) return undefined;
  return html`<section aria-labelledby="${either.name}">
<h3 id="${either.name}">${titles[either.name]}</h3>
${figures(either, assignment, recommended)}
${assignment && machineSection(assignment, picturesOf(assignment))}
${recommended && machineSection(recommended, picturesOf(recommended))}
</section>
`;
}

function figures(
  either: ExperimentRuns,
  assignment?: ExperimentRuns,
  recommended?: ExperimentRuns,
): Html {
  const [run] = either.runs;
  const both = [assignment, recommended].filter((experiment) => experiment !== undefined);
  const { reported } = run;
  const images = reportedImages(either.name);
  const row = (
    name: string,
    figure: (run: StudyRun) => number | null,
    { decimals = 1, factor = 1, report }: { decimals?: number; factor?: number; report?: string },
  ): Content[] => [
    name,
    report ?? fixed(null, 0),
    ...both.map((experiment) => plusMinus(over(experiment, figure), decimals, factor)),
  ];
  const perImage =
    reported === null ? undefined : fixed(bitsPerImage(reported, unitsOf(run), images), 0);
  return table({
    caption: `${titles[either.name]}: the figures`,
    head: ["", "Reported", ...both.map((experiment) => protocolTitle(experiment))],
    rows: [
      ["Units", "", ...both.map(({ runs }) => runs[0].sizes.join("-"))],
      ["Epochs", "", ...both.map(({ runs }) => runs[0].epochs.length)],
      ["Learning rate, of a batch’s mean update", "", ...both.map(({ runs }) => runs[0].rate)],
      [
        "Images in an epoch",
        fixed(reported === null ? null : images, 0),
        ...both.map(({ runs }) => fixed(runs[0].images, 0)),
      ],
      row("Starter code’s cost, best epoch", (run) => run.starterCostBest, {
        decimals: 0,
        report: fixed(reported, 0),
      }),
      row("Starter code’s cost, last epoch", (run) => run.starterCostLast, { decimals: 0 }),
      row("The best, as bits per image", starterBitsPerImage, { decimals: 0, report: perImage }),
      row("Cost by equation 3, bits per training image", (run) => run.cost, {}),
      row("The same, held out", (run) => run.heldOut.cost, {}),
      row("Description length by equation 5, training", (run) => run.train.descriptionLength, {}),
      row("The same, held out", (run) => run.descriptionLength, {}),
      row("−log p, bits per held-out image", (run) => run.nll, { factor: BITS_PER_NAT }),
      row("−log p, nats per held-out image", (run) => run.nll, {}),
    ],
  });
}

function protocolTitle({ protocol, runs }: ExperimentRuns): string {
  const how = protocol === "assignment" ? "Assignment" : "Recommended";
  return `${how}, ${seeds(runs.length)}`;
}

function machineSection(experiment: ExperimentRuns, { dreams, weights }: RunPictures): Html {
  const { protocol } = experiment;
  const starting = protocol === "assignment";
  return html`<div class="${protocol}">
<p class="label"><strong>${starting ? "As the assignment asks" : "As this project recommends"}</strong>, pictures of seed ${experiment.runs[0].seed}</p>
<div class="side-by-side">
${starting ? starterChart(experiment) : undefined}
${lengthChart(experiment)}
${starting ? undefined : dreams}
</div>
${starting ? html`<div class="side-by-side pictures">${dreams}${weights}</div>` : folded(weights)}
</div>
`;
}

function folded(weights: readonly Html[]): Html {
  return html`<details><summary>Weights of every layer, in both directions</summary>
<div class="side-by-side pictures">${weights}</div></details>`;
}

function starterChart(experiment: ExperimentRuns): Html {
  return lineChart({
    id: `${experiment.name}-starter-cost`,
    title: "What the starter code counts",
    unit: "starter code’s cost",
    decimals: 0,
    curves: [
      {
        name: "Over the training images",
        seeds: experiment.runs.map(({ epochs }) => epochs.map((e) => e.starterCost ?? Number.NaN)),
      },
    ],
  });
}

function lengthChart({ name, protocol, runs }: ExperimentRuns): Html {
  return lineChart({
    id: `${name}-${protocol}-length`,
    title: "True description length",
    unit: "bits per image by equation 5",
    decimals: 1,
    curves: [
      {
        name: "Training images",
        seeds: runs.map(({ epochs }) => epochs.map(({ train }) => train.descriptionLength)),
      },
      {
        name: "Held-out images",
        seeds: runs.map(({ epochs }) => epochs.map(({ heldOut }) => heldOut.descriptionLength)),
      },
    ],
  });
}
