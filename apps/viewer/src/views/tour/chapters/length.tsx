import { key, type Machine } from "@helmholtz/core";
import { useState } from "preact/hooks";
import { layerName } from "../../../pictures/words.ts";
import { DataTable } from "../../../ui/data-table.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { pixelsOf } from "../../bars/bars-image.ts";
import { images } from "../image.ts";
import { useBars } from "../machine/bars.ts";
import { exactBits, type LayerBits, layerBits } from "../machine/code-length.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { BitBars, formatNumber } from "../parts/bit-bars.tsx";
import { ImageChoice } from "../parts/image-choice.tsx";
import { Loading } from "../parts/loading.tsx";
import { Try } from "../parts/try.tsx";
import { useAnswer } from "../use-answer.ts";

/** Description length: causes, pixels, and bits back. */
export function Length() {
  return (
    <>
      <p>
        How good is such a description? Count its bits. First send the causes: each hidden unit
        costs as much as it surprises. Then send the pixels: each costs as much as it surprises
        somebody who knows the causes. Add up both.
      </p>
      <p>
        One thing is still to be taken off. Where several guesses do about as well, you are free to
        choose among them, and your friend can see what you chose. So the choice can carry a message
        of its own. Pick one of two equal guesses, and you have said one bit for nothing. These are
        the <em>bits back</em>. What is left is the <em>description length</em> of the image, also
        called its free energy, <i>F</i>.
      </p>
      <Try
        task="Change the image, and take the machine back to when it had learned nothing. Draw causes once, or up to a thousand times to see the mean."
        room={{ wide: 44, narrow: 66 }}
      >
        <Ledger />
      </Try>
      <Notice>
        At the start recognition tosses fair coins: it gets a bit back for each unit, but the causes
        say nothing about the pixels, which still cost 16 bits. Later a few bits of causes save
        nearly all bits of the pixels. Turn all pixels on: this image could be told in far fewer
        bits, but the guesses are poor, and F(d) stays well above −log₂ p(d). An image that is not
        made of bars is dear in any case.
      </Notice>
      <Formula
        lines={[
          "F(d) = Σ_α Q(α | d) C(α, d) − H(Q)",
          String.raw`H(Q) = −Σ_α Q(α | d) \log_2 Q(α | d)`,
        ]}
        meanings={[
          ["C(α, d)", "what the causes α and the pixels d cost together, in bits"],
          ["Q(α | d)", "the probability that recognition chooses α"],
          ["H(Q)", "the bits back: the entropy of that choice"],
          ["F(d)", "the description length of d; it is never less than −log₂ p(d)"],
        ]}
      />
    </>
  );
}

const image = images.length;

function Ledger() {
  const shipped = useBars();
  const [at, setAt] = useState<number>();
  const last = (shipped?.steps.length ?? 1) - 1;
  const step = shipped?.steps[at ?? last] ?? 0;
  const machine = useAnswer(shipped && (() => shipped.at(step)), [shipped, step]);
  if (!shipped || !machine) return <Loading />;
  return (
    <>
      <Slider
        label="Images that the machine has learned from"
        value={at ?? last}
        min={0}
        max={last}
        onInput={setAt}
        format={(index) => (shipped.steps[index] ?? 0).toLocaleString("en")}
      />
      <LedgerOf machine={machine} />
    </>
  );
}

function LedgerOf({ machine }: { machine: Machine }) {
  const [exponent, setExponent] = useState(0);
  const draws = 10 ** exponent;
  const number = image.value;
  const bits = useAnswer(async () => {
    const pixels = pixelsOf(number);
    const layers = await layerBits(machine, pixels, draws, key(1));
    return { layers, exact: exactBits(machine, pixels), coins: pixels.length };
  }, [machine, number, draws]);
  if (!bits) return <Loading />;
  const causes = bits.layers.slice(1);
  const sum = (of: (layer: LayerBits) => number) => causes.reduce((all, one) => all + of(one), 0);
  const drawn = draws === 1 ? "one draw of the causes" : `mean of ${countOf(draws)} draws`;
  const rows = bits.layers.map((layer, l) => ({ ...layer, name: layerName(l) })).reverse();
  return (
    <div class="tour-columns">
      <ImageChoice image={image} />
      <div class="tour-stack">
        <Slider
          label="Causes drawn"
          value={exponent}
          min={0}
          max={3}
          onInput={setExponent}
          format={(value) => (value === 0 ? "once" : `${countOf(10 ** value)} times, mean`)}
        />
        <DataTable
          caption={`The message layer by layer, in bits: ${drawn}`}
          columns={columns}
          rows={[
            ...rows,
            {
              name: draws === 1 ? "together, this draw" : "together, mean",
              cost: rows.reduce((all, { cost }) => all + cost, 0),
              back: rows.reduce((all, { back }) => all + back, 0),
            },
          ]}
          rowKey={({ name }) => name}
        />
        <BitBars
          title={`The description of this image: ${drawn}, and the exact mean over all draws`}
          bars={[
            { name: "16 fair coins", bits: bits.coins, kind: "coins" },
            { name: "causes", bits: sum(({ cost }) => cost), kind: "causes" },
            { name: "pixels, given the causes", bits: bits.layers[0]?.cost ?? 0, kind: "pixels" },
            { name: "bits back", bits: -sum(({ back }) => back), kind: "back" },
            { name: "F(d), exact mean", bits: bits.exact.descriptionLength },
          ]}
        />
        <p class="tour-small">
          A draw costs a little more or less than F(d), which is the mean over all causes that
          recognition may draw: the more draws, the nearer their mean. The best that these
          generative weights allow for this image, −log₂ p(d), is{" "}
          {formatNumber(bits.exact.surprise)} bits.
        </p>
      </div>
    </div>
  );
}

interface LedgerRow extends LayerBits {
  readonly name: string;
}

const columns = [
  { id: "name", label: "Layer", cell: ({ name }: LedgerRow) => name },
  { id: "cost", label: "Cost", numeric: true, cell: ({ cost }: LedgerRow) => formatNumber(cost) },
  { id: "back", label: "Back", numeric: true, cell: ({ back }: LedgerRow) => formatNumber(back) },
  {
    id: "share",
    label: "Left",
    numeric: true,
    cell: ({ cost, back }: LedgerRow) => formatNumber(cost - back),
  },
];

function countOf(draws: number): string {
  return draws.toLocaleString("en");
}
