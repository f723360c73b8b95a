import { Chart } from "../../../charts/chart.tsx";
import { showStep } from "../timeline/shown-step.ts";
import { state } from "../view-state.ts";
import { ChartControls } from "./chart-controls.tsx";
import { cursor, shownCharts } from "./shown-charts.ts";

/** Every chart of the selected runs, under one cursor and one zoom. */
export function RunCharts() {
  const charts = shownCharts.value;
  return (
    <>
      <ChartControls />
      {charts.length === 0 && (
        <p class="results-none">
          There are no curves to show: the selected runs have not been evaluated yet.
        </p>
      )}
      <div class="results-charts">
        {charts.map(({ id, data }) => (
          <Chart key={id} {...data} cursor={cursor} zoom={state.zoom} onStep={showStep} />
        ))}
      </div>
    </>
  );
}
