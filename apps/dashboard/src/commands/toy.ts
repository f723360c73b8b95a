import { type ToyName, toys } from "@helmholtz/core";
import { Argument, Command } from "commander";
import { learnToys, type SeedResult } from "../learn-toys.ts";
import { integer } from "../options.ts";
import { createProgressLine } from "../progress-line.ts";

interface ToyFlags {
  seeds: number;
  seed: number;
  steps?: number;
  json?: boolean;
}

/** `helmholtz toy` */
export function toyCommand(): Command {
  return new Command("toy")
    .description("Learn a paper's toy, and compare with the truth by going through every state.")
    .addArgument(new Argument("<name>", "which toy").choices(Object.keys(toys)))
    .option("--seeds <n>", "how many seeds", integer(1), 20)
    .option("--seed <n>", "the first seed", integer(0), 1)
    .option("--steps <n>", "examples seen (default: the recipe's)", integer(1))
    .option("--json", "one JSON object")
    .action(runToy);
}

async function runToy(name: ToyName, { seeds, seed, steps, json }: ToyFlags): Promise<void> {
  const toy = toys[name]();
  const each = steps ?? toy.steps;
  const progress = createProgressLine(`toy ${name}`, seeds * each);
  const requests = Array.from({ length: seeds }, (_, i) => ({ toy: name, seed: seed + i, steps }));
  const results = await learnToys(requests, {
    onProgress: (done) => progress.show(done),
    onResult(result) {
      progress.clear();
      if (!json) console.log(resultLine(result));
    },
  });
  const summary = { toy: name, sizes: toy.sizes, steps: each, ...summarize(results) };
  if (json) console.log(JSON.stringify({ ...summary, seeds: results }));
  else for (const line of summaryLines(summary)) console.log(line);
}

// An upper bound that the paper's own figure for bars sets.
const GOOD_KL = 0.1;

type Summary = ReturnType<typeof summarize>;

function summarize(results: readonly SeedResult[]) {
  const kl = results.map((result) => result.kl).sort((a, b) => a - b);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    entropy: results[0]?.entropy ?? 0,
    kl: {
      mean: mean(kl),
      median: kl[Math.floor(kl.length / 2)] ?? 0,
      min: kl[0] ?? 0,
      good: kl.filter((value) => value <= GOOD_KL).length,
      of: kl.length,
    },
    penalty: { mean: mean(results.map((result) => result.penalty)) },
  };
}

function resultLine({ seed, kl, penalty }: SeedResult): string {
  return `seed ${seed}  KL(data‖model) ${kl.toFixed(4)} bits  KL(Q‖P) ${penalty.toFixed(4)} bits`;
}

function summaryLines({ entropy, kl, penalty }: Summary): string[] {
  return [
    `entropy of the data  ${entropy.toFixed(3)} bits`,
    `KL(data‖model)       mean ${kl.mean.toFixed(4)}  median ${kl.median.toFixed(4)}  best ${kl.min.toFixed(4)}  ${kl.good} of ${kl.of} at or below ${GOOD_KL} bits`,
    `KL(Q‖P)              mean ${penalty.mean.toFixed(4)} bits`,
  ];
}
