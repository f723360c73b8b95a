import { resolve } from "node:path";
import {
  backends,
  binarizations,
  defaultSettings,
  encodeEvent,
  type Optimizer,
  type OptimizerName,
  optimizers,
  type Rate,
  type RunSettings,
  rules,
  type TrainEvent,
} from "@helmholtz/core";
import { Command, Option } from "commander";
import { EXIT, UsageError } from "../errors.ts";
import { integer, list, positive, rate, userDirectory } from "../options.ts";
import { createPlainReport, summaryLines } from "../plain-report.ts";
import { defaultRunDirectory } from "../run-name.ts";
import { type TrainingRequest, trainInWorker, type WorkerTraining } from "../train-in-worker.ts";
import { watchTraining } from "../watch-training.tsx";

interface TrainFlags {
  data: string;
  classes?: number[];
  hidden: number[];
  rule: RunSettings["rule"];
  optimizer: OptimizerName;
  rate?: number[];
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
  return new Command("train")
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
      list(rate),
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
    .option("--json", "every event as a line of JSON")
    .action((flags: TrainFlags, command: Command) => runTrain(flags, command));
}

function choice(flags: string, description: string, values: readonly string[], preset: string) {
  return new Option(flags, description).choices([...values]).default(preset);
}

async function runTrain(flags: TrainFlags, command: Command): Promise<void> {
  const request =
    flags.resume === undefined ? await newRun(flags) : resumption(flags, flags.resume, command);
  const training = await trainInWorker(request);
  if (flags.json) await follow(training, printJson(training.path));
  else if (flags.plain || !process.stdout.isTTY) await follow(training, printLines(training.path));
  else await watch(training);
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
const RESUMABLE = ["resume", "epochs", "steps", "threads", "plain", "json"];

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
  if (!rate) return optimizers[optimizer]();
  const [only] = rate;
  const given: Rate = rate.length === 1 && only !== undefined ? only : rate;
  return optimizers[optimizer]({ rate: given });
}

async function watch(training: WorkerTraining): Promise<void> {
  const { stdin, stdout, env } = process;
  const { ending, run, elapsed } = await watchTraining(training, {
    ...{ stdin, stdout, env },
    directory: training.path,
  });
  await training.finished;
  for (const line of summaryLines(run, { directory: training.path, elapsed })) console.log(line);
  if (ending === "interrupted") process.exitCode = EXIT.interrupted;
}

// Reads a training to its end; Ctrl-C lets it save first, a second one does not.
async function follow(training: WorkerTraining, print: (event: TrainEvent) => void): Promise<void> {
  let interrupted: number | undefined;
  const interrupt = () => {
    const now = performance.now();
    if (interrupted !== undefined && now - interrupted > ONE_KEY_MS) process.exit(EXIT.interrupted);
    interrupted ??= now;
    process.exitCode = EXIT.interrupted;
    training.stop();
  };
  // To the end of the process: the same key may arrive once more while it is ending.
  for (const signal of SIGNALS) process.on(signal, interrupt);
  for await (const event of training.events) print(event as TrainEvent);
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// One key may arrive twice: from the terminal, and from a package manager that passes it on.
const ONE_KEY_MS = 1000;

function printJson(path: string): (event: TrainEvent) => void {
  return (event) => {
    if (event.type === "progress" || event.type === "weights") return;
    console.log(encodeEvent(event, event.type === "start" ? { run: path } : {}));
  };
}

function printLines(path: string): (event: TrainEvent) => void {
  const report = createPlainReport(path, () => performance.now());
  return (event) => {
    for (const line of report(event)) console.log(line);
  };
}
