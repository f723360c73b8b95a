import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { EXIT } from "../errors.ts";
import { integer, list, userDirectory } from "../options.ts";
import { createProgressLine } from "../progress-line.ts";
import { isDatasetName } from "../run-data.ts";
import { defaultRunDirectory } from "../run-name.ts";
import { conductStudy } from "../study/conduct-study.ts";
import { experiments } from "../study/experiments.ts";
import { writeReport } from "../study/report/write-report.ts";
import {
  type StudyName,
  type StudyResults,
  studyNames,
  type ToyFinding,
} from "../study/results.ts";
import { openStudyData } from "../study/study-data.ts";
import { studyDigits } from "../study/study-digits.ts";
import { jsonText, writeStudyFile } from "../study/study-files.ts";
import { studyCsv, studyLines } from "../study/study-tables.ts";
import { type StudyTask, studyTasks } from "../study/study-task.ts";
import { studyToy, studyToys } from "../study/study-toys.ts";

interface StudyFlags {
  out?: string;
  quick?: boolean;
  data: string;
  seeds?: number;
  only?: StudyName[];
  epochs?: number;
  json?: boolean;
}

/** `helmholtz study` */
export function studyCommand(): Command {
  return new Command("study")
    .description(
      "Do every experiment of the report, and of the papers. Goes on where it was stopped.",
    )
    .option("--out <dir>", "where to, new or an earlier study's (default: runs/<date>-study)")
    .option("--quick", "the report's experiments only, in the assignment's protocol, with one seed")
    .option(
      "--data <name|path>",
      "mnist (10,000 digits that come with the program), mnist-full, or a folder of IDX files",
      "mnist",
    )
    .option(
      "--seeds <n>",
      "trainings of each experiment (default: 3, or 1 with --quick)",
      integer(1),
    )
    .option("--only <names>", `only these of ${studyNames.join(", ")}`, list(studyName))
    .option("--epochs <n>", "passes over the images (default: the protocol's)", integer(1))
    .option("--json", "one JSON object")
    .action(runStudy);
}

function studyName(text: string): StudyName {
  const name = studyNames.find((name) => name === text);
  if (name) return name;
  throw new InvalidArgumentError(`Names are ${studyNames.join(", ")}.`);
}

async function runStudy(flags: StudyFlags): Promise<void> {
  const cwd = userDirectory;
  const directory = flags.out
    ? resolve(cwd, flags.out)
    : await defaultRunDirectory(cwd, "study", new Date());
  const source = await openStudyData(flags.data, cwd);
  const tasks = tasksOf(flags, source.fingerprint);
  for (const task of tasks) source.check(task);

  const stop = stopOnSignals(directory);
  const data = isDatasetName(flags.data) ? flags.data : resolve(cwd, flags.data);
  const place = { directory, data, cwd };
  const runs = await train(tasks, place, stop);
  const of1995 = flags.quick || flags.only ? {} : await repeat1995(place, stop);
  const results: StudyResults = { data: source.summary, runs, ...of1995 };
  await writeStudyFile(join(directory, "study.json"), jsonText(results));
  await writeStudyFile(join(directory, "study.csv"), studyCsv(runs));
  const report = await writeReport(directory, results);

  if (flags.json) {
    const placed = runs.map((run) => ({ ...run, run: join(directory, run.run) }));
    console.log(JSON.stringify({ ...results, runs: placed }));
  } else {
    for (const line of [...studyLines(results), "", report]) console.log(line);
  }
}

function tasksOf({ quick, seeds = quick ? 1 : 3, only, epochs }: StudyFlags, fingerprint: string) {
  const isWanted = (name: StudyName) =>
    only ? only.includes(name) : !quick || experiments[name].rate === undefined;
  return studyTasks({
    names: studyNames.filter(isWanted),
    protocols: quick ? ["assignment"] : ["assignment", "recommended"],
    seeds: Array.from({ length: seeds }, (_, i) => 1 + i),
    epochs,
    fingerprint,
  });
}

interface StudyPlace {
  /** Absolute path of the study. */
  readonly directory: string;
  /** A name of `openDataset`, or an absolute path. */
  readonly data: string;
  readonly cwd: string;
}

/** The progress line that is shown now, so that an interruption can clear it. */
interface Showing {
  progress?: ReturnType<typeof createProgressLine>;
}

async function train(tasks: readonly StudyTask[], place: StudyPlace, showing: Showing) {
  const progress = createProgressLine("study", PARTS);
  showing.progress = progress;
  try {
    return await conductStudy(tasks, {
      ...place,
      onProgress: ({ part, finished }) =>
        progress.show(part * PARTS, `${finished} of ${tasks.length} trainings`),
    });
  } finally {
    progress.clear();
  }
}

async function repeat1995(place: StudyPlace, showing: Showing) {
  const show = async <T>(
    title: string,
    act: (onProgress: (part: number) => void) => Promise<T>,
  ) => {
    const progress = createProgressLine(title, PARTS);
    showing.progress = progress;
    const found = await act((part) => progress.show(part * PARTS));
    progress.clear();
    return found;
  };
  const toys: ToyFinding[] = [];
  for (const name of studyToys) {
    toys.push(await show(name, (onProgress) => studyToy(name, place.directory, onProgress)));
  }
  const digits = await show("8 x 8 digits", (onProgress) => studyDigits(place, onProgress));
  return { toys, digits };
}

// A progress line counts whole things.
const PARTS = 1000;

// What is under way begins anew next time, so there is nothing to wait for.
function stopOnSignals(directory: string): Showing {
  const showing: Showing = {};
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      showing.progress?.clear();
      console.error(`helmholtz: stopped; the same command with --out ${directory} goes on`);
      process.exit(EXIT.interrupted);
    });
  }
  return showing;
}
