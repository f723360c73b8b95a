import type { Direction } from "@helmholtz/core";
import { Command, Option } from "commander";
import { diverging } from "../draw/scale.ts";
import { weightPictures } from "../draw/weight-pictures.ts";
import { forThisRun } from "../errors.ts";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "../open-run.ts";
import { integer } from "../options.ts";
import { showPictures } from "../show-pictures.ts";

interface WeightsFlags {
  checkpoint: CheckpointChoice;
  direction: Direction;
  layer: number;
  png?: string;
}

/** `helmholtz weights` */
export function weightsCommand(): Command {
  return new Command("weights")
    .description("Show the weights of a run's machine: a picture for each unit of a hidden layer.")
    .argument("<run>", "run directory")
    .option("--checkpoint <which>", "latest, best or a step", checkpointChoice, "latest")
    .addOption(
      new Option("--direction <name>", "weights to the layer below, or from it")
        .choices(["generative", "recognition"])
        .default("generative"),
    )
    .option("--layer <l>", "the lower of the two layers, 0 the visible one", integer(0), 0)
    .option("--png <file>", "write a picture file instead of showing them here")
    .action(runWeights);
}

async function runWeights(
  path: string,
  { checkpoint, direction, layer, png }: WeightsFlags,
): Promise<void> {
  const run = await openUserRun(path);
  const { machine } = await run.checkpoint(checkpoint);
  const width = layer === 0 ? run.record.data.width : undefined;
  const { pictures, limit } = forThisRun(() =>
    weightPictures(machine, { direction, layer, width }),
  );
  await showPictures(pictures, { scale: diverging, png });
  console.log(`lightest: weights of ±${limit.toFixed(2)} and beyond`);
}
