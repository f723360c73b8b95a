import { type ChangingSettings, learningAt, settingsAt } from "../change-settings.ts";
import type { Binarization, Dataset } from "../datasets/dataset.ts";
import { type TrainingState, trainingBytes } from "../learning/learner.ts";
import type { WakeSleepOptions } from "../learning/wake-sleep.ts";
import { createMachine, type Initialization } from "../machine.ts";
import { type Optimizer, optimizerMoments, optimizers } from "../optimizers.ts";
import { key } from "../random.ts";
import {
  type BackendName,
  backends,
  isBackendName,
  isRuleName,
  openBackend,
  type RuleName,
  rules,
} from "../registry.ts";
import { stepsPerEpoch } from "../stepper.ts";
import type { TrainOptions } from "../train-options.ts";
import { type Epochs, epochsFrom, stepAt } from "./epochs.ts";
import { RunError } from "./run-error.ts";
import { RUN_FORMAT, type RunRecord } from "./run-record.ts";
import type { RunState } from "./run-state.ts";

/** What one decides about a run; the rest follows from the data. */
export interface RunSettings extends Required<WakeSleepOptions> {
  /** Units of the hidden layers, bottom up. */
  readonly hidden: readonly number[];
  readonly rule: RuleName;
  readonly optimizer: Optimizer;
  /** Images per step. */
  readonly batch: number;
  /** How long to train in all. */
  readonly length: { readonly epochs: number } | { readonly steps: number };
  readonly seed: number;
  readonly backend: BackendName;
  readonly initialization: Initialization;
  readonly hiddenBias: number;
  readonly nonNegative: boolean;
}

/** The settings that `helmholtz train` uses where nothing else is said. */
export const defaultSettings: RunSettings = {
  hidden: [100, 20],
  rule: "wake-sleep",
  wake: ["generative"],
  sleep: ["recognition"],
  optimizer: optimizers.adam(),
  batch: 20,
  length: { epochs: 40 },
  seed: 0,
  backend: "wasm",
  initialization: "glorot",
  hiddenBias: 0,
  nonNegative: false,
};

/** Where a run's images come from. */
export interface DataChoice {
  /** A name of `openDataset`, or an absolute path. */
  readonly name: string;
  readonly classes?: readonly number[];
  readonly binarization: Binarization;
  readonly fingerprint: string;
}

/**
 * The record of a new run.
 *
 * @param from where it goes on from another run: its length counts from the beginning of that one.
 * Default it begins by itself
 */
export function createRunRecord(
  settings: RunSettings,
  choice: DataChoice,
  { train, valid }: Dataset,
  versions: Readonly<Record<string, string>>,
  { step, epochs }: Pick<RunState, "step" | "epochs"> = { step: 0, epochs: [] },
): RunRecord {
  const { hidden, rule, length, seed, backend, wake, sleep, optimizer, ...options } = settings;
  const { batch } = options;
  const start = { step, stepsPerEpoch: stepsPerEpoch(train, batch), batch };
  return {
    format: RUN_FORMAT,
    seed,
    sizes: [train.width * train.height, ...hidden],
    rule,
    options: {
      ...options,
      wake: [...wake],
      sleep: [...sleep],
      optimizer: plain(optimizer),
      steps: stepsOf(length, epochsFrom(epochs, start)),
    },
    backend,
    data: {
      name: choice.name,
      classes: choice.classes ? [...choice.classes] : null,
      binarization: choice.binarization,
      fingerprint: choice.fingerprint,
      width: train.width,
      height: train.height,
      train: train.size,
      valid: valid?.size ?? 0,
    },
    versions: { ...versions },
  };
}

/** The step at which so much is done in all. */
export function stepsOf(length: RunSettings["length"], epochs: Epochs): number {
  return "steps" in length ? length.steps : Math.round(stepAt(epochs, length.epochs));
}

/**
 * The settings of a recorded run, as they are in force at a step.
 *
 * @param changes what was changed on its way, as in `RunState`; those after the step do not count
 * @throws RunError when the record names a rule or a backend that there is not.
 */
export function recordedSettings(
  record: RunRecord,
  { step, changes }: Pick<RunState, "step" | "changes">,
): RunSettings {
  const { sizes, seed, options } = record;
  const { initialization, hiddenBias, nonNegative, batch, steps } = options;
  const { wake, sleep, rate } = learningAt(step, changes, options);
  return {
    hidden: sizes.slice(1),
    ...namesOf(record),
    ...{ wake, sleep, batch, seed, initialization, hiddenBias, nonNegative },
    optimizer: { ...options.optimizer, rate },
    length: { steps },
  };
}

/** How a recorded run is done or continued. */
export interface ContinueOptions {
  /** Where it continues. Default at its beginning. */
  resume?: TrainingState;
  /** What happened on its way; changes after `resume` do not count. Default nothing. */
  past?: Partial<Pick<RunState, "changes" | "epochs">>;
  /** As in `BackendOptions`. */
  threads?: number;
  /** As in `BackendOptions`. */
  library?: object;
}

/**
 * What `train` needs to do, or to continue, a recorded run. Who takes its backend disposes of it.
 *
 * @throws RunError when the record names a rule or a backend that there is not, `resume` lacks
 * what the optimizer remembers, or a change is not possible with the rule.
 * @throws BackendError as `openBackend` does.
 */
export async function trainOptions(
  record: RunRecord,
  data: Dataset,
  { resume, past: { changes = [], epochs } = {}, threads, library }: ContinueOptions = {},
): Promise<TrainOptions> {
  const { seed, sizes, options } = record;
  const { rule, backend } = namesOf(record);
  const { initialization, hiddenBias, nonNegative, optimizer, batch, steps } = options;
  const lost = optimizerMoments[optimizer.name].find((name) => resume && !resume.moments[name]);
  if (lost) {
    throw new RunError(
      `run: tensors state.${lost}.* are needed to continue with ${optimizer.name}, the checkpoint has none; begin a new run`,
    );
  }
  const settings = settingsAfter(resume?.step ?? 0, changes, {
    rule: rules[rule](options),
    optimizer,
  });
  return {
    machine: resume?.machine ?? createMachine(sizes, key(seed), { initialization, hiddenBias }),
    data,
    steps,
    ...settings,
    nonNegative,
    ...(await openBackend(backend, { threads, library, bytes: trainingBytes(sizes, optimizer) })),
    seed,
    batch,
    resume,
    epochs,
  };
}

function namesOf({ rule, backend }: RunRecord): Pick<RunSettings, "rule" | "backend"> {
  if (!isRuleName(rule)) {
    throw new RunError(`run: a rule of ${Object.keys(rules)} is needed, got ${rule}`);
  }
  if (!isBackendName(backend)) {
    throw new RunError(`run: a backend of ${Object.keys(backends)} is needed, got ${backend}`);
  }
  return { rule, backend };
}

function settingsAfter(...from: Parameters<typeof settingsAt>): ChangingSettings {
  try {
    return settingsAt(...from);
  } catch (error) {
    throw new RunError(
      `run: a change in its log is not possible (${(error as Error).message}); use the helmholtz that made it`,
    );
  }
}

function plain(optimizer: Optimizer): RunRecord["options"]["optimizer"] {
  const { rate } = optimizer;
  return { ...optimizer, rate: typeof rate === "number" ? rate : [...rate] };
}
