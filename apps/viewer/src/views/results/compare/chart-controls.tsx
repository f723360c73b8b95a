import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { selectedRuns } from "../selection.ts";
import { state } from "../view-state.ts";
import type { AxisName } from "./axes.ts";
import { zoomToShortest } from "./shown-charts.ts";

/** What all charts share. */
export function ChartControls() {
  return (
    <fieldset class="results-bar">
      <legend class="visually-hidden">All charts</legend>
      <Slider
        label="Smoothing"
        min={0}
        max={0.99}
        step={0.01}
        value={state.smoothing.value}
        onInput={(value) => {
          state.smoothing.value = value;
        }}
        format={(value) => (value === 0 ? "none" : value.toFixed(2))}
      />
      <Select
        label="Along the x axis"
        value={state.axis.value}
        options={AXES}
        onChange={(axis) => {
          state.axis.value = axis;
        }}
      />
      <Toggle
        label="Log x axis"
        checked={state.logX.value}
        onChange={(on) => {
          state.logX.value = on;
        }}
      />
      <Toggle
        label="Log y axis"
        checked={state.log.value}
        onChange={(on) => {
          state.log.value = on;
        }}
      />
      {selectedRuns.value.length > 1 && (
        <Toggle
          label="Seeds as mean and band"
          checked={state.seeds.value}
          onChange={(on) => {
            state.seeds.value = on;
          }}
        />
      )}
      {selectedRuns.value.length > 1 && (
        <Button
          disabled={zoomToShortest.value === undefined}
          onClick={() => {
            state.zoom.value = zoomToShortest.peek();
          }}
        >
          To the shortest run's end
        </Button>
      )}
      <Button
        disabled={state.zoom.value === undefined}
        onClick={() => {
          state.zoom.value = undefined;
        }}
      >
        Reset zoom
      </Button>
    </fieldset>
  );
}

const AXES: readonly { value: AxisName; label: string }[] = [
  { value: "step", label: "Steps" },
  { value: "epoch", label: "Epochs" },
  { value: "images", label: "Images learned from" },
  { value: "time", label: "Wall time" },
];
