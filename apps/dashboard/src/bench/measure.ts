import { checkEngine, createReference, LEARNING, type Reference } from "./agreement.ts";
import { type EngineProcess, reasonOf } from "./engine-process.ts";
import { type Engine, isReferenceCell } from "./engines.ts";
import type { Cell, Slice } from "./protocol.ts";
import { type Failure, median, type Row } from "./results.ts";
import { startEngines } from "./start-engines.ts";
import type { Workload } from "./workload.ts";

/** What to measure, and how long. */
export interface Plan {
  readonly engines: readonly Engine[];
  readonly cells: readonly Cell[];
  readonly threads: readonly number[];
  /** Rounds that count; one more goes before, to warm up. */
  readonly rounds: number;
  /** Of each slice. */
  readonly seconds: number;
  /** Whether slow engines take part in every cell. */
  readonly patient?: boolean;
}

export interface Measurements {
  readonly rows: Row[];
  readonly skipped: Failure[];
  readonly failed: Failure[];
  readonly versions: Record<string, string>;
}

/** How many cells there are to measure: those of each number of threads count. */
export function cellCount({ cells, threads }: Plan): number {
  return cells.length * threads.length;
}

/**
 * Measures every engine in every cell. In each round of a cell every engine works for one slice
 * while the others idle, so that whatever else the machine does is shared fairly.
 *
 * @param onProgress told how many cells are done, `cellCount` in the end
 */
export async function measure(
  plan: Plan,
  workload: Workload,
  onProgress: (cells: number, note: string) => void,
): Promise<Measurements> {
  const found: Measurements = { rows: [], skipped: [], failed: [], versions: {} };
  const referenceOf = remember((cell: Cell) => createReference(workload, cell));
  let done = 0;
  for (const threads of plan.threads) {
    onProgress(done, `starting engines for ${threads} thread(s)`);
    const { running, skipped } = await startEngines(plan.engines, workload.directory, threads);
    found.skipped.push(...skipped);
    for (const [{ name }, { engine }] of running) found.versions[name] = engine;
    try {
      for (const cell of plan.cells) {
        const note = `${cell.net}, batch ${cell.batch}, ${cell.task}, ${threads} thread(s)`;
        const onPart = (part: number) => onProgress(done + part, note);
        const context = { running, plan, workload, referenceOf, found, onPart };
        await measureCell(cell, threads, context);
        done++;
      }
    } finally {
      await Promise.all([...running.values()].map((process) => process.close()));
    }
  }
  return found;
}

interface Context {
  readonly running: ReadonlyMap<Engine, EngineProcess>;
  readonly plan: Plan;
  readonly workload: Workload;
  readonly referenceOf: (cell: Cell) => Promise<Reference>;
  readonly found: Measurements;
  readonly onPart: (part: number) => void;
}

// Checks the engines of a cell, then times those that agree; adds to `found`.
async function measureCell(
  cell: Cell,
  threads: number,
  { running, plan, workload, referenceOf, found, onPart }: Context,
): Promise<void> {
  const left = new Map<Engine, Contestant>();
  for (const [engine, process] of running) {
    if (!process.tasks.includes(cell.task)) continue;
    if (engine.slow && !plan.patient && !isReferenceCell(cell)) continue;
    left.set(engine, { process, slices: [] });
  }
  // Lets every contestant act in turn; who fails is out.
  const all = async (act: (contestant: Contestant) => Promise<void>) => {
    for (const [engine, contestant] of [...left]) {
      try {
        await act(contestant);
      } catch (error) {
        left.delete(engine);
        found.failed.push({ ...cell, threads, engine: engine.name, reason: reasonOf(error) });
      }
    }
  };

  if (left.size === 0) return;
  onPart(0);
  const reference = await referenceOf(cell);
  await all(async (contestant) => {
    const agreement = await checkEngine(contestant.process, reference, workload.directory);
    contestant.difference = agreement?.difference;
  });
  const run = { do: "run", ...cell, ...LEARNING[cell.task], seconds: plan.seconds } as const;
  for (let round = 0; round <= plan.rounds; round++) {
    onPart(round / (plan.rounds + 1));
    await all(async ({ process, slices }) => {
      const slice = await process.ask(run);
      if (round > 0) slices.push(slice);
    });
  }
  for (const [engine, { process, slices, difference }] of left) {
    found.rows.push({
      ...cell,
      threads,
      engine: engine.name,
      imagesPerSecond: median(slices.map((slice) => slice.images / slice.seconds)),
      imagesPerCpuSecond: median(slices.map((slice) => slice.images / slice.cpuSeconds)),
      megabytes: await process.megabytes(),
      difference,
    });
  }
}

interface Contestant {
  readonly process: EngineProcess;
  readonly slices: Slice[];
  difference?: number;
}

// Calls `make` once for each cell.
function remember(make: (cell: Cell) => Promise<Reference>): (cell: Cell) => Promise<Reference> {
  const made = new Map<string, Promise<Reference>>();
  return (cell) => {
    const name = JSON.stringify(cell);
    const known = made.get(name) ?? make(cell);
    made.set(name, known);
    return known;
  };
}
