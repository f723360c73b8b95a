import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { cursor } from "../compare/shown-charts.ts";
import { focusedRun } from "../selection.ts";
import { state } from "../view-state.ts";

/** Steps of the focused run that have stored pictures, ascending; of weights alone, its checkpoints. */
export const storedSteps: ReadonlySignal<readonly number[]> = computed(() => {
  const run = focusedRun.value?.run;
  if (!run) return [];
  const pictures = new Set([...run.steps("dream"), ...run.steps("phases")]);
  const steps = pictures.size > 0 ? [...pictures] : [...run.run.value.checkpoints];
  return steps.sort((a, b) => a - b);
});

/** Which of the stored steps everything shows, as their index; −1 where there are none. */
export const shownIndex: ReadonlySignal<number> = computed(() => {
  const steps = storedSteps.value;
  const asked = state.step.value;
  if (asked === undefined) return steps.length - 1;
  const last = steps.findLastIndex((step) => step <= asked);
  return last < 0 ? Math.min(0, steps.length - 1) : last;
});

/** The step that everything shows. */
export const shownStep: ReadonlySignal<number | undefined> = computed(
  () => storedSteps.value[shownIndex.value],
);

/** Moves everything to the report at a step, or last before it. */
export function showStep(step: number): void {
  state.step.value = step;
}

/** Moves everything to a stored step by its index; at the last one, everything follows the run. */
export function showIndex(index: number): void {
  const steps = storedSteps.peek();
  const to = Math.max(0, Math.min(steps.length - 1, index));
  state.step.value = to === steps.length - 1 ? undefined : steps[to];
}

/** Keeps the cursor of the charts at the shown step, until what it returns is called. */
export function watchShownStep(): () => void {
  return effect(() => {
    cursor.value = state.step.value === undefined ? undefined : shownStep.value;
  });
}
