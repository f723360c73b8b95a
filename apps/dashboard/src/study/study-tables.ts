import type { StudyResults, StudyRun, ToyFinding } from "./results.ts";

/** Every epoch of every training, one a line, under a line of names. */
export function studyCsv(runs: readonly StudyRun[]): string {
  const header = [
    ...["name", "protocol", "seed", "epoch", "starterCost", "trainCost", "trainDescriptionLength"],
    ...["heldOutCost", "heldOutDescriptionLength"],
  ];
  const rows = runs.flatMap(({ name, protocol, seed, epochs }) =>
    epochs.map(({ epoch, starterCost, train, heldOut }) => [
      ...[name, protocol, seed, epoch, starterCost ?? "", train.cost, train.descriptionLength],
      ...[heldOut.cost, heldOut.descriptionLength],
    ]),
  );
  return [header, ...rows].map((row) => `${row.join(",")}\n`).join("");
}

/** What a study found, as lines for a terminal. */
export function studyLines({ data, runs, toys = [] }: StudyResults): string[] {
  return [
    `${data.name}: ${data.train} images to learn from, ${data.heldOut} held out`,
    "",
    ...aligned([HEADER, ...runs.map(rowOf)]),
    "",
    "starter: the assignment's cost as its code computes it, at its best epoch and at the last one",
    "cost: bits per training image, equation 3; length: bits per held-out image, equation 5",
    ...(toys.length > 0 ? ["", ...toys.map(toyLine)] : []),
  ];
}

const HEADER = ["", "seed", "reported", "starter", "last", "cost", "length", "−log p, nats"];

function rowOf(run: StudyRun): string[] {
  const { name, protocol, seed, reported, starterCostBest, starterCostLast } = run;
  return [
    protocol === "assignment" ? name : `${name}, ${protocol}`,
    ...[String(seed), String(reported ?? "–")],
    ...[starterCostBest, starterCostLast].map((cost) => cost?.toFixed(0) ?? "–"),
    ...[run.cost, run.descriptionLength, run.nll].map((value) => value.toFixed(1)),
  ];
}

// The first column to the left, numbers to the right.
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADER.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
      .join("  "),
  );
}

function toyLine({ name, divergences, penalties }: ToyFinding): string {
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return `${name}: KL(data‖model) ${median(divergences).toFixed(3)} bits, KL(Q‖P) ${median(penalties).toFixed(3)} bits, medians of ${divergences.length} seeds`;
}
