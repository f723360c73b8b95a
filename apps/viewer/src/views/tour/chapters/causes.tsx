import { barsDistribution } from "@helmholtz/core";
import { useState } from "preact/hooks";
import { Picture } from "../../../pictures/picture.tsx";
import { Select } from "../../../ui/select.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { SIDE } from "../../bars/bars-image.ts";
import { unitBits } from "../machine/code-length.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { BitBars } from "../parts/bit-bars.tsx";
import { Try } from "../parts/try.tsx";
import { useAnswer } from "../use-answer.ts";

/** Why it pays to know what pictures are made of. */
export function Causes() {
  return (
    <>
      <p>
        So far each pixel was on its own. Real pictures are not like that: pixels go together. Here
        is a tiny world. A picture is made of upright bars, or of lying bars, never of both. Upright
        is twice as frequent as lying. Each of the four bars is there once in five times.
      </p>
      <p>
        Whoever knows this need not send pixels. The <em>causes</em> are enough: which way, and
        which bars. They are not in the picture as such, they are hidden behind it. A <em>model</em>{" "}
        says what causes there are, how likely each is, and what pixels they make.
      </p>
      <Try
        task="Choose the causes, and see what picture they make and what it costs."
        room={{ wide: 24, narrow: 40 }}
      >
        <CausesPrice />
      </Try>
      <Notice>
        Two bars turn on eight pixels, but they are only two causes. Rare causes cost more than
        usual ones: four bars at once are a surprise. Of the{" "}
        {(2 ** (SIDE * SIDE)).toLocaleString("en")} pictures that 16 pixels can show, this world has
        only {barsDistribution().length}. A code that keeps short messages for these few is a good
        one.
      </Notice>
      <Formula
        lines={[String.raw`C(α, d) = Σ C(\causes) + Σ C(\pixels | \causes)`]}
        meanings={[
          ["d", "the picture, the datum"],
          ["α", "the causes that are chosen for it"],
          ["C(α, d)", "what both cost together; here the pixels follow from the causes and cost 0"],
        ]}
      />
    </>
  );
}

const directions = [
  { value: "upright", label: "upright" },
  { value: "lying", label: "lying" },
] as const;

const UPRIGHT = 2 / 3;
const BAR = 0.2;

function CausesPrice() {
  const [direction, setDirection] = useState<"upright" | "lying">("upright");
  const [barsOn, setBarsOn] = useState<readonly boolean[]>([false, true, false, true]);
  const isUpright = direction === "upright";
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    const bar = isUpright ? pixel % SIDE : Math.floor(pixel / SIDE);
    return Number(barsOn[bar] ?? false);
  });
  const price = useAnswer(async () => {
    const way = await unitBits(Uint8Array.of(Number(isUpright)), [UPRIGHT]);
    const all = await unitBits(Uint8Array.from(barsOn, Number), new Array(SIDE).fill(BAR));
    const coins = await unitBits(pixels, new Array(pixels.length).fill(0.5));
    return { way, bars: all, coins };
  }, [isUpright, barsOn]);
  return (
    <div class="tour-columns">
      <div class="tour-stack">
        <Picture
          values={pixels}
          {...{ width: SIDE, height: SIDE }}
          zoom={40}
          label={`${barsOn.filter(Boolean).length} bars, ${direction}`}
        />
      </div>
      <div class="tour-stack">
        <Select
          label="Which way"
          value={direction}
          options={directions}
          onChange={(value) => setDirection(value)}
        />
        <div class="tour-row">
          {barsOn.map((on, bar) => (
            <Toggle
              key={bar}
              label={`bar ${bar + 1}`}
              checked={on}
              onChange={(checked) => setBarsOn(barsOn.with(bar, checked))}
            />
          ))}
        </div>
        {price && (
          <BitBars
            title="What the picture costs"
            bars={[
              { name: "by 16 fair coins", bits: price.coins, kind: "coins" },
              { name: "which way", bits: price.way, kind: "causes" },
              { name: "which bars", bits: price.bars, kind: "causes" },
              { name: "by its causes, together", bits: price.way + price.bars },
            ]}
          />
        )}
      </div>
    </div>
  );
}
