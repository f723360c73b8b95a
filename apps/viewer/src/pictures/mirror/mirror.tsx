import type { Matrix, PhasesEvent } from "@helmholtz/core";
import { useRef, useState } from "preact/hooks";
import { colorScheme } from "../../app/theme.ts";
import { Button } from "../../ui/button.tsx";
import { cssColor } from "../colors.ts";
import { pixelRatio } from "../device-pixels.ts";
import { useWidth } from "../use-width.ts";
import { countOfUnits, layerName } from "../words.ts";
import { arrangeMirror, IMAGE_GAP, PAIR_GAP } from "./arrange.ts";
import { Half } from "./half.tsx";
import { type Phase, phaseLayers } from "./phase-layers.ts";
import "./mirror.css";

export interface MirrorProps {
  phases: PhasesEvent;
  /** Pixels across an image. */
  width: number;
  /** The phases that do not learn: `wake`, `sleep`. Default none. */
  off?: ReadonlySet<string>;
  /** The phase that was just stepped. */
  highlight?: Phase;
  /** Whether the states of the highlit phase appear layer by layer. Default false. */
  flow?: boolean;
}

/**
 * What both phases do, side by side. In wake, recognition draws the states of every layer from a
 * datum, and generative predicts each layer from the one above: what it learns from. In sleep,
 * generative draws from the top down to a dream, and recognition predicts each layer from the one
 * below. A prediction is grey where the states came out so, and coloured where they did not.
 */
export function Mirror({ phases, width, off, highlight, flow = false }: MirrorProps) {
  const container = useRef<HTMLDivElement>(null);
  const room = useWidth(container);
  const [chosen, choose] = useState<number>();
  const { states } = phases.wake;
  const sizes = states.map(({ cols }) => cols);
  const images = Math.min(states[0]?.rows ?? 0, phases.sleep.states[0]?.rows ?? 0);
  const ratio = pixelRatio.value;
  const arrangement = arrangeMirror({ sizes, width, images, room: room ?? 0, ratio });
  const first = chosen ?? firstTelling(states[0]);
  const from = Math.max(0, Math.min(first, images - arrangement.images));
  const shown = Array.from({ length: Math.min(images, arrangement.images) }, (_, n) => from + n);
  const half = (phase: Phase) => {
    const isHighlit = highlight === phase;
    const flows = flow && isHighlit;
    return (
      <Half
        key={flows ? `${phase} ${phases.step}` : phase}
        {...{ phase, width, arrangement, isHighlit, flows }}
        layers={phaseLayers(phase, phases[phase])}
        images={shown}
        isOff={off?.has(phase) ?? false}
      />
    );
  };
  return (
    <div
      class={arrangement.isNarrow ? "mirror narrow" : "mirror"}
      ref={container}
      style={{ "--rows": 2 * sizes.length, ...VARIABLES, "--place": `${arrangement.place}px` }}
    >
      {room !== undefined && (
        <div class="mirror-halves">
          {half("wake")}
          <Spine sizes={sizes} />
          {half("sleep")}
        </div>
      )}
      <footer class="mirror-footer">
        <Legend />
        {shown.length < images && (
          <div class="mirror-images-shown">
            <Button
              kind="quiet"
              label="Previous image"
              disabled={from === 0}
              icon="‹"
              onClick={() => choose(from - 1)}
            />
            <span aria-live="polite">{imagesShown(from, shown.length, images)}</span>
            <Button
              kind="quiet"
              label="Next image"
              disabled={from + shown.length >= images}
              icon="›"
              onClick={() => choose(from + 1)}
            />
          </div>
        )}
      </footer>
    </div>
  );
}

// An image of nothing tells nothing, until somebody chooses it.
function firstTelling(data: Matrix | undefined): number {
  const on = data?.data.indexOf(1) ?? -1;
  return data && on >= 0 ? Math.floor(on / data.cols) : 0;
}

const VARIABLES = { "--pair-gap": `${PAIR_GAP}px`, "--image-gap": `${IMAGE_GAP}px` };

function Spine({ sizes }: { sizes: readonly number[] }) {
  return (
    <div class="mirror-spine" aria-hidden="true">
      {sizes.map((units, layer) => (
        <div key={layer} class="mirror-layer" style={{ gridRow: 2 * (sizes.length - layer) }}>
          <b>{layerName(layer)}</b> <span class="mirror-units">{countOfUnits(units)}</span>
        </div>
      ))}
    </div>
  );
}

function Legend() {
  const theme = colorScheme.value;
  const color = (value: number) => ({ "--color": cssColor(value, "surprises", theme) });
  return (
    <p class="mirror-legend">
      <span class="mirror-meaning">
        <i class="mirror-swatch full" style={color(2)} /> on, predicted off
      </span>
      <span class="mirror-meaning">
        <i class="mirror-swatch" style={color(-1)} /> off, predicted on
      </span>
      <span class="mirror-meaning">
        <i class="mirror-swatch ramp" /> predicted right: how probable it is that it is on
      </span>
      <span>
        Bits: what states cost under the predictions. One each where these are ½, no opinion.
      </span>
    </p>
  );
}

function imagesShown(from: number, count: number, images: number): string {
  const last = from + count;
  return count === 1 ? `image ${last} of ${images}` : `images ${from + 1} to ${last} of ${images}`;
}
