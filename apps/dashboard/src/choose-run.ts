import { resolve } from "node:path";
import {
  type Binarization,
  defaultSettings,
  type Optimizer,
  type OptimizerName,
  optimizers,
  type Rate,
  type RunSettings,
} from "@helmholtz/core";
import { userDirectory } from "./options.ts";
import { defaultRunDirectory } from "./run-name.ts";
import type { NewRun } from "./train-in-worker.ts";

/** What somebody says of a run that is to begin. */
export interface RunChoices {
  data: string;
  classes: number[];
  hidden: number[];
  rule: RunSettings["rule"];
  optimizer: OptimizerName;
  rate: Rate;
  batch: number;
  epochs: number;
  steps: number;
  seed: number;
  backend: RunSettings["backend"];
  threads: number;
  binarize: Binarization;
  /** Whether the phase learns. */
  wake: boolean;
  sleep: boolean;
  /** As the user typed it. */
  out: string;
}

/** What counts where nothing is said. */
export type RunBasis = Pick<NewRun, "settings" | "data" | "classes" | "binarization">;

/** Of a run that begins by itself: all ten digits. */
export const defaultBasis: RunBasis = {
  settings: defaultSettings,
  data: "mnist",
  binarization: "sample",
};

/** The run that somebody wants: as is said, and else as the basis has it. Other data brings all its classes. */
export async function chooseRun(
  choices: Partial<RunChoices>,
  basis: RunBasis = defaultBasis,
): Promise<NewRun> {
  const { data = basis.data, out } = choices;
  return {
    type: "new",
    settings: chooseSettings(choices, basis.settings),
    data,
    classes: choices.classes ?? (choices.data === undefined ? basis.classes : undefined),
    binarization: choices.binarize ?? basis.binarization,
    out:
      out === undefined
        ? await defaultRunDirectory(userDirectory, data, new Date())
        : resolve(userDirectory, out),
    cwd: userDirectory,
    threads: choices.threads ?? 1,
  };
}

/** How long training is to be in all, if that is said. */
export function chooseLength({
  epochs,
  steps,
}: Partial<RunChoices>): RunSettings["length"] | undefined {
  if (steps !== undefined) return { steps };
  return epochs === undefined ? undefined : { epochs };
}

function chooseSettings(choices: Partial<RunChoices>, basis: RunSettings): RunSettings {
  const { hidden, rule, batch, seed, backend } = { ...basis, ...choices };
  return {
    ...basis,
    ...{ hidden, rule, batch, seed, backend },
    wake: choosePhase(choices.wake, basis.wake, defaultSettings.wake),
    sleep: choosePhase(choices.sleep, basis.sleep, defaultSettings.sleep),
    optimizer: chooseOptimizer(choices, basis.optimizer),
    length: chooseLength(choices) ?? basis.length,
  };
}

type Directions = RunSettings["wake"];

// A phase that is turned on again learns as usual.
function choosePhase(
  learns: boolean | undefined,
  basis: Directions,
  usual: Directions,
): Directions {
  if (learns === false) return [];
  return learns && basis.length === 0 ? usual : basis;
}

// Another optimizer needs another rate.
function chooseOptimizer({ optimizer, rate }: Partial<RunChoices>, basis: Optimizer): Optimizer {
  const isOther = optimizer !== undefined && optimizer !== basis.name;
  const chosen = isOther ? optimizers[optimizer]() : basis;
  return rate === undefined ? chosen : { ...chosen, rate };
}
