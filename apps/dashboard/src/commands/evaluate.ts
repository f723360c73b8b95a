import {
  type BackendName,
  backends,
  binarizations,
  DataError,
  type Evaluation,
  evaluate,
  key,
  mapMachine,
  openBackend,
  type Split,
  splits,
} from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { Command, Option } from "commander";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "../open-run.ts";
import { integer, list, userDirectory } from "../options.ts";
import { createProgressLine } from "../progress-line.ts";
import { dataOf } from "../run-data.ts";

interface EvaluateFlags {
  checkpoint: CheckpointChoice;
  data?: string;
  classes?: number[];
  binarize?: (typeof binarizations)[number];
  split: Split;
  samples: number;
  limit?: number;
  seed: number;
  backend: BackendName;
  threads: number;
  json?: boolean;
}

/** `helmholtz evaluate` */
export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description(
      "Measure how well a run's machine describes images: −log p and description length.",
    )
    .argument("<run>", "run directory")
    .option("--checkpoint <which>", "latest, best or a step", checkpointChoice, "latest")
    .option("--data <name|path>", "images (default: the run's own)")
    .option("--classes <list>", "only these classes (default: the run's own)", list(integer(0)))
    .addOption(
      new Option(
        "--binarize <how>",
        "how grey pixels become bits (default: the run's own)",
      ).choices(binarizations),
    )
    .addOption(
      new Option("--split <name>", "which part of the data").choices(splits).default("valid"),
    )
    .option("--samples <k>", "samples of the recognition distribution per image", integer(1), 50)
    .option("--limit <n>", "only the first images", integer(1))
    .option("--seed <n>", "seed of the samples", integer(0), 0)
    .addOption(
      new Option("--backend <name>", "what computes")
        .choices(Object.keys(backends))
        .default("wasm"),
    )
    .option("--threads <n>", "threads that compute, with wasm", integer(1), 1)
    .option("--json", "one JSON object")
    .action(runEvaluate);
}

async function runEvaluate(path: string, flags: EvaluateFlags): Promise<void> {
  const run = await openUserRun(path);
  const { machine, step } = await run.checkpoint(flags.checkpoint);
  const own = dataOf(run.record, userDirectory);
  const source = await openDataset(flags.data ?? run.record.data.name, {
    // Another data set's classes are its own affair.
    classes: flags.classes ?? (flags.data ? undefined : own.classes),
    binarization: flags.binarize ?? own.binarization,
    cwd: userDirectory,
  });
  const images = await source.split(flags.split);
  if (images.width * images.height !== machine.sizes[0]) {
    throw new DataError(
      `${source.name}: images of ${machine.sizes[0]} pixels are needed, as the machine has visible units, got ${images.width} x ${images.height}; choose other data`,
    );
  }
  const { samples, limit, seed } = flags;
  const progress = createProgressLine("evaluating", Math.min(limit ?? images.size, images.size));
  const { backend, notice } = await openBackend(flags.backend, { threads: flags.threads });
  if (notice) console.error(`helmholtz: ${notice}`);
  const uploaded = mapMachine(machine, (m) => backend.upload(m));
  const result = await evaluate(backend, uploaded, images, key(seed), {
    samples,
    limit,
    onProgress: progress.show,
  });
  progress.clear();
  await backend[Symbol.asyncDispose]?.();
  if (flags.json) console.log(JSON.stringify({ ...result, step, split: flags.split }));
  else for (const line of table(result, step)) console.log(line);
}

function table(result: Evaluation, step: number): string[] {
  const { images, samples, nll, nllStandardError, freeEnergy, descriptionLength } = result;
  return [
    `step                ${step}`,
    `images              ${images}, ${samples} samples each`,
    `−log p              ${nll.toFixed(3)} ± ${nllStandardError.toFixed(3)} nats per image`,
    `free energy         ${freeEnergy.toFixed(3)} nats per image`,
    `description length  ${descriptionLength.toFixed(3)} bits per image`,
    ...result.layers.map(
      (bits, l) =>
        `  layer ${l}${l === 0 ? " (visible)" : "          "} ${bits.toFixed(3).padStart(9)} bits`,
    ),
    `cost                ${result.cost.toFixed(3)} bits per image, without bits back`,
  ];
}
