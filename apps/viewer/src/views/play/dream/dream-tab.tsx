import { useState } from "preact/hooks";
import { Network } from "../../../pictures/network/network.tsx";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Slider } from "../../../ui/slider.tsx";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { NearestPanel } from "../nearest/nearest-panel.tsx";
import { nextSeed, state } from "../play-state.ts";
import { useTicks } from "../use-ticks.ts";
import { canUndoClamps, clamps, clearClamps, turnClamp, undoClamps } from "./clamps.ts";
import { DreamCommand } from "./dream-command.tsx";
import { layersOf } from "./dream-sheet.ts";
import { DREAMS, type Dreamt, shownDream, useDreams } from "./dreamt.ts";

/** Hold units and pixels, and see what the machine dreams then. */
export function DreamTab({ played }: { played: PlayedMachine }) {
  const dreamt = useDreams(played);
  if (!dreamt) return null;
  return (
    <div class="dream-columns">
      <DreamPanel dreamt={dreamt} />
      <div class="play-results">
        <SheetPanel dreamt={dreamt} />
        <NearestPanel played={dreamt.played} picture={pictureOf(dreamt)} />
      </div>
    </div>
  );
}

function pictureOf({ played, probabilities }: Dreamt): Float32Array {
  const [pixels] = layersOf(probabilities, played.machine.sizes, shownDream());
  return pixels ?? new Float32Array();
}

function DreamPanel({ dreamt: { played, states, probabilities } }: { dreamt: Dreamt }) {
  const { machine, width, height } = played;
  const { sizes } = machine;
  const n = shownDream();
  const held = clamps.value;
  const words = held.length === 1 ? "1 unit or pixel held" : `${held.length} units and pixels held`;
  return (
    <Panel
      title={`Dream ${n + 1} (probabilities)`}
      note="Click a unit or a pixel, or press Enter on it: it is held on, then off, then free again. What it holds flows down to the pixels. It is an intervention: the layers above are drawn as ever, not conditioned on it."
      actions={
        <>
          <Button disabled={!canUndoClamps.value} onClick={undoClamps}>
            Undo
          </Button>
          <Button disabled={held.length === 0} onClick={clearClamps}>
            Clear all
          </Button>
        </>
      }
    >
      <p class="dream-held" role="status">
        {held.length === 0 ? "Nothing is held." : `${words}.`}
      </p>
      <Network
        {...{ machine, width, height }}
        states={layersOf(states, sizes, n)}
        probabilities={layersOf(probabilities, sizes, n)}
        clamps={held}
        onUnit={turnClamp}
      />
    </Panel>
  );
}

function SheetPanel({ dreamt: { played, probabilities } }: { dreamt: Dreamt }) {
  const { width, height } = played;
  const [isOn, setOn] = useState(false);
  const [speed, setSpeed] = useState(4);
  useTicks(isOn, speed, () => nextSeed(state.seed));
  const [images] = probabilities;
  const command = { run: played.run, clamps: clamps.value, seed: state.seed.value };
  return (
    <Panel
      title={`${DREAMS} dreams (probabilities)`}
      note="Under the same clamps, with each pixel as grey as it is probable. Choose one to look into."
      actions={
        <>
          <Button onClick={() => nextSeed(state.seed)}>Dream</Button>
          <Button pressed={isOn} onClick={() => setOn(!isOn)}>
            Keep dreaming
          </Button>
        </>
      }
    >
      {images && (
        <PictureGrid
          {...{ images, width, height }}
          name="dream"
          zoom={56 / width}
          selected={shownDream()}
          onSelect={(index) => {
            state.dream.value = index;
          }}
        />
      )}
      <Slider
        label="Sheets a second while it keeps dreaming"
        min={1}
        max={12}
        value={speed}
        onInput={setSpeed}
      />
      <DreamCommand {...command} />
    </Panel>
  );
}
