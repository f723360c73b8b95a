import { fold, key, type Machine } from "@helmholtz/core";
import { Fragment } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Picture } from "../../../pictures/picture.tsx";
import { PixelGrid } from "../../../pictures/pixel-grid.tsx";
import { UnitGrid } from "../../../pictures/unit-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { pixelsOf, SIDE } from "../../bars/bars-image.ts";
import { images } from "../image.ts";
import { useTrainedBars } from "../machine/bars.ts";
import { recognitionPass } from "../machine/passes.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { OtherImages } from "../parts/image-choice.tsx";
import { Loading } from "../parts/loading.tsx";
import { Try } from "../parts/try.tsx";
import { useAnswer } from "../use-answer.ts";

/** Recognition weights: from a picture to causes. */
export function Recognition() {
  return (
    <>
      <p>
        Now the other way round. There is an image, and the question is what its causes are. To try
        all settings of the hidden units is possible in this machine, which has nine of them. With a
        hundred it is hopeless.
      </p>
      <p>
        So the machine has a second set of weights, the <em>recognition</em> weights, and they go
        up. Each hidden unit adds up what comes from below, and tosses a coin of the probability
        that it gets. All units of a layer do so at once, none knows of the others. What comes out
        is a guess. The probability of each guess is called <i>Q</i>.
      </p>
      <Try
        task="Flip pixels of the image and see what the machine takes for its causes. Press Recognize again: the rim of a unit is its probability, the inside is what the coin said."
        room={{ wide: 24, narrow: 32 }}
      >
        <Recognized />
      </Try>
      <Notice>
        For bars as it knows them the machine is sure, and every guess is the same. Turn all pixels
        on: are these four upright bars, or four lying ones? Now the guesses differ, and some are
        neither. No unit knows what the others take.
      </Notice>
      <Formula
        lines={["q_k = σ(r_k + Σ_j s_j r_{jk})", "Q(α | d) = q(s_1 | d) q(s_2 | s_1)"]}
        meanings={[
          ["s_j", "the state of unit j of the layer below"],
          ["r_{jk}", "the recognition weight from unit j up to unit k"],
          ["r_k", "the recognition bias of unit k"],
          ["Q(α | d)", "the probability to recognize the image d as exactly these causes α"],
        ]}
      />
    </>
  );
}

function Recognized() {
  const machine = useTrainedBars();
  return machine ? <RecognizedBy machine={machine} /> : <Loading />;
}

function RecognizedBy({ machine }: { machine: Machine }) {
  const [guesses, setGuesses] = useState(0);
  const pixels = useMemo(() => pixelsOf(image.value), [image.value]);
  const pass = useAnswer(
    () => recognitionPass(machine, pixels, fold(key(3), guesses)),
    [machine, pixels, guesses],
  );
  if (!pass) return <Loading />;
  return (
    <div class="tour-stack">
      <div class="tour-row">
        <Button kind="primary" onClick={() => setGuesses(guesses + 1)}>
          Recognize again
        </Button>
        <OtherImages image={image} />
      </div>
      <div class="tour-flow wake">
        <figure>
          <PixelGrid
            values={pixels}
            {...{ width: SIDE, height: SIDE }}
            label="the image"
            zoom={32}
            onPixel={(pixel) => {
              image.value ^= 1 << pixel;
            }}
          />
          <figcaption>the image</figcaption>
        </figure>
        {[1, 2].map((layer) => (
          <Fragment key={layer}>
            <Arrow />
            <figure>
              <UnitGrid
                values={pass.probabilities[layer] ?? NONE}
                states={pass.states[layer]}
                label={`recognized, layer ${layer}`}
                cell={28}
              />
              <figcaption>layer {layer}</figcaption>
            </figure>
          </Fragment>
        ))}
        <figure class="tour-apart">
          <Picture
            values={pass.images.data}
            {...{ width: SIDE, height: SIDE }}
            zoom={20}
            label="what these causes would draw"
          />
          <figcaption>what these causes would draw</figcaption>
        </figure>
      </div>
    </div>
  );
}

const image = images.recognition;
const NONE = new Uint8Array();

function Arrow() {
  return (
    <span class="tour-arrow" aria-hidden="true">
      →
    </span>
  );
}
