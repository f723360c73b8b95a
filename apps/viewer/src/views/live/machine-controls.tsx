import { Button } from "../../ui/button.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { changeSettings, settings } from "./live-settings.ts";

/** The hidden layers, the top one first as in the pictures. */
export function MachineControls() {
  const { hidden } = settings.value;
  const change = (hidden: readonly number[]) => changeSettings({ hidden });
  const layers = hidden.map((units, l) => ({ units, l })).reverse();
  return (
    <Panel
      title="Machine"
      actions={
        <Button
          kind="quiet"
          label="Add a layer on top"
          disabled={hidden.length >= MOST_LAYERS}
          onClick={() => change([...hidden, Math.max(1, Math.round((hidden.at(-1) ?? 20) / 2))])}
        >
          Add layer
        </Button>
      }
    >
      <ul class="layers">
        {layers.map(({ units, l }) => (
          <li key={l}>
            <NumberField
              label={`Units of layer ${l + 1}${l === hidden.length - 1 ? ", the top" : ""}`}
              value={units}
              min={1}
              max={MOST_UNITS}
              step={1}
              onChange={(units) => change(hidden.with(l, units))}
            />
            <Button
              kind="quiet"
              icon="✕"
              label={`Remove layer ${l + 1}`}
              disabled={hidden.length === 1}
              onClick={() => change(hidden.toSpliced(l, 1))}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

// More than a page can show; the command line takes any.
const MOST_LAYERS = 6;
const MOST_UNITS = 4000;
