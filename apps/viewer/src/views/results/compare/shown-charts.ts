import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { focusedRun, selectedRuns } from "../selection.ts";
import { state } from "../view-state.ts";
import { type ChartedRun, chartsOf, type NamedChart } from "./charts-of.ts";

/** The step under the cursor of all charts. */
export const cursor: Signal<number | undefined> = signal(undefined);

/** The charts of the selected runs, as far as they have been read. */
export const shownCharts: ReadonlySignal<readonly NamedChart[]> = computed(() => {
  const runs = selectedRuns.value.map(
    ({ run, ...compared }): ChartedRun => ({
      ...compared,
      record: run.record.value,
      state: run.run.value,
      history: run.history.value,
    }),
  );
  return chartsOf(runs, {
    axis: state.axis.value,
    focus: focusedRun.value?.key,
    log: state.log.value,
    smoothing: state.smoothing.value,
    isGrouped: state.seeds.value,
  });
});
