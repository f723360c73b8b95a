import { useState } from "preact/hooks";
import { integer, urlSignal } from "../../app/route.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { WeightPairs } from "../../pictures/weight-pairs.tsx";
import { layersTitle } from "../../pictures/words.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { settings } from "./live-settings.ts";
import { runNow, Waiting } from "./waiting.tsx";
import { WhileVisible } from "./while-visible.tsx";

// The lower of the two layers that the weights connect.
const layer = urlSignal("layer", 0, integer, "live");

/** The weights between two layers in both directions; which layers, one chooses. */
export function WeightsPanel() {
  const hidden = pageTraining.value?.record.value?.sizes.slice(1) ?? settings.value.hidden;
  const lower = lowerOf(hidden.length);
  const [isWhole, showWhole] = useState(false);
  const units = hidden[lower] ?? 0;
  return (
    <Panel
      title="Weights"
      note={`Of every unit of layer ${lower + 1}, in both directions.`}
      actions={
        <>
          {units > FEW && (
            <Button pressed={isWhole} onClick={() => showWhole(!isWhole)}>
              All {units.toLocaleString("en")} units
            </Button>
          )}
          <Select
            label="Between"
            value={String(lower)}
            options={hidden.map((_, l) => ({
              value: String(l),
              label: layersTitle(l),
            }))}
            onChange={(chosen) => {
              layer.value = Number(chosen);
            }}
          />
        </>
      }
    >
      <section
        class={isWhole ? "stage-weights whole" : "stage-weights"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard.
        tabIndex={0}
        aria-label="Weights of every unit"
      >
        <WhileVisible>{drawWeights}</WhileVisible>
      </section>
    </Panel>
  );
}

// Which are in sight in any case.
const FEW = 12;

function drawWeights() {
  const { weights, activity, start } = runNow();
  if (!weights || !start) return <Waiting />;
  const { machine } = weights;
  const lower = lowerOf(machine.sizes.length - 1);
  const often = activity?.[lower];
  // What is known of the units may be of a machine before, of another size.
  const isOfMachine = often?.cols === machine.sizes[lower + 1];
  return (
    <WeightPairs
      machine={machine}
      layer={lower}
      {...(lower === 0 && { width: start.width })}
      {...(isOfMachine && { activity: often })}
    />
  );
}

// Of as many hidden layers; the address may name one that is not there.
function lowerOf(hidden: number): number {
  return Math.max(0, Math.min(layer.value, hidden - 1));
}
