import { type Clamp, fold, key, type Machine } from "@helmholtz/core";
import { useState } from "preact/hooks";
import { Network } from "../../../pictures/network/network.tsx";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { SIDE } from "../../bars/bars-image.ts";
import { useTrainedBars } from "../machine/bars.ts";
import { dreamPass } from "../machine/passes.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { Loading } from "../parts/loading.tsx";
import { Try } from "../parts/try.tsx";
import { useAnswer } from "../use-answer.ts";

/** Generative weights: from causes to pictures. */
export function Dream() {
  return (
    <>
      <p>
        A Helmholtz machine is such a model, and it has learned it by itself. It is made of{" "}
        <em>units</em>, which are on or off, in layers. The bottom layer is the picture. The units
        above are hidden: they stand for causes. The machine below has seen nothing but pictures of
        bars. Nobody told it that there are bars.
      </p>
      <p>
        Its <em>generative</em> weights go down, from causes to pixels. Each unit adds up the
        weights that come from the units that are on above it, and its own bias. The sum gives the
        probability that it is on, and then a coin of that probability is tossed. Let all layers do
        this, from the top to the bottom, and a picture appears that nobody has drawn. The machine{" "}
        <em class="sleep">dreams</em>.
      </p>
      <Try
        task="Press Dream a few times. Then click a hidden unit to hold it on, again to hold it off, and again to let it go."
        room={{ wide: 46, narrow: 60 }}
      >
        <Dreams />
      </Try>
      <Notice>
        Hold a unit of layer 1 on, and its bar is in every dream. That is what the unit stands for.
        The unit of layer 2 chooses between upright and lying. A dream that mixes both, now and
        then, shows what has not been learned yet.
      </Notice>
      <Formula
        lines={[
          String.raw`p = σ(a) = \frac{1}{1 + e^{−a}}`,
          "a = b_j + Σ_k s_k g_{kj}",
          "p(d, α) = p(s_2) p(s_1 | s_2) p(d | s_1)",
        ]}
        meanings={[
          ["s_k", "the state of unit k of the layer above: 1 or 0"],
          ["g_{kj}", "the generative weight from unit k down to unit j"],
          ["b_j", "the bias of unit j; in the top layer there is nothing else"],
          ["p(d, α)", "the probability to dream exactly these causes α and this picture d"],
        ]}
      />
    </>
  );
}

function Dreams() {
  const machine = useTrainedBars();
  return machine ? <DreamsOf machine={machine} /> : <Loading />;
}

const MANY = 12;

function DreamsOf({ machine }: { machine: Machine }) {
  const [nights, setNights] = useState(0);
  const [clamps, setClamps] = useState<readonly Clamp[]>([]);
  const pass = useAnswer(
    () => dreamPass(machine, clamps, fold(key(17), nights), MANY),
    [machine, clamps, nights],
  );
  if (!pass) return <Loading />;
  return (
    <div class="tour-stack">
      <div class="tour-row">
        <Button kind="primary" onClick={() => setNights(nights + 1)}>
          Dream
        </Button>
        <Button disabled={clamps.length === 0} onClick={() => setClamps([])}>
          Let all units go
        </Button>
      </div>
      <Network
        {...{ machine, width: SIDE, height: SIDE, clamps }}
        states={pass.states}
        probabilities={pass.probabilities}
        onUnit={(layer, unit) => setClamps((before) => nextClamps(before, layer, unit))}
      />
      <figure class="tour-figure">
        <PictureGrid
          images={pass.images}
          {...{ width: SIDE, height: SIDE }}
          name="dream"
          label={`${MANY} dreams (probabilities), the first of them as above`}
          zoom={10}
        />
        <figcaption>
          {MANY} dreams (probabilities), the first of them as above: each pixel is as grey as it is
          probable. Where the coins of the pixels are tossed as well, this tour says dream (sampled
          pixels): each is on or off.
        </figcaption>
      </figure>
    </div>
  );
}

// Free, on, off, free.
function nextClamps(clamps: readonly Clamp[], layer: number, unit: number): readonly Clamp[] {
  const isIt = (clamp: Clamp) => clamp.layer === layer && clamp.unit === unit;
  const held = clamps.find(isIt);
  const others = clamps.filter((clamp) => !isIt(clamp));
  if (!held) return [...others, { layer, unit, on: true }];
  return held.on ? [...others, { layer, unit, on: false }] : others;
}
