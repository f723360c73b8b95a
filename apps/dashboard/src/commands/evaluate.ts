import { binarizations, type Evaluation, evaluate, key, mapMachine } from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { Command, Option } from "commander";
import {
  addMeasuringOptions,
  checkPixels,
  type MeasuringFlags,
  measureImages,
} from "../measuring.ts";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "../open-run.ts";
import { integer, list, userDirectory } from "../options.ts";
import { dataOf } from "../run-data.ts";

interface EvaluateFlags extends MeasuringFlags {
  checkpoint: CheckpointChoice;
  data?: string;
  classes?: number[];
  binarize?: (typeof binarizations)[number];
}

/** `helmholtz evaluate` */
export function evaluateCommand(): Command {
  const command = new Command("evaluate")
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
    );
  return addMeasuringOptions(command, {
    description: "samples of the recognition distribution per image",
    preset: 50,
  }).action(runEvaluate);
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
  checkPixels(images, machine.sizes[0], { source: source.name, owner: "the machine has" });
  const { samples, limit, seed } = flags;
  const result = await measureImages(images, "evaluating", flags, (backend, onProgress) => {
    const uploaded = mapMachine(machine, (m) => backend.upload(m));
    return evaluate(backend, uploaded, images, key(seed), { samples, limit, onProgress });
  });
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
