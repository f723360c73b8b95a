import { type Learning, learningAt } from "@helmholtz/core";
import { computed, type ReadonlySignal } from "@preact/signals";
import { pageTraining } from "../../machine/page-training.ts";
import type { PageSettings } from "../../machine/settings.ts";
import type { PageTraining } from "../../machine/training.ts";
import { changeSettings, isSameText, settings } from "./live-settings.ts";
import { act, isOtherRun, isUnderWay } from "./live-training.ts";

/** What is in force: of the run under way, with all that was changed; else of the settings. */
export const learning: ReadonlySignal<Learning> = computed(() => {
  const training = pageTraining.value;
  const isOfRun = training && isUnderWay.value && !isOtherRun.value;
  return isOfRun ? learningOf(training) : learningAt(0, [], settings.value);
});

/** Changes what is learned and how fast: of the run under way, from its next step on; else of the settings. */
export function changeLearning({ rate, ...phases }: Partial<Learning>): void {
  if (isUnderWay.peek() && !isOtherRun.peek()) {
    const rule = Object.keys(phases).length > 0 ? { rule: phases } : {};
    act({ type: "change", ...rule, ...(rate !== undefined && { rate }) });
    return;
  }
  const { optimizer } = settings.peek();
  changeSettings({ ...phases, ...(rate !== undefined && { optimizer: { ...optimizer, rate } }) });
}

/** The settings with what a training learns by now, where they say no other than it began with. */
export function withLearning(wanted: PageSettings, training: PageTraining): PageSettings {
  const { rate, wake, sleep } = learningOf(training);
  const isKept = (name: string) => isSameText(name, wanted, training.settings);
  return {
    ...wanted,
    ...(isKept("wake") && { wake }),
    ...(isKept("sleep") && { sleep }),
    ...(isKept("optimizer") && isKept("rate") && { optimizer: { ...wanted.optimizer, rate } }),
  };
}

function learningOf({ run, settings }: PageTraining): Learning {
  return learningAt(Number.POSITIVE_INFINITY, run.value.changes, settings);
}
