import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Zoom } from "../../../charts/chart-data.ts";
import { selectedRuns } from "../selection.ts";
import { state } from "../view-state.ts";
import { type ChartedRun, chartsOf, type NamedChart } from "./charts-of.ts";
import { shortestEnd } from "./shortest-end.ts";

/** The step under the cursor of all charts. */
export const cursor: Signal<number | undefined> = signal(undefined);

const chartedRuns = computed(() =>
  selectedRuns.value.map(
    ({ run, ...compared }): ChartedRun => ({
      ...compared,
      record: run.record.value,
      state: run.run.value,
      history: run.history.value,
    }),
  ),
);

/** The charts of the selected runs, as far as they have been read. */
export const shownCharts: ReadonlySignal<readonly NamedChart[]> = computed(() =>
  chartsOf(chartedRuns.value, {
    axis: state.axis.value,
    logX: state.logX.value,
    log: state.log.value,
    smoothing: state.smoothing.value,
    isGrouped: state.seeds.value,
  }),
);

/** The zoom to where the shortest of the selected runs ends; undefined where they all end there. */
export const zoomToShortest: ReadonlySignal<Zoom | undefined> = computed(() =>
  shortestEnd(chartedRuns.value, state.axis.value),
);
