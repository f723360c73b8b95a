import { useMemo } from "preact/hooks";
import { number, urlSignal } from "../../app/route.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Slider } from "../../ui/slider.tsx";
import { Bits } from "./bits.tsx";
import type { Representation } from "./explanation.ts";
import { ShareBar } from "./share-bar.tsx";
import { shareColumns } from "./share-columns.tsx";
import { believe } from "./two-causes.ts";

const rate = urlSignal("rate", 0.01, number, "bars");
const strength = urlSignal("strength", 0.9, number, "bars");
const leak = urlSignal("leak", 0.001, number, "bars");

/** The smallest machine there is that explains away: two causes above one effect. */
export function TwoCauses() {
  const causes = {
    rate: within(rate.value),
    strength: within(strength.value),
    leak: within(leak.value),
  };
  const { explanation, before, seen, withOther, withoutOther } = useMemo(
    () => believe(causes),
    [causes.rate, causes.strength, causes.leak],
  );
  return (
    <Panel
      title="Two causes, one effect"
      note="The house has shaken. A truck may have hit it, or there was an earthquake: both are rare, and either is enough."
    >
      <div class="bars-columns">
        <div class="bars-controls">
          <Slider
            label="Each cause is there"
            value={causes.rate}
            min={0.005}
            max={0.5}
            step={0.005}
            onInput={(value) => {
              rate.value = value;
            }}
            format={percent}
          />
          <Slider
            label="One alone shakes the house"
            value={causes.strength}
            min={0.05}
            max={0.995}
            step={0.005}
            onInput={(value) => {
              strength.value = value;
            }}
            format={percent}
          />
          <Slider
            label="It shakes without either"
            value={causes.leak}
            min={0.001}
            max={0.3}
            step={0.001}
            onInput={(value) => {
              leak.value = value;
            }}
            format={percent}
          />
        </div>
        <div>
          <dl class="bars-beliefs" aria-live="polite">
            <Belief says="How likely the truck is before anything is seen" value={before} />
            <Belief says="… once the house has shaken" value={seen} />
            <Belief says="… and there was an earthquake" value={withOther} isKey />
            <Belief says="… and there was none" value={withoutOther} />
          </dl>
          <DataTable
            caption="What may have been, now that the house has shaken"
            columns={columns}
            rows={explanation.representations}
            rowKey={nameOf}
          />
        </div>
      </div>
      <Bits
        explanation={explanation}
        says="These recognition weights are the best that sleep can teach: each cause as likely as it is by itself. Together they still believe too much in both, and too much in neither."
      />
    </Panel>
  );
}

const columns: readonly Column<Representation>[] = [
  { id: "name", label: "Causes", cell: nameOf },
  ...shareColumns,
];

function Belief({ says, value, isKey }: { says: string; value: number; isKey?: boolean }) {
  return (
    <div class={isKey ? "bars-belief key" : "bars-belief"}>
      <dt>{says}</dt>
      <dd>
        <ShareBar value={value} kind="exact" />
      </dd>
    </div>
  );
}

function nameOf({ layers: [causes] }: Representation): string {
  const [truck, earthquake] = causes ?? [];
  if (truck && earthquake) return "both";
  return truck ? "truck only" : earthquake ? "earthquake only" : "neither";
}

function percent(value: number): string {
  return `${Number((100 * value).toPrecision(3))} %`;
}

// A URL may say anything.
function within(value: number): number {
  return Math.min(0.999, Math.max(0.001, value));
}
