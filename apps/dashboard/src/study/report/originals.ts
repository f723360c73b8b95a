import type { DigitsFinding, ToyFinding } from "../results.ts";
import { type Content, type Html, html } from "./html.ts";
import { fixed, plusMinus, spread } from "./numbers.ts";
import { table } from "./table.ts";

/** The experiments of 1995, beside the figures of the papers; nothing where there are none. */
export function originalsSection(
  toys: readonly ToyFinding[] = [],
  digits: DigitsFinding | undefined,
): Html | undefined {
  if (toys.length === 0 && !digits) return undefined;
  return html`<section aria-labelledby="originals">
<h2 id="originals">The experiments of 1995</h2>
${toys.length > 0 ? toysPart(toys) : undefined}
${digits ? digitsPart(digits) : undefined}
</section>
`;
}

function toysPart(toys: readonly ToyFinding[]): Html {
  return html`<h3>Bars, and Kirby’s 3 × 3 pictures</h3>
<p>These machines are small enough to go through everything they can dream, so nothing here is
estimated. KL(data ‖ model) is what images cost above the least that is possible; KL(Q ‖ P) is the
penalty for imperfect recognition.${toys.map(reached)}</p>
${table({
  caption: "Bits, over all seeds, beside the paper’s",
  head: ["", "Paper", "Median", "Mean ± deviation", "Least", "Most", "Seeds"],
  rows: toys.flatMap(toyRows),
})}`;
}

function reached({ name, divergences }: ToyFinding): string {
  const { title, paper } = TOYS[name];
  if (!paper) return "";
  const within = divergences.filter((value) => value <= paper.divergence).length;
  return ` ${title}: ${within} of ${divergences.length} seeds come to the paper’s ${fixed(paper.divergence, 2)} bit or below.`;
}

function toyRows({ name, divergences, penalties }: ToyFinding): Content[][] {
  const { title, entropy, paper } = TOYS[name];
  return [
    [
      `${title}: KL(data ‖ model), of an entropy of ${fixed(entropy, 3)}`,
      paper ? fixed(paper.divergence, 2) : "no figure",
      ...summary(divergences),
    ],
    [`${title}: KL(Q ‖ P)`, paper ? fixed(paper.penalty, 2) : "no figure", ...summary(penalties)],
  ];
}

const TOYS = {
  bars: { title: "Bars", entropy: 3.428, paper: { divergence: 0.1, penalty: 0.08 } },
  kirby: { title: "Kirby’s task", entropy: 3.503, paper: undefined },
} as const;

function summary(values: readonly number[]): Content[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [
    fixed(median(sorted), 3),
    plusMinus(spread(values), 3),
    fixed(sorted[0], 3),
    fixed(sorted.at(-1), 3),
    values.length,
  ];
}

function median(sorted: readonly number[]): number | undefined {
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

function digitsPart({ seed, trainPerClass, heldOut, errorRate, bits }: DigitsFinding): Html {
  const error = errorRate.tenMachines < errorRate.nearestNeighbour ? "fewer" : "no fewer";
  const percent = (rate: number) => `${fixed(100 * rate, 1)} %`;
  const row = (name: string, paper: string, ours: string) => [name, paper, ours];
  return html`<h3>Digits of 8 × 8 pixels</h3>
<p>Ten machines of 64-16-16-4 units learn one class each, from ${fixed(trainPerClass, 0)} images a
class; an image belongs to the machine that describes it in the fewest bits. One machine of 64-32-32-16
learns all classes. Measured on ${fixed(heldOut, 0)} held-out images, seed ${seed}. The ten machines
make ${error} mistakes than nearest neighbour, and one machine needs
${fixed(bits.oneMachine / bits.tenMachines, 3)} times the bits of ten, where the paper has
${fixed(PAPER.bits.oneMachine / PAPER.bits.tenMachines, 3)}. These digits are made of MNIST by averaging; the
paper’s are others, so the two columns are not of the same images.</p>
${table({
  caption: "Ten machines against one, beside the paper’s figures",
  head: ["", "Paper", "This study"],
  rows: [
    row(
      "Error, ten machines",
      percent(PAPER.errorRate.tenMachines),
      percent(errorRate.tenMachines),
    ),
    row(
      "Error, nearest neighbour",
      percent(PAPER.errorRate.nearestNeighbour),
      percent(errorRate.nearestNeighbour),
    ),
    row("Error, backpropagation", percent(0.056), "not part of this study"),
    row("Bits per digit, base rate", fixed(PAPER.bits.baseRate, 1), fixed(bits.baseRate, 1)),
    row(
      "Bits per digit, ten machines, log₂ 10 for the class included",
      fixed(PAPER.bits.tenMachines, 1),
      fixed(bits.tenMachines, 1),
    ),
    row("Bits per digit, one machine", fixed(PAPER.bits.oneMachine, 1), fixed(bits.oneMachine, 1)),
  ],
})}`;
}

// Hinton, Dayan, Frey and Neal (1995), note 7.
const PAPER: Pick<DigitsFinding, "errorRate" | "bits"> = {
  errorRate: { tenMachines: 0.048, nearestNeighbour: 0.067 },
  bits: { baseRate: 59, tenMachines: 33.8, oneMachine: 37.3 },
};
