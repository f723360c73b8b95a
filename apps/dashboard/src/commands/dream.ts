import { type Clamp, clampMachine, cpu, dreamImages, key } from "@helmholtz/core";
import { Command, InvalidArgumentError } from "commander";
import { rowPictures } from "../draw/picture.ts";
import { greys } from "../draw/scale.ts";
import { forThisRun } from "../errors.ts";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "../open-run.ts";
import { integer } from "../options.ts";
import { showPictures } from "../show-pictures.ts";

interface DreamFlags {
  checkpoint: CheckpointChoice;
  count: number;
  seed: number;
  clamp: Clamp[];
  png?: string;
}

/** `helmholtz dream` */
export function dreamCommand(): Command {
  return new Command("dream")
    .description("Let a run's machine dream: images drawn top-down by its generative weights.")
    .argument("<run>", "run directory")
    .option("--checkpoint <which>", "latest, best or a step", checkpointChoice, "latest")
    .option("--count <n>", "how many dreams", integer(1), 24)
    .option("--seed <n>", "seed of the dreams", integer(0), 0)
    .option(
      "--clamp <layer:unit=0|1>",
      "hold a unit off or on; can be given again",
      (text: string, before: Clamp[]) => [...before, parseClamp(text)],
      [],
    )
    .option("--png <file>", "write a picture file instead of showing them here")
    .action(runDream);
}

async function runDream(
  path: string,
  { checkpoint, count, seed, clamp, png }: DreamFlags,
): Promise<void> {
  const run = await openUserRun(path);
  const state = await run.checkpoint(checkpoint);
  const machine = forThisRun(() => clampMachine(state.machine, clamp));
  const pixels = dreamImages(cpu(), machine, count, key(seed));
  await showPictures(rowPictures(pixels, run.record.data), { scale: greys, png });
}

function parseClamp(text: string): Clamp {
  const match = /^(\d+):(\d+)=([01])$/.exec(text);
  if (!match)
    throw new InvalidArgumentError("LAYER:UNIT=0 or LAYER:UNIT=1 is needed, as in 2:0=1.");
  const [, layer, unit, state] = match;
  return { layer: Number(layer), unit: Number(unit), on: state === "1" };
}
