import { Panel } from "../../../ui/panel.tsx";
import { Select } from "../../../ui/select.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { focusedRun, selectedRuns } from "../selection.ts";
import { shownStep } from "../timeline/shown-step.ts";
import { SideBySide } from "../timeline/side-by-side.tsx";
import { state } from "../view-state.ts";
import { ExampleLedger } from "./example-ledger.tsx";
import { LayerLedger } from "./layer-ledger.tsx";
import { hasRunImages } from "./run-images.ts";

/** Where the bits go at the slider's step: layer by layer, and image by image. */
export function BitsLedger() {
  const runs = selectedRuns.value;
  const step = shownStep.value;
  const focused = focusedRun.value;
  if (step === undefined || !focused) return null;
  const record = focused.run.record.value;
  const canMeasure = record !== undefined && hasRunImages(record);
  return (
    <Panel
      title="Bits ledger"
      note="Each layer costs the bits that tell its states, given those above it. Above the pixels a layer also gives bits back, since the choice among its states can carry a message of its own: below zero, it gives back more than it costs."
    >
      <SideBySide runs={runs}>{(run) => <LayerLedger compared={run} step={step} />}</SideBySide>
      <div class="results-bar">
        <Toggle
          label="Single images, measured in this page"
          checked={state.examples.value}
          onChange={(on) => {
            state.examples.value = on;
          }}
        />
        {state.examples.value && runs.length > 1 && (
          <Select
            label="Images of"
            value={focused.key}
            options={runs.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(key) => {
              state.focus.value = key;
            }}
          />
        )}
      </div>
      {state.examples.value && !canMeasure && (
        <p class="results-none">
          Single images can be measured here only of runs on data that comes with the page: the
          digits and the toys. {focused.name} learned from others.
        </p>
      )}
      {canMeasure && state.examples.value && (
        <ExampleLedger key={focused.key} compared={focused} step={step} />
      )}
    </Panel>
  );
}
