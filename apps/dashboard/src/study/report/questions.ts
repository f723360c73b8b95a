import type { StudyName, StudyRun } from "../results.ts";
import {
  bitsPerImage,
  type ExperimentRuns,
  over,
  reportedImages,
  starterBitsPerImage,
  titles,
  unitsOf,
} from "./experiment-runs.ts";
import { experimentSection, type PicturesOf } from "./experiment-section.ts";
import { type Content, type Html, html } from "./html.ts";
import { distance, fixed } from "./numbers.ts";

interface Question {
  readonly id: string;
  readonly heading: string;
  readonly task: string;
  readonly names: readonly StudyName[];
  /** What else is to be known. */
  readonly remark: string;
}

// In own words: which experiments belong to which question is what counts here.
const questions: readonly Question[] = [
  {
    id: "one-class",
    heading: "Question 3.1: one class",
    task: "Let a machine of 784 pixels, 20 and 10 hidden units learn from pictures of zeros only. What do its dreams look like, what do its weights, and how does the cost go down?",
    names: ["zeros"],
    remark:
      "A unit of the first hidden layer adds its generative picture to a dream while it is on, and looks for its recognition picture in a digit.",
  },
  {
    id: "two-classes",
    heading: "Question 3.2: two classes",
    task: "Now with threes and eights. Does the same machine make both, and what do they cost?",
    names: ["threes-eights"],
    remark:
      "The machine is not told which is which. To describe both with the same 30 hidden units, it must find out by itself what they share.",
  },
  {
    id: "ten-classes",
    heading: "Question 3.3: ten classes",
    task: "And with all ten digits?",
    names: ["all"],
    remark:
      "For scale: a code that knows only how often each pixel is on, and takes every pixel by itself, needs about 297 bits for an image of the ten digits.",
  },
  {
    id: "bonus",
    heading: "The bonus question: more units, and each phase turned off",
    task: "What becomes better with 100 units in the first hidden layer in place of 20, and what if only one of the two phases learns? With wake off the generative weights stay as they were at random; with sleep off, the recognition weights do.",
    names: [
      "threes-eights-100",
      "threes-eights-100-rate",
      "all-100",
      "all-100-rate",
      "zeros-wake-off",
      "zeros-sleep-off",
    ],
    remark:
      "A rate that suits 20 units need not suit 100: the experiments with an adjusted rate show what another one is worth. The assignment’s rate of 0.001 is for updates added up over a batch of 40, which is a rate of 0.04 for their mean.",
  },
];

/** Question by question: what was asked, the reported figure, ours, and the honest one. */
export function questionSections(
  assignment: readonly ExperimentRuns[],
  recommended: readonly ExperimentRuns[],
  picturesOf: PicturesOf,
): Html[] {
  const find = (name: StudyName) => ({
    assignment: assignment.find((experiment) => experiment.name === name),
    recommended: recommended.find((experiment) => experiment.name === name),
  });
  return questions.map(({ id, heading, task, names, remark }) => {
    const sections = names.flatMap((name) => experimentSection(find(name), picturesOf) ?? []);
    const answers = names.flatMap((name) => {
      const experiment = find(name).assignment;
      return experiment ? answer(experiment, assignment) : [];
    });
    return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
<p>${task}</p>
<p>${remark}</p>
${answers.map((text) => html`<p>${text}</p>\n`)}
${sections.length > 0 ? sections : html`<p>This study has no runs for this question.</p>`}
</section>
`;
  });
}

// The reported figure, ours by the same measure, the honest one: in sentences made of the numbers.
function answer(experiment: ExperimentRuns, all: readonly ExperimentRuns[]): Content[] {
  const [run] = experiment.runs;
  const starter = over(experiment, ({ starterCostBest }) => starterCostBest);
  const perImage = over(experiment, starterBitsPerImage);
  const cost = over(experiment, (run) => run.cost);
  if (!starter || !perImage || !cost) return [];
  const measured = `By the starter code’s measure, ${fixed(starter.mean, 0)} at the best epoch.${besideReport(run, starter.mean)} With the images added up and divided by ${fixed(unitsOf(run), 0)} units, that is ${fixed(starter.mean, 0)} × ${unitsOf(run)} ÷ ${fixed(run.images, 0)} = ${fixed(bitsPerImage(starter.mean, unitsOf(run), run.images), 0)} bits per image.`;
  const honest = `Counted as equation 3 says, an image costs ${fixed(cost.mean, 1)} bits: ${distance(cost.mean, perImage.mean)} that.`;
  return [
    html`<strong>${titles[experiment.name]}.</strong> ${measured} ${honest}${besideBase(experiment, all)}`,
  ];
}

function besideReport(run: StudyRun, starterCost: number): string {
  const { name, reported, images } = run;
  if (reported === null) return "";
  const [units, own] = [unitsOf(run), reportedImages(name)];
  const figure = ` The report has ${fixed(reported, 0)}`;
  if (own === images) return `${figure}: ours is ${distance(starterCost, reported)} it.`;
  const perImage = [
    bitsPerImage(starterCost, units, images),
    bitsPerImage(reported, units, own),
  ] as const;
  return `${figure}, added up over ${fixed(own, 0)} images, not ${fixed(images, 0)}: per image, ours is ${distance(...perImage)} it.`;
}

// What the experiment changes, measured against the one that it changes.
function besideBase({ name, runs }: ExperimentRuns, all: readonly ExperimentRuns[]): string {
  const base = all.find((experiment) => experiment.name === BASES[name]);
  if (!base) return "";
  const own = runs.reduce((sum, run) => sum + run.cost, 0) / runs.length;
  const other = over(base, ({ cost }) => cost);
  if (!other) return "";
  const difference = own - other.mean;
  const direction = difference > 0 ? "more" : "less";
  return ` That is ${fixed(Math.abs(difference), 1)} bits ${direction} than “${titles[base.name]}”.`;
}

const BASES: Partial<Record<StudyName, StudyName>> = {
  "threes-eights": "zeros",
  all: "zeros",
  "threes-eights-100": "threes-eights",
  "threes-eights-100-rate": "threes-eights",
  "all-100": "all",
  "all-100-rate": "all",
  "zeros-wake-off": "zeros",
  "zeros-sleep-off": "zeros",
};
