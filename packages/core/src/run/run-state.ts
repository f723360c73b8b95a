import type { Machine } from "../machine.ts";
import { type Epochs, epochsFrom } from "./epochs.ts";
import type {
  ActEvent,
  Change,
  CheckpointEvent,
  DreamEvent,
  EndEvent,
  EvaluateEvent,
  LikelihoodEvent,
  PhasesEvent,
  ProgressEvent,
  StartEvent,
  WeightsEvent,
} from "./events.ts";

/** An event as training yields it, or as a log keeps it: without what is in a checkpoint's file. */
export type RunEvent = (
  | StartEvent
  | ProgressEvent
  | ActEvent
  | EvaluateEvent
  | LikelihoodEvent
  | DreamEvent
  | PhasesEvent
  | WeightsEvent
  | Pick<CheckpointEvent, "type" | "step">
  | (Omit<EndEvent, "machine"> & Partial<Pick<EndEvent, "machine">>)
) & {
  /** When it happened, ISO 8601. */
  readonly time?: string;
};

/** Where a run stands: what its events, from the first to the latest, add up to. */
export interface RunState {
  /** How training began, or last continued. */
  start?: StartEvent & Pick<RunEvent, "time">;
  /** When the latest event happened, ISO 8601; absent where nobody says. */
  time?: string;
  /** Steps done. */
  step: number;
  /** How many epochs that is: see `epochAt`. */
  epochs: Epochs;
  /** Evaluations in the order of their steps; of a very long run, the older ones thinned. */
  readonly curve: EvaluateEvent[];
  /** The evaluation of the lowest description length, held out where anything is. */
  best?: EvaluateEvent;
  /** Whether it waits to be resumed. */
  paused: boolean;
  /** How long it waited since `start`; absent where it did not. */
  pauses?: Pauses;
  /** What was changed, in the order of the steps from which it is in force. */
  readonly changes: { readonly step: number; readonly act: Change }[];
  /** The latest estimate of −log p(d). */
  likelihood?: LikelihoodEvent;
  /** What both phases did last: at a report, or in a step of a paused training. */
  phases?: PhasesEvent;
  /** How often each hidden unit was on at the last report: see `PhasesEvent`. */
  activity?: PhasesEvent["activity"];
  /** The latest dreams. */
  dream?: DreamEvent;
  /** The latest machine, and the step that it is from. */
  weights?: { readonly step: number; readonly machine: Machine };
  /** Steps of the checkpoints, ascending. */
  readonly checkpoints: number[];
  /** How training ended; absent while it is under way. */
  end?: Pick<EndEvent, "step" | "reason" | "heldOut">;
}

/** The pauses of a training. */
export interface Pauses {
  /** Of those that are over. */
  readonly milliseconds: number;
  /** Done by hand in those that are over. */
  readonly steps: number;
  /** Where the one that lasts began, and when, ISO 8601. */
  readonly since?: { readonly step: number; readonly time?: string };
}

/** A run of which nothing has happened yet. */
export function createRunState(): RunState {
  return { step: 0, epochs: [], curve: [], paused: false, changes: [], checkpoints: [] };
}

/**
 * Changes `run` by its next event.
 *
 * A `start` at step s drops whatever came after s, so that the log of a run that was resumed
 * from an earlier checkpoint adds up to what was kept. Events of an unknown type are skipped.
 */
export function appendEvent(run: RunState, event: RunEvent): void {
  run.time = event.time ?? run.time;
  switch (event.type) {
    case "start":
      rewind(run, event.step);
      run.epochs = epochsFrom(run.epochs, event);
      run.start = event;
      run.pauses = undefined;
      break;
    case "progress":
      break;
    case "evaluate":
      dropEvaluations(run, event.step - 1);
      run.curve.push(event);
      run.best = better(run.best, event);
      thin(run.curve);
      break;
    case "act":
      appendAct(run, event);
      break;
    case "likelihood":
      run.likelihood = event;
      break;
    case "phases":
      run.phases = event;
      run.activity = event.activity ?? run.activity;
      break;
    case "dream":
      run.dream = event;
      break;
    case "weights":
      // Of a run that is watched, they may be of an earlier step than the latest.
      run.weights = event;
      return;
    case "checkpoint":
      dropAfter(run.checkpoints, event.step - 1, (step) => step);
      run.checkpoints.push(event.step);
      break;
    case "end":
      run.paused = false;
      run.end = { step: event.step, reason: event.reason, heldOut: event.heldOut };
      if (event.machine) run.weights = { step: event.step, machine: event.machine };
      break;
    default:
      event satisfies never;
      return;
  }
  run.step = event.step;
}

function appendAct(run: RunState, { step, act, time }: ActEvent & Pick<RunEvent, "time">): void {
  if (act.type === "pause" || act.type === "advance") {
    run.paused = true;
    const { milliseconds, steps, since } = run.pauses ?? NONE;
    run.pauses = { milliseconds, steps, since: since ?? { step, time } };
  }
  if (act.type === "resume") {
    run.paused = false;
    run.pauses = pausedUntil(run.pauses, step, time);
  }
  if (act.type === "change") run.changes.push({ step, act });
}

const NONE: Pauses = { milliseconds: 0, steps: 0 };

/** How long a training waited until a step and a time, and the steps done by hand meanwhile. */
export function pausedUntil(
  { milliseconds, steps, since }: Pauses = NONE,
  step: number,
  time: string | undefined,
): Pauses {
  if (!since) return { milliseconds, steps };
  const waited = since.time && time ? Date.parse(time) - Date.parse(since.time) : 0;
  return { milliseconds: milliseconds + Math.max(0, waited), steps: steps + step - since.step };
}

function rewind(run: RunState, step: number): void {
  dropEvaluations(run, step);
  dropAfter(run.checkpoints, step, (at) => at);
  dropAfter(run.changes, step, (change) => change.step);
  run.paused = false;
  if (run.likelihood && run.likelihood.step > step) run.likelihood = undefined;
  if (run.phases && run.phases.step > step) {
    run.phases = undefined;
    run.activity = undefined;
  }
  if (run.dream && run.dream.step > step) run.dream = undefined;
  if (run.weights && run.weights.step > step) run.weights = undefined;
  run.end = undefined;
}

function dropEvaluations(run: RunState, step: number): void {
  dropAfter(run.curve, step, (point) => point.step);
  if (run.best && run.best.step > step) run.best = run.curve.reduce(better, undefined);
}

function better(best: EvaluateEvent | undefined, next: EvaluateEvent): EvaluateEvent | undefined {
  if (!Number.isFinite(next.descriptionLength)) return best;
  return best && best.descriptionLength <= next.descriptionLength ? best : next;
}

function dropAfter<T>(list: T[], step: number, stepOf: (item: T) => number): void {
  let kept = list.length;
  while (kept > 0 && stepOf(list[kept - 1]) > step) kept--;
  list.length = kept;
}

// About as many as a chart has columns, few enough to hand to another thread many times.
const MOST_EVALUATIONS = 2048;

function thin(curve: EvaluateEvent[]): void {
  if (curve.length <= MOST_EVALUATIONS) return;
  const latest = curve[curve.length - 1];
  let kept = 0;
  for (let i = 0; i < curve.length - 1; i += 2) curve[kept++] = curve[i];
  curve[kept++] = latest;
  curve.length = kept;
}
