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
import { BITS_PER_NAT, fixed, plusMinus } from "./numbers.ts";
import { table } from "./table.ts";

/** The first thing to look up: every experiment in a row, by both protocols. */
export function keyFigures(
  assignment: readonly ExperimentRuns[],
  recommended: readonly ExperimentRuns[],
): Html {
  return html`<section aria-labelledby="figures">
<h2 id="figures">Key figures</h2>
<p>Mean ± standard deviation over the seeds. The first columns are the starter code’s cost, which has
no unit, and what it comes to in bits per image; the last are bits per image as they should be
counted.</p>
${assignment.length > 0 ? assignmentTable(assignment) : undefined}
${recommended.length > 0 ? recommendedTable(recommended) : undefined}
</section>
`;
}

function assignmentTable(experiments: readonly ExperimentRuns[]): Html {
  return table({
    caption: "As the assignment asks: fixed batches of 40, all updates of a batch added up",
    head: [
      "Experiment",
      "Reported cost",
      "Starter cost, best epoch",
      "Starter cost, last epoch",
      "Reported, as bits per image",
      "Ours at best, as bits per image",
      ...HONEST,
    ],
    rows: experiments.map((experiment) => {
      const [run] = experiment.runs;
      const [units, images] = [unitsOf(run), reportedImages(experiment.name)];
      return [
        nameOf(experiment),
        fixed(run.reported, 0),
        plusMinus(
          over(experiment, ({ starterCostBest }) => starterCostBest),
          0,
        ),
        plusMinus(
          over(experiment, ({ starterCostLast }) => starterCostLast),
          0,
        ),
        run.reported === null
          ? fixed(null, 0)
          : fixed(bitsPerImage(run.reported, units, images), 0),
        plusMinus(over(experiment, starterBitsPerImage), 0),
        ...honest(experiment),
      ];
    }),
  });
}

function recommendedTable(experiments: readonly ExperimentRuns[]): Html {
  return table({
    caption: "As this project recommends",
    head: ["Experiment", "Units", ...HONEST],
    rows: experiments.map((experiment) => [
      nameOf(experiment),
      experiment.runs[0].sizes.join("-"),
      ...honest(experiment),
    ]),
  });
}

const HONEST = [
  "Cost, equation 3, training",
  "Description length, equation 5, held out",
  "−log p, held out",
];

function honest(experiment: ExperimentRuns): Content[] {
  return [
    plusMinus(
      over(experiment, ({ cost }) => cost),
      1,
    ),
    plusMinus(
      over(experiment, ({ descriptionLength }) => descriptionLength),
      1,
    ),
    plusMinus(
      over(experiment, ({ nll }) => nll),
      1,
      BITS_PER_NAT,
    ),
  ];
}

function nameOf({ name, runs }: ExperimentRuns): Html {
  return html`${titles[name]} <small>(${seeds(runs.length)})</small>`;
}

/** "1 seed", "3 seeds". */
export function seeds(count: number): string {
  return `${count} seed${count === 1 ? "" : "s"}`;
}
