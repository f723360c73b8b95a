import type { LearningRule } from "./learning/rule.ts";
import { isDirections } from "./learning/wake-sleep.ts";
import type { Direction } from "./machine.ts";
import { checkRate, type Optimizer, type Rate } from "./optimizers.ts";
import type { Change } from "./run/events.ts";

/** The settings that can change while a machine learns. */
export interface ChangingSettings {
  readonly rule: LearningRule;
  readonly optimizer: Optimizer;
}

/**
 * The settings after a change.
 *
 * @throws RangeError for options that the rule does not have, or a rate that is not a finite number ≥ 0.
 */
export function changeSettings(
  { rule, optimizer }: ChangingSettings,
  change: Change,
): ChangingSettings {
  return {
    rule: change.rule === undefined ? rule : rule.with(change.rule),
    optimizer:
      change.rate === undefined ? optimizer : { ...optimizer, rate: checkRate(change.rate) },
  };
}

/** The settings in force at a step: a change counts from its own step on. */
export function settingsAt(
  step: number,
  changes: Changes,
  settings: ChangingSettings,
): ChangingSettings {
  return changesBy(step, changes).reduce((now, { act }) => changeSettings(now, act), settings);
}

/** What a run learns in each phase, and how fast: what one can change on its way. */
export interface Learning {
  /** Directions that learn from recognized data; none where wake is off. */
  readonly wake: readonly Direction[];
  /** Directions that learn from dreams; none where sleep is off. */
  readonly sleep: readonly Direction[];
  readonly rate: Rate;
}

/**
 * What a run learns at a step: what its settings say, with all changes up to there. Options that no
 * training would take, as a log of another version may have, change nothing.
 *
 * @param changes in the order of their steps, as in `RunState`
 * @param settings `options` of the run's record, or the `RunSettings` that it is made of
 */
export function learningAt(
  step: number,
  changes: Changes,
  {
    wake,
    sleep,
    optimizer,
  }: Pick<Learning, "wake" | "sleep"> & Pick<ChangingSettings, "optimizer">,
): Learning {
  return changesBy(step, changes).reduce<Learning>(
    (now, { act: { rule, rate } }) => ({
      wake: isDirections(rule?.wake) ? rule.wake : now.wake,
      sleep: isDirections(rule?.sleep) ? rule.sleep : now.sleep,
      rate: rate ?? now.rate,
    }),
    { wake, sleep, rate: optimizer.rate },
  );
}

type Changes = readonly { readonly step: number; readonly act: Change }[];

function changesBy(step: number, changes: Changes): Changes {
  return changes.filter((change) => change.step <= step);
}
