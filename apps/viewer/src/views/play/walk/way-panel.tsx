import { useMemo, useState } from "preact/hooks";
import { Picture } from "../../../pictures/picture.tsx";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Slider } from "../../../ui/slider.tsx";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { useTicks } from "../use-ticks.ts";
import { pictureBetween, stripBetween } from "./walk-between.ts";

export interface WayPanelProps {
  played: PlayedMachine;
  /** States of layer 1 at both ends. */
  from: Uint8Array;
  to: Uint8Array;
}

/** What lies between two representations: one picture to move along, and a strip of all. */
export function WayPanel({ played: { machine, width, height }, from, to }: WayPanelProps) {
  const [at, setAt] = useState(0);
  const [direction, setDirection] = useState(1);
  const [isOn, setOn] = useState(false);
  useTicks(isOn, FRAMES_PER_SECOND, () => {
    const turned = at + direction < 0 || at + direction > FRAMES ? -direction : direction;
    setDirection(turned);
    setAt(at + turned);
  });
  const strip = useMemo(
    () => ({
      rows: STRIP,
      cols: width * height,
      data: stripBetween(machine, from, to, STRIP),
    }),
    [machine, width, height, from, to],
  );
  const share = at / FRAMES;
  const words = `${Math.round(100 * share)} % of the way`;
  const differing = from.reduce((count, value, j) => count + Number(value !== to[j]), 0);
  return (
    <Panel
      title="The way"
      note="Between start and end, each unit of layer 1 fades from its state at the start to its state at the end: at 30 %, from the one by three tenths to the other. A picture shows how probable each pixel is, given these mixed states."
    >
      <p role="status">
        {differing} of {from.length} units of layer 1 differ between start and end.
      </p>
      <div class="walk-picture">
        <Picture
          values={pictureBetween(machine, from, to, share)}
          {...{ width, height }}
          zoom={224 / width}
          label={words}
        />
        <div class="walk-controls">
          <Slider
            label="How far"
            min={0}
            max={FRAMES}
            value={at}
            format={(frame) => `${Math.round((100 * frame) / FRAMES)} %`}
            onInput={(frame) => {
              setOn(false);
              setAt(frame);
            }}
          />
          <Button pressed={isOn} onClick={() => setOn(!isOn)}>
            Play back and forth
          </Button>
        </div>
      </div>
      <PictureGrid
        images={strip}
        {...{ width, height }}
        name="step"
        label="Steps of the way"
        zoom={56 / width}
        labels={Array.from({ length: STRIP }, (_, n) => `${10 * n} %`)}
        selected={Math.round((STRIP - 1) * share)}
        onSelect={(index) => {
          setOn(false);
          setAt((FRAMES * index) / (STRIP - 1));
        }}
      />
    </Panel>
  );
}

const STRIP = 11;
// Of the slider, from one end to the other.
const FRAMES = 50;
const FRAMES_PER_SECOND = 20;
