import { useEffect, useState } from "preact/hooks";
import { findMissingBackends, type MissingBackends } from "../../machine/missing-backends.ts";
import { type PageSettings, pageBackendNames } from "../../machine/settings.ts";
import { NumberField } from "../../ui/number-field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { changeSettings, settings } from "./live-settings.ts";

const BACKENDS: Readonly<Record<(typeof pageBackendNames)[number], string>> = {
  wasm: "wasm, the fastest",
  js: "js, no WebAssembly",
  cpu: "cpu, the slow reference",
  "gpujs:webgpu": "gpujs:webgpu, if large",
  "gpujs:webgl2": "gpujs:webgl2, if large",
  "gpujs:webasm": "gpujs:webasm, slow",
};

/** How long, in what batches, from what random numbers, and what computes. */
export function LengthControls() {
  const { batch, length, seed, backend, threads } = settings.value;
  const unit = "epochs" in length ? "epochs" : "steps";
  const count = "epochs" in length ? length.epochs : length.steps;
  return (
    <Panel title="Run">
      <div class="field-pair">
        <NumberField
          label={unit === "epochs" ? "Epochs" : "Steps"}
          value={count}
          min={unit === "epochs" ? 0.001 : 1}
          {...(unit === "steps" && { step: 1 })}
          onChange={(count) => changeSettings({ length: lengthOf(unit, count) })}
        />
        <Select
          label="Length in"
          value={unit}
          options={[
            { value: "epochs", label: "epochs" },
            { value: "steps", label: "steps" },
          ]}
          onChange={(unit) => changeSettings({ length: lengthOf(unit, PRESET[unit]) })}
        />
        <NumberField
          label="Batch, images"
          value={batch}
          min={1}
          max={2000}
          step={1}
          onChange={(batch) => changeSettings({ batch })}
        />
        <NumberField
          label="Seed"
          value={seed}
          min={0}
          step={1}
          onChange={(seed) => changeSettings({ seed })}
        />
      </div>
      <BackendControl />
      {crossOriginIsolated && backend === "wasm" && (
        <NumberField
          label="Threads"
          value={threads}
          min={1}
          max={navigator.hardwareConcurrency}
          step={1}
          onChange={(threads) => changeSettings({ threads })}
        />
      )}
    </Panel>
  );
}

/** What computes; what is not possible here cannot be chosen, and says what it lacks. */
function BackendControl() {
  const [missing, setMissing] = useState<MissingBackends>({});
  useEffect(() => void findMissingBackends().then(setMissing), []);
  return (
    <Select
      label="Backend"
      value={settings.value.backend as keyof typeof BACKENDS} // the page offers no others
      options={pageBackendNames.map((value) => {
        const lacks = missing[value];
        return { value, label: lacks ? `${value}: ${lacks}` : BACKENDS[value], disabled: !!lacks };
      })}
      onChange={(backend) => changeSettings({ backend })}
    />
  );
}

const PRESET = { epochs: 40, steps: 10_000 };

function lengthOf(unit: "epochs" | "steps", count: number): PageSettings["length"] {
  return unit === "epochs" ? { epochs: count } : { steps: count };
}
