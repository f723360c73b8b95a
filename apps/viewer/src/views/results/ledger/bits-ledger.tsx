import { Panel } from "../../../ui/panel.tsx";
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
      note="Each layer costs the bits that tell its states, given those above it; above the pixels, the choice among states gives bits back."
    >
      <SideBySide runs={runs}>{(run) => <LayerLedger compared={run} step={step} />}</SideBySide>
      {canMeasure ? (
        <Toggle
          label={`Single images${runs.length > 1 ? ` of ${focused.name}` : ""}, measured in this page`}
          checked={state.examples.value}
          onChange={(on) => {
            state.examples.value = on;
          }}
        />
      ) : (
        <p class="results-none">
          Single images can be measured here only of runs on data that comes with the page: the
          digits and the toys.
        </p>
      )}
      {canMeasure && state.examples.value && (
        <ExampleLedger key={focused.key} compared={focused} step={step} />
      )}
    </Panel>
  );
}
