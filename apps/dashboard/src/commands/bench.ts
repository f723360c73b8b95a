import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings, openBackend } from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { Command, InvalidArgumentError } from "commander";
import { type DashboardResults, dashboardCost, dashboardTables } from "../bench/dashboard-cost.ts";
import { allEngines, type Engine, OURS } from "../bench/engines.ts";
import { holdBackend } from "../bench/hold-backend.ts";
import { cellCount, type Measurements, measure, type Plan } from "../bench/measure.ts";
import { writeDashboard, writeQuality, writeSpeed } from "../bench/performance-document.ts";
import { speedPlan, widthPlan } from "../bench/plans.ts";
import type { Cell } from "../bench/protocol.ts";
import { type QualityResults, qualityTable, RECIPE, timeToQuality } from "../bench/quality.ts";
import { type BenchResults, type Failure, machineFacts } from "../bench/results.ts";
import { benchTables, textTable } from "../bench/tables.ts";
import { createWorkload, type Workload } from "../bench/workload.ts";
import { EXIT, UsageError } from "../errors.ts";
import { integer, list, positive, userDirectory } from "../options.ts";
import { createProgressLine } from "../progress-line.ts";

interface BenchFlags {
  quick?: boolean;
  nets?: string[];
  batches?: number[];
  threads?: number[];
  engines?: string[];
  rounds?: number;
  seconds?: number;
  python: string;
  quality?: boolean;
  dashboard?: boolean;
  data: string;
  write?: boolean;
  json?: boolean;
}

/** `helmholtz bench` */
export function benchCommand(): Command {
  return new Command("bench")
    .description(
      "Measure every backend beside PyTorch, NumPy and others, on the same updates, in turns.",
    )
    .option("--quick", "only the machine 784-200-200-200, on one thread: under a minute")
    .option("--nets <list>", "machines, such as 784-10,784-200-200", list(net))
    .option("--batches <list>", "images per update (default: 1,20,100)", list(batch))
    .option(
      "--threads <list>",
      "threads (default: 1, and 2 where there are two cores)",
      list(integer(1)),
    )
    .option(
      "--engines <list>",
      "only these, however slow, such as pytorch,helmholtz:cpu",
      list(String),
    )
    .option("--rounds <n>", "rounds, of which the median counts (default: 5)", integer(1))
    .option("--seconds <s>", "time of one engine in one round (default: 0.3)", positive)
    .option("--python <path>", "the Python that has PyTorch and NumPy", "/usr/bin/python3")
    .option("--write", "write the tables into docs/performance.md, the numbers beside it")
    .option("--quality", "instead: seconds of training to fixed likelihoods of binarized MNIST")
    .option(
      "--dashboard",
      "instead: what the dashboard takes from training, its frames, and a day replayed; with --quick a glimpse",
    )
    .option("--data <name|path>", "images for --quality", "mnist-full")
    .option("--json", "one JSON object")
    .action(runBench);
}

