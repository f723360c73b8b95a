import { layersTitle } from "../../../pictures/words.ts";
import { Panel } from "../../../ui/panel.tsx";
import { Select } from "../../../ui/select.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { Section } from "../contents.tsx";
import { selectedRuns } from "../selection.ts";
import { state } from "../view-state.ts";
import { Dreams } from "./dreams.tsx";
import { Phases } from "./phases.tsx";
import { shownStep } from "./shown-step.ts";
import { SideBySide } from "./side-by-side.tsx";
import { Weights } from "./weights.tsx";

/** The pictures of all selected runs at the slider's step. */
export function Pictures() {
  const runs = selectedRuns.value;
  const step = shownStep.value;
  if (step === undefined) return null;
  const top = Math.max(
    1,
    ...runs.map(({ run }) => (run.record.value ?? run.run.value.start)?.sizes.length ?? 2),
  );
  const layers = Array.from({ length: top - 1 }, (_, l) => ({
    value: String(l),
    label: layersTitle(l),
  }));
  return (
    <>
      <Section id="dreams">
        <Panel
          title="Dreams"
          note="What the machine makes up, top down; the same random numbers at each step."
        >
          <SideBySide runs={runs}>{(run) => <Dreams compared={run} step={step} />}</SideBySide>
        </Panel>
      </Section>
      <Section id="weights">
        <Panel
          title="Weights"
          actions={
            <>
              <Toggle
                label="All units"
                checked={state.allWeights.value}
                onChange={(on) => {
                  state.allWeights.value = on;
                }}
              />
              <Select
                label="Between"
                value={String(Math.min(state.layer.value, layers.length - 1))}
                options={layers}
                onChange={(layer) => {
                  state.layer.value = Number(layer);
                }}
              />
            </>
          }
        >
          <SideBySide runs={runs}>
            {(run) => (
              <Weights
                {...{ compared: run, step, layer: state.layer.value }}
                isWhole={state.allWeights.value}
              />
            )}
          </SideBySide>
        </Panel>
      </Section>
      <Section id="phases">
        <Panel
          title="Wake and sleep"
          actions={
            <Select
              label="Show"
              value={state.phases.value}
              options={[
                { value: "mirror", label: "The mirror, layer by layer" },
                { value: "reconstructions", label: "Data and reconstructions" },
              ]}
              onChange={(as) => {
                state.phases.value = as;
              }}
            />
          }
        >
          <SideBySide runs={runs}>
            {(run) => <Phases compared={run} step={step} as={state.phases.value} />}
          </SideBySide>
        </Panel>
      </Section>
    </>
  );
}
