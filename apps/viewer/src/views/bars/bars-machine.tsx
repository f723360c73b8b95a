import { barsDistribution, type Machine } from "@helmholtz/core";
import { useMemo } from "preact/hooks";
import { integer, urlSignal } from "../../app/route.ts";
import { PictureGrid } from "../../pictures/picture-grid.tsx";
import { PixelGrid } from "../../pictures/pixel-grid.tsx";
import { UnitGrid } from "../../pictures/unit-grid.tsx";
import { weightPictures } from "../../pictures/weight-pictures.ts";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { numberOf, pixelsOf, SIDE } from "./bars-image.ts";
import { Bits } from "./bits.tsx";
import { Correlations } from "./correlations.tsx";
import { type Explanation, explain, type Representation } from "./explanation.ts";
import { LearningPath } from "./learning-path.tsx";
import { type ShareRow, shareColumns } from "./share-columns.tsx";
import { useBarsMachine } from "./use-bars-machine.ts";
import { useOtherImage } from "./use-other-image.ts";

// The pixels of the image, as bits of a number. Where all are on, upright and lying bars compete.
const image = urlSignal("image", 0xffff, integer, "bars");

/** A machine of bars, trained here or beforehand: how it explains an image, and how it should. */
export function BarsMachine() {
  const { machine, ...learning } = useBarsMachine();
  const pixels = useMemo(() => pixelsOf(image.value), [image.value]);
  const explanation = useMemo(() => machine && explain(machine, pixels), [machine, pixels]);
  const draw = useOtherImage(image);
  return (
    <Panel
      title="Bars"
      note="Each image is made of upright bars, or of lying ones. Eight hidden units learned to be bars, and one above them to tell which way they lie. A pixel where two bars could cross is explained by one of them, or by the other."
    >
      <div class="bars-columns">
        <div class="bars-controls">
          <PixelGrid
            values={pixels}
            width={SIDE}
            height={SIDE}
            label="the image"
            zoom={44}
            onPixel={(pixel) => {
              image.value ^= 1 << pixel;
            }}
          />
          <div class="bars-buttons">
            <Button onClick={draw}>Another image of the data</Button>
            <Button
              disabled={!machine}
              onClick={() => {
                if (machine) image.value = numberOf(hardest(machine));
              }}
            >
              The hardest of them
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                image.value = 0;
              }}
            >
              Clear
            </Button>
          </div>
          <LearningPath {...learning} />
        </div>
        <div aria-busy={!explanation}>
          {machine && explanation ? (
            <Explained machine={machine} explanation={explanation} />
          ) : (
            <p>Loading the machine.</p>
          )}
        </div>
      </div>
      {explanation && <Bits explanation={explanation} />}
    </Panel>
  );
}

function Explained({ machine, explanation }: { machine: Machine; explanation: Explanation }) {
  const drawings = useMemo(() => weightPictures(machine), [machine]);
  const units = Array.from(explanation.exact, (exact, unit) => ({
    name: unit < HIDDEN ? `layer 1, unit ${unit}` : "layer 2, unit 0",
    exact,
    recognized: explanation.recognized[unit] ?? 0,
  }));
  return (
    <>
      <h3 class="bars-part">What each unit of layer 1 draws</h3>
      <PictureGrid
        {...drawings}
        scale="diverging"
        name="unit"
        zoom={9}
        labels={Array.from({ length: HIDDEN }, (_, unit) => String(unit))}
      />
      <DataTable
        caption="Settings of the hidden units that explain the image"
        columns={representationColumns}
        rows={explanation.representations}
        rowKey={({ layers }) => layers.map((layer) => layer.join("")).join(" ")}
      />
      <Correlations explanation={explanation} units={HIDDEN} />
      <details>
        <summary>Each unit by itself</summary>
        <DataTable
          caption="How likely each unit is on"
          columns={unitColumns}
          rows={units}
          rowKey={({ name }) => name}
        />
      </details>
    </>
  );
}

const HIDDEN = 8;

const representationColumns: readonly Column<Representation>[] = [
  {
    id: "units",
    label: "Units",
    cell: ({ layers }) => (
      <span class="bars-representation">
        {layers.map((layer, l) => (
          <UnitGrid
            key={l === 0 ? "bars" : "way"}
            values={layer}
            columns={layer.length}
            cell={16}
            label={`layer ${l + 1}`}
          />
        ))}
      </span>
    ),
  },
  ...shareColumns,
];

interface UnitRow extends ShareRow {
  readonly name: string;
}

const unitColumns: readonly Column<UnitRow>[] = [
  { id: "name", label: "Unit", cell: ({ name }) => name },
  ...shareColumns,
];

// The image of the data that recognition is worst at.
function hardest(machine: Machine): Uint8Array {
  const costs = barsDistribution().map(({ states }) => ({
    states,
    divergence: explain(machine, states).divergence,
  }));
  return costs.reduce((a, b) => (b.divergence > a.divergence ? b : a)).states;
}
