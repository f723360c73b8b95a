import type { LearningRule } from "./learning/rule.ts";
import { checkRate, type Optimizer } from "./optimizers.ts";
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
  changes: readonly { readonly step: number; readonly act: Change }[],
  settings: ChangingSettings,
): ChangingSettings {
  return changes
    .filter((change) => change.step <= step)
    .reduce((now, { act }) => changeSettings(now, act), settings);
}
