import { LayerTable } from "../../../bits/layer-table.tsx";
import { MeasuredBits } from "../../../bits/measured-bits.tsx";
import { onBackend } from "../../../machine/on-backend.ts";
import { Network } from "../../../pictures/network/network.tsx";
import { Picture } from "../../../pictures/picture.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { NamedDigit } from "../classes/named-digit.tsx";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { OwnImagesPanel } from "../own/own-images-panel.tsx";
import { state } from "../play-state.ts";
import { useLatest } from "../use-latest.ts";
import { bitsOfImage, representationKey, SAMPLES } from "./bits-of-image.ts";
import { type Description, describeImage } from "./describe-image.ts";
import { DIGIT } from "./held-out.ts";
import { NothingDrawn } from "./nothing-drawn.tsx";
import { padOf } from "./pad.ts";
import { PadPanel } from "./pad-panel.tsx";

/** Draw an image and see what the machine makes of it: representation, reconstruction, bits. */
export function DrawTab({ played }: { played: PlayedMachine }) {
  const pad = padOf(played);
  const image = pad.image.value;
  const isDigit = isOfDigits(played);
  // An image of bars without any is one of them; a digit without ink is none.
  const isNothing = isDigit && pad.isEmpty.value;
  const choice = { binarization: state.binarization.value, seed: state.sample.value };
  const seen = useLatest(async () => {
    if (isNothing) return undefined;
    const data = bitsOfImage(image, choice);
    const { machine } = played;
    const description = await onBackend((backend) =>
      describeImage(backend, machine, data, representationKey(choice.seed)),
    );
    return { played, description };
  }, [played, image, isNothing, choice.binarization, choice.seed]);
  return (
    <div class="play-columns">
      <PadPanel pad={pad} />
      <div class="play-results">
        {isNothing ? (
          <Panel title="Recognition">
            <NothingDrawn />
          </Panel>
        ) : (
          <>
            {isDigit && <NamedDigit pad={pad} />}
            {seen && <Seen {...seen} />}
            {seen && <Recognized {...seen} />}
          </>
        )}
      </div>
      <OwnImagesPanel pad={pad} />
    </div>
  );
}

// A checkpoint alone does not say what it has learned from.
function isOfDigits({ width, height, record }: PlayedMachine): boolean {
  const isSize = width === DIGIT.width && height === DIGIT.height;
  return isSize && (!record || record.data.name === "mnist");
}

interface SeenProps {
  played: PlayedMachine;
  description: Description;
}

function Seen({ played: { width, height }, description }: SeenProps) {
  const shown = [
    { values: description.states[0], caption: "what it gets" },
    { values: description.probabilities[0], caption: "its reconstruction" },
  ];
  return (
    <Panel
      title="Description length"
      note="Bits to tell the representation, given what recognition offers, and then the pixels, given the representation. The fewer, the better the machine explains the image."
    >
      <div class="play-seen">
        {shown.map(
          ({ values, caption }) =>
            values && (
              <figure key={caption}>
                <Picture {...{ values, width, height }} zoom={PICTURE / width} label={caption} />
                <figcaption>{caption}</figcaption>
              </figure>
            ),
        )}
        <LayerTable
          caption={`Bits by layer, mean and spread of ${SAMPLES} samples of Q`}
          layers={description.layers.map((measure, l) => ({
            units: description.states[l]?.length,
            bits: measure.mean,
            words: <MeasuredBits {...measure} />,
          }))}
          total={<MeasuredBits {...description.total} />}
        />
      </div>
    </Panel>
  );
}

// CSS pixels across.
const PICTURE = 140;

function Recognized({ played, description: { states, probabilities } }: SeenProps) {
  const { machine, width, height } = played;
  return (
    <Panel
      title="Recognition"
      note="From the pixels up, each unit is on with the probability that recognition gives it; the pixels show what generation predicts of them from layer 1."
    >
      <Network {...{ machine, width, height, states, probabilities }} />
    </Panel>
  );
}