async function runBench(flags: BenchFlags): Promise<void> {
  const engines = chooseEngines(flags);
  const directory = await mkdtemp(join(tmpdir(), "helmholtz-bench-"));
  const interrupt = () => {
    rmSync(directory, { recursive: true, force: true });
    process.exit(EXIT.interrupted);
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    if (flags.dashboard) await benchDashboard(flags, directory);
    else if (flags.quality) await benchQuality(flags, engines, directory);
    else await benchSpeed(flags, engines, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function chooseEngines({ engines: names, python, quick }: BenchFlags): Engine[] {
  const all = allEngines({ python });
  if (!names) return all.filter(({ inPage, byNameOnly }) => !byNameOnly && !(quick && inPage));
  return names.map((name) => {
    const found = all.find((engine) => engine.name === name);
    if (found) return found;
    const known = all.map((engine) => engine.name).join(", ");
    throw new UsageError(`bench: an engine is needed, got ${name}; choose from ${known}`);
  });
}

async function benchSpeed(flags: BenchFlags, engines: Engine[], directory: string): Promise<void> {
  const choice = { ...flags, chosen: flags.engines !== undefined };
  const plan = speedPlan(choice, engines);
  const wide = widthPlan(choice, engines);
  const workload = await prepare(directory, [...plan.cells, ...(wide?.cells ?? [])]);
  const main = await measureShowing("bench", plan, workload);
  const width = wide && (await measureShowing("cost against width", wide, workload));

  const results: BenchResults = {
    machine: machineFacts(new Date()),
    versions: main.versions,
    rows: main.rows,
    width: width?.rows ?? [],
    skipped: main.skipped,
    failed: [...main.failed, ...(width?.failed ?? [])],
  };
  reportAbsences(results);
  if (flags.json) console.log(JSON.stringify(results));
  else print(benchTables(results, OURS).map(textTable));
  if (flags.write) await writeSpeed(results, OURS);
  if (results.failed.length > 0) process.exitCode = EXIT.failure;
}

async function prepare(directory: string, cells: readonly Cell[]): Promise<Workload> {
  const source = await openDataset("mnist", { binarization: "threshold" });
  const nets = [...new Set(cells.map(({ net }) => net))];
  const progress = createProgressLine("preparing", nets.length);
  const workload = await createWorkload(directory, {
    images: await source.split("train"),
    nets,
    onProgress: progress.show,
  });
  progress.clear();
  return workload;
}

async function measureShowing(
  title: string,
  plan: Plan,
  workload: Workload,
): Promise<Measurements> {
  const progress = createProgressLine(title, cellCount(plan));
  const measurements = await measure(plan, workload, progress.show);
  progress.clear();
  return measurements;
}

async function benchQuality(
  flags: BenchFlags,
  engines: Engine[],
  directory: string,
): Promise<void> {
  const source = await openDataset(flags.data, { binarization: "threshold", cwd: userDirectory });
  const data = await source.dataset();
  const [threads = 1] = flags.threads ?? [1];
  const contestants = flags.engines
    ? engines
    : engines.filter(({ name }) => name === OURS || name === "pytorch-tuned");
  const opened = await openBackend(defaultSettings.backend, { threads });
  await using held = holdBackend(opened.backend);
  const progress = createProgressLine("time to quality", RECIPE.epochs);
  const found = await timeToQuality(
    { engines: contestants, data, threads, directory, judge: held.backend },
    progress.show,
  );
  progress.clear();
  const results: QualityResults = { machine: machineFacts(new Date()), ...found };
  reportAbsences(results);
  if (flags.json) console.log(JSON.stringify(results));
  else print([textTable(qualityTable(results))]);
  if (flags.write) await writeQuality(results);
  if (results.failed.length > 0) process.exitCode = EXIT.failure;
}

async function benchDashboard(flags: BenchFlags, directory: string): Promise<void> {
  const [before = 0] = loadavg();
  const progress = createProgressLine("dashboard", 1);
  const found = await dashboardCost({ directory, quick: flags.quick }, progress.show);
  progress.clear();
  const [after = 0] = loadavg();
  const results: DashboardResults = {
    machine: machineFacts(new Date()),
    load: [before, after],
    ...found,
  };
  if (flags.json) console.log(JSON.stringify(results));
  else print(dashboardTables(results).map(textTable));
  if (flags.write) await writeDashboard(results);
}

// An engine that is missing on every number of threads is named once.
function reportAbsences({
  skipped,
  failed,
}: {
  skipped: readonly Failure[];
  failed: readonly Failure[];
}) {
  const lines = [
    ...skipped.map(({ engine, reason }) => `skipped ${engine}: ${reason}`),
    ...failed.map(
      ({ engine, reason, net, batch, task, threads }) =>
        `failed ${engine}${net ? ` at ${net}, batch ${batch}, ${task}` : ""}, ${threads} thread(s): ${reason}`,
    ),
  ];
  for (const line of new Set(lines)) console.error(line);
}

function print(tables: readonly (readonly string[])[]): void {
  for (const [i, lines] of tables.entries()) {
    if (i > 0) console.log();
    for (const line of lines) console.log(line);
  }
}

function net(text: string): string {
  if (/^[1-9]\d{0,6}(-[1-9]\d{0,6})+$/.test(text)) return text;
  throw new InvalidArgumentError("Units of at least two layers are needed, such as 784-200-10.");
}

// A check takes four batches of the embedded digits.
const MOST_BATCH = 2000;

function batch(text: string): number {
  const value = integer(1)(text);
  if (value > MOST_BATCH)
    throw new InvalidArgumentError(`At most ${MOST_BATCH} images are possible.`);
  return value;
}
