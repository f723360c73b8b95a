import { useState } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Select } from "../../../ui/select.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { nextSeed, state } from "../play-state.ts";
import { useTicks } from "../use-ticks.ts";
import { DIGIT, forgetHeldOut, heldOut, takeHeldOut } from "./held-out.ts";
import type { Pad } from "./pad.ts";
import { PadCanvas } from "./pad-canvas.tsx";
import { isFine } from "./strokes.ts";

/** Where an image is drawn, and what becomes of it before the machine gets it. */
export function PadPanel({ pad }: { pad: Pad }) {
  const [erases, setErases] = useState(false);
  const [isOn, setOn] = useState(false);
  useTicks(isOn, SAMPLES_PER_SECOND, () => nextSeed(state.sample));
  const isDigit = pad.width === DIGIT.width && pad.height === DIGIT.height;
  const digit = isDigit ? heldOut.value : undefined;
  const undo = () => {
    forgetHeldOut();
    pad.undo();
  };
  return (
    <Panel title="Draw">
      <PadCanvas pad={pad} erases={erases} onDraw={forgetHeldOut} onUndo={undo} />
      <div class="play-buttons">
        <Button pressed={erases} onClick={() => setErases(!erases)}>
          Erase
        </Button>
        <Button disabled={!pad.canUndo.value} onClick={undo}>
          Undo
        </Button>
        <Button
          disabled={pad.isEmpty.value}
          onClick={() => {
            forgetHeldOut();
            pad.clear();
          }}
        >
          Clear
        </Button>
        {isDigit && <Button onClick={takeHeldOut}>Take a held-out digit</Button>}
      </div>
      {digit && (
        <p class="panel-note" role="status">
          Held-out digit {digit.index}, of class {digit.label}: no machine that comes with the page
          has learned from it.
        </p>
      )}
      {isFine(pad) && (
        <Toggle
          label="Centre and scale what I draw, as MNIST does"
          checked={state.centre.value}
          onChange={(on) => {
            state.centre.value = on;
          }}
        />
      )}
      <Select
        label="Grey pixels become bits"
        value={state.binarization.value}
        options={[
          { value: "sample", label: "sampled, grey is the probability" },
          { value: "threshold", label: "on from half brightness" },
        ]}
        onChange={(value) => {
          state.binarization.value = value;
        }}
      />
      <div class="play-buttons">
        <Button onClick={() => nextSeed(state.sample)}>Another sample</Button>
        <Button pressed={isOn} onClick={() => setOn(!isOn)}>
          Keep sampling
        </Button>
      </div>
    </Panel>
  );
}

const SAMPLES_PER_SECOND = 4;
