import {
  binarizations,
  type Classification,
  classify,
  key,
  type Machine,
  mapMachine,
  RunError,
  type RunRecord,
} from "@helmholtz/core";
import { openDataset, type RunDirectory } from "@helmholtz/core/node";
import { Command, Option } from "commander";
import {
  addMeasuringOptions,
  checkPixels,
  type MeasuringFlags,
  measureImages,
} from "../measuring.ts";
import { type CheckpointChoice, checkpointChoice, openUserRun } from "../open-run.ts";
import { userDirectory } from "../options.ts";

interface ClassifyFlags extends MeasuringFlags {
  checkpoint: CheckpointChoice;
  data?: string;
  binarize?: (typeof binarizations)[number];
}

/** `helmholtz classify` */
export function classifyCommand(): Command {
  const command = new Command("classify")
    .description(
      "Take images for the class whose machine describes them shortest: one run for each class.",
    )
    .argument("<run...>", "run directories, each of a machine that learned one class")
    .option("--checkpoint <which>", "latest, best or a step", checkpointChoice, "latest")
    .option("--data <name|path>", "images with labels (default: the runs' own)")
    .addOption(
      new Option(
        "--binarize <how>",
        "how grey pixels become bits (default: the runs' own)",
      ).choices(binarizations),
    );
  return addMeasuringOptions(command, {
    description: "samples of each recognition distribution per image",
    preset: 10,
  }).action(runClassify);
}

async function runClassify(paths: string[], flags: ClassifyFlags): Promise<void> {
  const runs = byClass(await Promise.all(paths.map(openUserRun)));
  const visible = agreed(
    runs,
    ({ sizes }) => sizes[0],
    "number of visible units",
    "give runs of one size",
  );
  const data = flags.data ?? agreed(runs, ({ data }) => data.name, "data", "choose --data");
  const binarization =
    flags.binarize ??
    agreed(runs, ({ data }) => data.binarization, "binarization", "choose --binarize");
  const source = await openDataset(data, {
    classes: [...runs.keys()],
    binarization,
    cwd: userDirectory,
  });
  const images = await source.split(flags.split);
  checkPixels(images, visible, { source: source.name, owner: "the machines have" });
  const machines = new Map<number, Machine>();
  for (const [name, run] of runs) {
    machines.set(name, (await run.checkpoint(flags.checkpoint)).machine);
  }

  const { samples, limit, seed } = flags;
  const result = await measureImages(images, "classifying", flags, (backend, onProgress) => {
    const uploaded = Array.from(machines, ([name, machine]) => {
      return [name, mapMachine(machine, (m) => backend.upload(m))] as const;
    });
    const options = { samples, limit, onProgress };
    return classify(backend, new Map(uploaded), images, key(seed), options);
  });
  const { images: count, errors, errorRate } = result;
  if (flags.json) {
    console.log(JSON.stringify({ images: count, errors, errorRate, samples, split: flags.split }));
  } else {
    for (const line of table(result, images.labels ?? [])) console.log(line);
  }
}

// Runs by the class that each learned, in order of class.
function byClass(runs: readonly RunDirectory[]): Map<number, RunDirectory> {
  const found = new Map<number, RunDirectory>();
  for (const run of runs) {
    const [name, ...others] = run.record.data.classes ?? [];
    if (name === undefined || others.length > 0) {
      throw new RunError(
        `${run.path}: a run of one class is needed, this one learned ${name === undefined ? "from all images" : `the classes ${[name, ...others]}`}; train one with --classes and a single class`,
      );
    }
    const twin = found.get(name);
    if (twin) {
      throw new RunError(
        `${run.path}: one run of each class is needed, ${twin.path} is of class ${name} as well; give one of them`,
      );
    }
    found.set(name, run);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

// What `setting` of every run's record is, where all agree.
function agreed<T>(
  runs: ReadonlyMap<number, RunDirectory>,
  setting: (record: RunRecord) => T,
  what: string,
  remedy: string,
): T {
  // The command takes at least one run.
  const [first, ...others] = [...runs.values()] as [RunDirectory, ...RunDirectory[]];
  const needed = setting(first.record);
  for (const { path, record } of others) {
    const came = setting(record);
    if (came !== needed) {
      throw new RunError(
        `${path}: the same ${what} as of ${first.path} is needed, ${needed}, got ${came}; ${remedy}`,
      );
    }
  }
  return needed;
}

function table(result: Classification, labels: ArrayLike<number>): string[] {
  const { images, predicted, freeEnergies, errors, errorRate } = result;
  const classes = [...freeEnergies.keys()];
  const counts = new Map(classes.map((name) => [name, new Map<number, number>()]));
  predicted.forEach((taken, n) => {
    const row = counts.get(labels[n] ?? taken);
    row?.set(taken, (row.get(taken) ?? 0) + 1);
  });
  const width = Math.max(...classes.map((name) => String(name).length), String(images).length) + 1;
  const line = (title: string, cells: readonly number[]) =>
    `${title.padEnd(10)}${cells.map((cell) => String(cell).padStart(width)).join("")}`;
  return [
    `images      ${images}`,
    `errors      ${errors}`,
    `error rate  ${(100 * errorRate).toFixed(2)} %`,
    "",
    line("taken for", classes),
    ...classes.map((name) =>
      line(
        `class ${name}`,
        classes.map((taken) => counts.get(name)?.get(taken) ?? 0),
      ),
    ),
  ];
}
