import type { Clamp, Matrix } from "@helmholtz/core";
import { signal } from "@preact/signals";
import { render } from "preact";
import { theme } from "../../../src/app/theme.ts";
import { pngOfPictures } from "../../../src/pictures/canvas.ts";
import { Mirror } from "../../../src/pictures/mirror/mirror.tsx";
import { Network } from "../../../src/pictures/network/network.tsx";
import { Picture } from "../../../src/pictures/picture.tsx";
import { PictureGrid } from "../../../src/pictures/picture-grid.tsx";
import { WeightPairs } from "../../../src/pictures/weight-pairs.tsx";
import { Panel } from "../../../src/ui/panel.tsx";
import { type Trained, trained } from "./trained.ts";
import "../../../src/ui/tokens.css";
import "../../../src/app/page.css";
import "./page.css";

const selected = signal<number | undefined>(undefined);
const selectedUnit = signal<number | undefined>(undefined);
const clamps = signal<readonly Clamp[]>([]);
const off = signal<ReadonlySet<string>>(new Set());
const stepped = signal<"wake" | "sleep" | undefined>(undefined);
const known = signal(Float32Array.of(0, 0.5, 1, Number.NaN));
const weights = Float32Array.of(-2, 0, 2, 1);

const handles = {
  ...{ theme, selected, clamps, off, stepped, known },
  png: async () => {
    const values = Float32Array.of(0, 1, 1, 0, 1, 1);
    const blob = await pngOfPictures({ values, count: 3, width: 2, height: 1 }, { zoom: 2 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  },
  trained: start(),
};
Object.assign(globalThis, { pictures: handles });

declare global {
  /** What a test changes, and what it needs to know. */
  var pictures: typeof handles;
}

async function start(): Promise<Trained> {
  const name = new URLSearchParams(location.search).get("data");
  const result = await trained(name === "digits" || name === "small" ? name : "bars");
  const firstRow = ({ cols, data }: Matrix) => data.subarray(0, cols);
  const { states, predictions } = result.phases.wake;
  render(
    <Page {...result} states={states.map(firstRow)} probabilities={predictions.map(firstRow)} />,
    document.getElementById("app") as HTMLElement,
  );
  return result;
}

interface PageProps extends Trained {
  /** Of the first image. */
  states: Float32Array[];
  probabilities: Float32Array[];
}

function Page({ data, machine, dream, phases, states, probabilities }: PageProps) {
  const { width, height } = data.train;
  return (
    <>
      <h1>Pictures</h1>
      <Panel title="Mirror">
        <Mirror
          {...{ phases, width }}
          off={off.value}
          highlight={stepped.value}
          flow={stepped.value !== undefined}
        />
      </Panel>
      <Panel title="Network">
        <Network
          {...{ machine, width, height, states, probabilities }}
          clamps={clamps.value}
          onUnit={(layer, unit) => {
            clamps.value = turn(clamps.value, layer, unit);
          }}
        />
      </Panel>
      <Panel title="Dreams">
        <PictureGrid
          images={dream.images}
          {...{ width, height }}
          name="dream"
          selected={selected.value}
          onSelect={(index) => {
            selected.value = index;
          }}
        />
      </Panel>
      <Panel title="Weights">
        <WeightPairs
          {...{ machine, width }}
          activity={phases.activity?.[0]}
          selected={selectedUnit.value}
          onSelect={(unit) => {
            selectedUnit.value = unit;
          }}
        />
      </Panel>
      <Panel title="Known">
        <div id="known">
          <Picture values={known.value} width={2} height={2} label="greys" />
          <Picture
            values={weights}
            width={2}
            height={2}
            scale="diverging"
            limit={2}
            label="weights"
          />
        </div>
      </Panel>
    </>
  );
}

// On, then off, then free.
function turn(held: readonly Clamp[], layer: number, unit: number): readonly Clamp[] {
  const clamp = held.find((one) => one.layer === layer && one.unit === unit);
  const others = held.filter((one) => one !== clamp);
  if (!clamp) return [...held, { layer, unit, on: true }];
  return clamp.on ? [...others, { layer, unit, on: false }] : others;
}
