import { Fragment } from "preact";
import type { Arrangement } from "./arrange.ts";
import { ArrowKey, Arrows } from "./arrows.tsx";
import { LayerPair } from "./layer-pair.tsx";
import { costOf, type Phase, type PhaseLayer } from "./phase-layers.ts";
import { bitWords, DIRECTIONS } from "./words.ts";

export interface HalfProps {
  phase: Phase;
  /** Every layer of the phase, visible first. */
  layers: readonly PhaseLayer[];
  /** The images that are shown. */
  images: readonly number[];
  /** Pixels across an image. */
  width: number;
  arrangement: Arrangement;
  /** Whether the phase does not learn. */
  isOff: boolean;
  /** Whether it was the one just stepped, and whether its states appear one layer after the other. */
  isHighlit: boolean;
  flows: boolean;
}

/** One phase: its layers from the top down to the pixels, as columns of images. */
export function Half(props: HalfProps) {
  const { phase, layers, images, width, arrangement, isOff, isHighlit, flows } = props;
  const top = layers.length - 1;
  const classes = ["mirror-half", phase, isOff && "off", isHighlit && "stepped", flows && "flows"];
  const turn = (layer: number) => (phase === "wake" ? layer : top - layer);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form; a page has several halves.
    <div class={classes.filter(Boolean).join(" ")} role="group" aria-label={phase}>
      <Heading {...props} />
      {layers.toReversed().map((of) => {
        const { layer } = of;
        return (
          <Fragment key={layer}>
            {layer < top && (
              <div class="mirror-images">
                {images.map((image) => (
                  <Arrows
                    key={image}
                    {...{ phase, place: arrangement.place }}
                    turn={(turn(layer) + turn(layer + 1)) / 2}
                  />
                ))}
              </div>
            )}
            <div
              class="mirror-images"
              style={{ "--turn": turn(layer), "--back": 2 * top + 1 - turn(layer) }}
            >
              {images.map((image) => (
                <LayerPair
                  key={image}
                  {...{ phase, of, image, top, width }}
                  cell={arrangement.cells[layer] ?? 3}
                  isNarrow={arrangement.isNarrow}
                />
              ))}
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

function Heading({ phase, layers, images, isOff, isHighlit }: HalfProps) {
  const { draws, learns } = DIRECTIONS[phase];
  const [up, down] = phase === "wake" ? (["up", "down"] as const) : (["down", "up"] as const);
  const predicted = layers.filter((of) => of.predicted);
  const states = images.length * predicted.reduce((sum, { drawn }) => sum + drawn.cols, 0);
  const bits = predicted.reduce(
    (sum, of) => sum + images.reduce((sum, image) => sum + costOf(of, image), 0),
    0,
  );
  return (
    <header class="mirror-heading">
      <h3>
        {phase}
        {isHighlit && <span class="mirror-stepped">just stepped</span>}
      </h3>
      <p>
        <span>
          <ArrowKey kind="draws" points={up} />
          {draws} draws,
        </span>{" "}
        <span>
          <ArrowKey kind="learns" points={down} />
          {isOff ? `${learns} does not learn: ${phase} is off` : `${learns} learns`}
        </span>
      </p>
      <p class="mirror-count">
        <b>{bitWords(bits)}</b> for {states} states
      </p>
    </header>
  );
}
