import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { OpenRun } from "../../../runs/open-run.ts";
import { cursor } from "../compare/shown-charts.ts";
import { selectedRuns } from "../selection.ts";
import { state } from "../view-state.ts";

/** Steps that any selected run has stored something of, ascending: the slider goes through them. */
export const storedSteps: ReadonlySignal<readonly number[]> = computed(() => {
  const steps = new Set(selectedRuns.value.flatMap(({ run }) => stepsOf(run)));
  return [...steps].sort((a, b) => a - b);
});

// Of weights alone, the checkpoints.
function stepsOf(run: OpenRun): readonly number[] {
  const pictures = [...run.steps("dream"), ...run.steps("phases")];
  return pictures.length > 0 ? pictures : run.run.value.checkpoints;
}

/** Which of the stored steps everything shows, as their index; −1 where there are none. */
export const shownIndex: ReadonlySignal<number> = computed(() => {
  const steps = storedSteps.value;
  const asked = state.step.value;
  if (asked === undefined) return steps.length - 1;
  const last = steps.findLastIndex((step) => step <= asked);
  return last < 0 ? Math.min(0, steps.length - 1) : last;
});

/** The step that everything shows: each run what it stored at it, or last before it. */
export const shownStep: ReadonlySignal<number | undefined> = computed(
  () => storedSteps.value[shownIndex.value],
);

/** Whether each run shows its latest, whatever comes. */
export const isFollowing: ReadonlySignal<boolean> = computed(() => state.step.value === undefined);

/** Moves everything to the report at a step, or last before it. */
export function showStep(step: number): void {
  state.step.value = step;
}

/** Moves everything to a stored step by its index; at the last one, each run shows its latest and is followed. */
export function showIndex(index: number): void {
  const steps = storedSteps.peek();
  const to = Math.max(0, Math.min(steps.length - 1, index));
  state.step.value = to === steps.length - 1 ? undefined : steps[to];
}

/** Keeps the cursor of the charts at the shown step, until what it returns is called. */
export function watchShownStep(): () => void {
  return effect(() => {
    cursor.value = isFollowing.value ? undefined : shownStep.value;
  });
}
