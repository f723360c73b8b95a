import { useState } from "preact/hooks";
import { digits } from "../../../machine/digits.ts";
import { PixelGrid } from "../../../pictures/pixel-grid.tsx";
import { Select } from "../../../ui/select.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { pixelsOf, SIDE } from "../../bars/bars-image.ts";
import { unitBits } from "../machine/code-length.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { BitBars, formatNumber } from "../parts/bit-bars.tsx";
import { Try } from "../parts/try.tsx";
import { useAnswer } from "../use-answer.ts";

/** Surprise, and what pixels cost. */
export function Message() {
  return (
    <>
      <p>
        You want to send a picture to a friend. Each pixel is on or off. You could say so for every
        pixel: one yes or no each, which is one <em>bit</em>. A picture of 16 pixels then costs 16
        bits, and one of 784 pixels costs 784.
      </p>
      <p>
        You can do better when you and your friend expect the same things. Give short messages to
        what is likely, and longer ones to what is rare. The best length for something of
        probability <i>p</i> is −log₂ <i>p</i> bits. This number is also called its{" "}
        <em>surprise</em>. What is certain costs nothing. A fair coin costs one bit. What happens
        once in a thousand times costs about ten.
      </p>
      <Try
        task="Flip pixels, by a click or with the arrow keys and Space. Then move the slider to what you and your friend expect."
        room={{ wide: 26, narrow: 50 }}
      >
        <PixelPrice />
      </Try>
      <Notice>
        At 0.50 every picture costs as many bits as it has pixels. Where most pixels are off, a
        lower probability makes the picture cheaper, until it is too low for the few that are on.
        The cheapest setting is the share of pixels that are on.
      </Notice>
      <Formula
        lines={[String.raw`C(s) = −s \log_2 p − (1 − s) \log_2(1 − p)`]}
        meanings={[
          ["s", "the state of the pixel: 1 for on, 0 for off"],
          ["p", "the probability that it is on, which sender and receiver agree on"],
          ["C(s)", "its cost in bits; the costs of independent pixels add up"],
        ]}
      />
    </>
  );
}

const pictures = [
  { value: "bars", label: "two bars, 4 × 4 pixels" },
  { value: "digit", label: "a digit, 28 × 28 pixels" },
] as const;

type PictureName = (typeof pictures)[number]["value"];

interface Shown {
  readonly width: number;
  readonly pixels: Uint8Array;
}

const TWO_BARS: Shown = { width: SIDE, pixels: pixelsOf(0b1010_1010_1010_1010) };

function PixelPrice() {
  const [name, setName] = useState<PictureName>("bars");
  const [probability, setProbability] = useState(0.5);
  const [flipped, setFlipped] = useState<ReadonlySet<number>>(new Set());
  const digit = useAnswer(name === "digit" ? aDigit : undefined, [name]);

  const { width, pixels: original } = (name === "digit" && digit) || TWO_BARS;
  const pixels = original.map((on, pixel) => (flipped.has(pixel) ? 1 - on : on));
  const price = useAnswer(async () => {
    const all = (p: number) => unitBits(pixels, new Float64Array(pixels.length).fill(p));
    return {
      on: await unitBits(Uint8Array.of(1), [probability]),
      off: await unitBits(Uint8Array.of(0), [probability]),
      coins: await all(0.5),
      expected: await all(probability),
      most: await unitBits(Uint8Array.of(1), [LEAST]),
    };
  }, [original, flipped, probability]);
  const countOn = pixels.reduce((sum, on) => sum + on, 0);
  return (
    <div class="tour-columns">
      <div class="tour-stack">
        <PixelGrid
          values={pixels}
          {...{ width, height: width }}
          label="the picture"
          zoom={PICTURE / width}
          onPixel={(pixel) => setFlipped((before) => toggled(before, pixel))}
        />
        <Select
          label="Picture"
          value={name}
          options={pictures}
          onChange={(next) => {
            setFlipped(new Set());
            setName(next);
          }}
        />
      </div>
      <div class="tour-stack">
        <Slider
          label="Expected: a pixel is on with probability"
          value={probability}
          min={LEAST}
          max={1 - LEAST}
          step={0.01}
          onInput={setProbability}
          format={formatNumber}
        />
        {price && (
          <>
            <BitBars
              title="What one pixel costs"
              full={price.most}
              bars={[
                { name: "if it is on", bits: price.on, kind: "pixels" },
                { name: "if it is off", bits: price.off, kind: "pixels" },
              ]}
            />
            <BitBars
              title="What the picture costs"
              full={2 * price.coins}
              bars={[
                { name: "by fair coins", bits: price.coins, kind: "coins" },
                { name: "as expected", bits: price.expected },
              ]}
            />
          </>
        )}
        <p class="tour-small">
          {countOn} of {pixels.length} pixels are on, a share of{" "}
          {formatNumber(countOn / pixels.length)}.
        </p>
      </div>
    </div>
  );
}

// The least probability that can be chosen.
const LEAST = 0.01;
// CSS pixels across.
const PICTURE = 224;

// One of those that come with the page, each pixel on from half a white.
async function aDigit(): Promise<Shown> {
  const { width, height, pixels } = await digits();
  const size = width * height;
  const from = DIGIT * size;
  return { width, pixels: pixels.slice(from, from + size).map((grey) => (grey < 128 ? 0 : 1)) };
}

const DIGIT = 3000;

function toggled(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
