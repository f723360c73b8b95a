import { resolve } from "node:path";
import { backends, binarizations, defaultSettings, optimizers, rules } from "@helmholtz/core";
import { Command, Option } from "commander";
import {
  type AppearanceFlags,
  addAppearanceOptions,
  hasScreen,
  isSpoken,
} from "../appearance-options.ts";
import { chooseLength, chooseRun, defaultBasis, type RunChoices } from "../choose-run.ts";
import { UsageError } from "../errors.ts";
import { makeWarmStart, parseWarmStart, type WarmStart } from "../make-warm-start.ts";
import { integer, list, positive, rate, userDirectory } from "../options.ts";
import { reportTraining } from "../report-training.ts";
import { showTraining } from "../show-training.ts";
import type { TrainingRequest } from "../train-in-worker.ts";

interface TrainFlags extends Partial<RunChoices>, AppearanceFlags {
  threads: number;
  resume?: string;
  warmStart?: WarmStart;
  plain?: boolean;
  json?: boolean;
}

/** `helmholtz train` */
export function trainCommand(): Command {
  const defaults = defaultSettings;
  const command = new Command("train")
    .description("Train a machine, and watch it learn. With no option: all ten digits.")
    .option(
      "--data <name|path>",
      "mnist (10,000 digits that come with the program), mnist-full, bars, shifter, kirby, an IDX file, or a folder of them",
      defaultBasis.data,
    )
    .option("--classes <list>", "only images of these classes, such as 3,8", list(integer(0)))
    .option("--hidden <list>", "units of the hidden layers, bottom up", list(integer(1)), [
      ...defaults.hidden,
    ])
    .addOption(choice("--rule <name>", "learning rule", Object.keys(rules), defaults.rule))
    .addOption(
      choice("--optimizer <name>", "optimizer", Object.keys(optimizers), defaults.optimizer.name),
    )
    .option(
      "--rate <list>",
      "learning rate, one or bottom up per layer (default: the optimizer's)",
      rate,
    )
    .option("--batch <n>", "images per step", integer(1), defaults.batch)
    .option("--epochs <n>", "passes over the training images, in all (default: 40)", positive)
    .addOption(
      new Option("--steps <n>", "steps in all, instead of epochs")
        .argParser(integer(1))
        .conflicts("epochs"),
    )
    .option("--seed <n>", "seed of every random number", integer(0), defaults.seed)
    .addOption(choice("--backend <name>", "what computes", Object.keys(backends), defaults.backend))
    .option(
      "--threads <n>",
      "threads that compute, with wasm; the result is the same",
      integer(1),
      1,
    )
    .addOption(
      choice(
        "--binarize <how>",
        "grey pixels drawn anew at every pass, or on from 128",
        binarizations,
        defaultBasis.binarization,
      ),
    )
    .option("--wake", "with the wake phase, where --warm-start is from a run without")
    .option("--no-wake", "without the wake phase: the generative weights do not learn")
    .option("--sleep", "with the sleep phase, where --warm-start is from a run without")
    .option("--no-sleep", "without the sleep phase: the recognition weights do not learn")
    .option("--out <dir>", "run directory, new or empty (default: runs/<date>-<data>)")
    .addOption(new Option("--resume <dir>", "continue a run exactly where it was").conflicts("out"))
    .addOption(
      new Option(
        "--warm-start <run>",
        "a new run that goes on from what another one has learned, with its settings but for those that are given; from its latest checkpoint, or of RUN@STEP, RUN@best",
      )
        .argParser(parseWarmStart)
        .conflicts("resume"),
    )
    .option("--plain", "plain lines instead of the dashboard")
    .addOption(new Option("--json", "every event as a line of JSON").conflicts("plain"));
  return addAppearanceOptions(command).action(runTrain);
}

function choice(flags: string, description: string, values: readonly string[], preset: string) {
  return new Option(flags, description).choices([...values]).default(preset);
}

async function runTrain(flags: TrainFlags, command: Command): Promise<void> {
  const request = await requestOf(flags, command);
  if (!flags.json && !flags.plain && hasScreen(process.stdout, process.env)) {
    await showTraining(request, { ...flags, screenReader: isSpoken(flags, process.env) });
    return;
  }
  await reportTraining(request, { json: flags.json, env: process.env });
}

async function requestOf(flags: TrainFlags, command: Command): Promise<TrainingRequest> {
  const given = givenOptions(command);
  if (flags.resume !== undefined) return resumption(flags, flags.resume, given);
  const choices: Partial<RunChoices> = Object.fromEntries(
    Object.entries(flags).filter(([name]) => given.has(name)),
  );
  return flags.warmStart ? await makeWarmStart(flags.warmStart, choices) : await chooseRun(choices);
}

// Those that were typed, by the names of their flags, as they are typed.
function givenOptions(command: Command): ReadonlyMap<string, string> {
  return new Map(
    command.options
      .map((option) => [option.attributeName(), option.long ?? ""] as const)
      .filter(([name]) => command.getOptionValueSource(name) === "cli"),
  );
}

// A run keeps its settings: changing one would make it another run.
const RESUMABLE = [
  ...["resume", "epochs", "steps", "threads", "plain", "json"],
  ...["theme", "glyphs", "pictures", "screenReader"],
];

function resumption(
  flags: TrainFlags,
  directory: string,
  given: ReadonlyMap<string, string>,
): TrainingRequest {
  for (const [name, typed] of given) {
    if (!RESUMABLE.includes(name)) {
      throw new UsageError(
        `--resume continues with the run's own settings, ${typed} cannot be given with it; --warm-start goes on with others`,
      );
    }
  }
  return {
    type: "resume",
    directory: resolve(userDirectory, directory),
    length: chooseLength(flags),
    cwd: userDirectory,
    threads: flags.threads,
  };
}
