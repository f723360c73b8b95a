import { availableParallelism } from "node:os";
import { type Engine, OURS } from "./engines.ts";
import type { Plan } from "./measure.ts";
import type { Cell } from "./protocol.ts";

/** What the user chose of a plan; the rest has its default. */
export interface PlanChoice extends Partial<Pick<Plan, "threads" | "rounds" | "seconds">> {
  /** Less of everything, so that all takes under a minute. */
  readonly quick?: boolean;
  readonly nets?: readonly string[];
  readonly batches?: readonly number[];
  /** Whether the engines were chosen by name. */
  readonly chosen?: boolean;
}

const NETS = ["784-10", "784-100", "784-200-200-200", "784-1000"];
const REFERENCE_NET = "784-200-200-200";
const BATCHES = [1, 20, 100];
// 40 images of 50 samples: 2000 rows at once.
const EVALUATED_AT_ONCE = 40;

/** The table of speeds: every machine and batch, with Adam and likelihoods for one machine. */
export function speedPlan(choice: PlanChoice, engines: readonly Engine[]): Plan {
  const { quick, rounds, seconds } = choice;
  const nets = choice.nets ?? (quick ? [REFERENCE_NET] : NETS);
  const batches = choice.batches ?? BATCHES;
  const cells: Cell[] = nets.flatMap((net) =>
    batches.map((batch) => ({ task: "sgd", net, batch }) as const),
  );
  if (nets.includes(REFERENCE_NET)) {
    const net = REFERENCE_NET;
    cells.push(...batches.map((batch) => ({ task: "adam", net, batch }) as const));
    cells.push({ task: "evaluate", net, batch: EVALUATED_AT_ONCE });
  }
  return {
    engines,
    cells,
    threads: choice.threads ?? (quick || availableParallelism() < 2 ? [1] : [1, 2]),
    rounds: rounds ?? (quick ? 3 : 5),
    seconds: seconds ?? (quick ? 0.1 : 0.3),
    patient: choice.chosen,
  };
}

const WIDTHS = [50, 100, 200, 400, 800, 1600];

/** Cost against width, for two engines; only in a run of everything. */
export function widthPlan(choice: PlanChoice, engines: readonly Engine[]): Plan | undefined {
  if (choice.quick || choice.nets || choice.batches) return undefined;
  return {
    engines: engines.filter(({ name }) => name === OURS || name === "pytorch-tuned"),
    cells: WIDTHS.map((units) => ({ task: "sgd", net: `784-${units}`, batch: 20 })),
    threads: [1],
    rounds: choice.rounds ?? 5,
    seconds: choice.seconds ?? 0.3,
    patient: true,
  };
}
