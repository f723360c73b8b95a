import { resolve } from "node:path";
import {
  backends,
  binarizations,
  defaultSettings,
  type Optimizer,
  type OptimizerName,
  optimizers,
  type Rate,
  type RunSettings,
  rules,
} from "@helmholtz/core";
import { Command, Option } from "commander";
import {
  type AppearanceFlags,
  addAppearanceOptions,
  hasScreen,
  isSpoken,
} from "../appearance-options.ts";
import { UsageError } from "../errors.ts";
import { integer, list, positive, rate, userDirectory } from "../options.ts";
import { reportTraining } from "../report-training.ts";
import { defaultRunDirectory } from "../run-name.ts";
import { showTraining } from "../show-training.ts";
import type { TrainingRequest } from "../train-in-worker.ts";

interface TrainFlags extends AppearanceFlags {
  data: string;
  classes?: number[];
  hidden: number[];
  rule: RunSettings["rule"];
  optimizer: OptimizerName;
  rate?: Rate;
  batch: number;
  epochs?: number;
  steps?: number;
  seed: number;
  backend: RunSettings["backend"];
  threads: number;
  binarize: (typeof binarizations)[number];
  wake: boolean;
  sleep: boolean;
  out?: string;
  resume?: string;
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
      "mnist",
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
        "sample",
      ),
    )
    .option("--no-wake", "without the wake phase: the generative weights do not learn")
    .option("--no-sleep", "without the sleep phase: the recognition weights do not learn")
    .option("--out <dir>", "run directory, new or empty (default: runs/<date>-<data>)")
    .addOption(new Option("--resume <dir>", "continue a run exactly where it was").conflicts("out"))
    .option("--plain", "plain lines instead of the dashboard")
    .addOption(new Option("--json", "every event as a line of JSON").conflicts("plain"));
  return addAppearanceOptions(command).action(runTrain);
}

function choice(flags: string, description: string, values: readonly string[], preset: string) {
  return new Option(flags, description).choices([...values]).default(preset);
}

async function runTrain(flags: TrainFlags, command: Command): Promise<void> {
  const request =
    flags.resume === undefined ? await newRun(flags) : resumption(flags, flags.resume, command);
  if (!flags.json && !flags.plain && hasScreen(process.stdout, process.env)) {
    await showTraining(request, { ...flags, screenReader: isSpoken(flags, process.env) });
    return;
  }
  await reportTraining(request, { json: flags.json, env: process.env });
}

async function newRun(flags: TrainFlags): Promise<TrainingRequest> {
  const settings: RunSettings = {
    ...defaultSettings,
    hidden: flags.hidden,
    rule: flags.rule,
    wake: flags.wake ? defaultSettings.wake : [],
    sleep: flags.sleep ? defaultSettings.sleep : [],
    optimizer: optimizerOf(flags),
    batch: flags.batch,
    length: lengthOf(flags) ?? defaultSettings.length,
    seed: flags.seed,
    backend: flags.backend,
  };
  return {
    type: "new",
    settings,
    data: flags.data,
    classes: flags.classes,
    binarization: flags.binarize,
    out:
      flags.out === undefined
        ? await defaultRunDirectory(userDirectory, flags.data, new Date())
        : resolve(userDirectory, flags.out),
    cwd: userDirectory,
    threads: flags.threads,
  };
}

// A run keeps its settings: changing one would make it another run.
const RESUMABLE = [
  ...["resume", "epochs", "steps", "threads", "plain", "json"],
  ...["theme", "glyphs", "pictures", "screenReader"],
];

function resumption(flags: TrainFlags, directory: string, command: Command): TrainingRequest {
  for (const { attributeName, flags } of command.options.map((option) => ({
    attributeName: option.attributeName(),
    flags: option.long,
  }))) {
    if (
      command.getOptionValueSource(attributeName) === "cli" &&
      !RESUMABLE.includes(attributeName)
    ) {
      throw new UsageError(
        `--resume continues with the run's own settings, ${flags} cannot be given with it`,
      );
    }
  }
  return {
    type: "resume",
    directory: resolve(userDirectory, directory),
    length: lengthOf(flags),
    cwd: userDirectory,
    threads: flags.threads,
  };
}

function lengthOf({ epochs, steps }: TrainFlags): RunSettings["length"] | undefined {
  if (steps !== undefined) return { steps };
  return epochs === undefined ? undefined : { epochs };
}

function optimizerOf({ optimizer, rate }: TrainFlags): Optimizer {
  return optimizers[optimizer](rate === undefined ? {} : { rate });
}
