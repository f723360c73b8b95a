import { dreamImages, evaluate, js, key } from "@helmholtz/core";
import { useState } from "preact/hooks";
import "../../../machine/disposal.ts";
import { openPageData } from "../../../machine/page-data.ts";
import { loadShipped, type ShippedMachine } from "../../../machine/shipped.ts";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { useAnswer } from "../use-answer.ts";
import { BitBars } from "./bit-bars.tsx";
import { Loading } from "./loading.tsx";

/** The machine of digits that comes with the page, at several times of its learning. */
export function DigitsTimeline() {
  const shipped = useAnswer(() => loadShipped("digits"), []);
  return shipped ? <Timeline shipped={shipped} /> : <Loading />;
}

function Timeline({ shipped }: { shipped: ShippedMachine }) {
  const { steps, record } = shipped;
  const [at, setAt] = useState(steps.length - 1);
  const step = steps[at] ?? 0;
  const dreams = useAnswer(async () => {
    const backend = js();
    return await backend.read(dreamImages(backend, await shipped.at(step), DREAMS, key(8)));
  }, [step]);
  const bits = useAnswer(() => bitsOfDigits(shipped, step), [step]);
  const { width, height } = record.data;
  return (
    <div class="tour-stack">
      <Slider
        label="Images that the machine has learned from"
        value={at}
        min={0}
        max={steps.length - 1}
        onInput={setAt}
        format={(index) => ((steps[index] ?? 0) * record.options.batch).toLocaleString("en")}
      />
      {dreams && (
        <figure class="tour-figure">
          <PictureGrid images={dreams} {...{ width, height }} name="dream" />
          <figcaption>{DREAMS} dreams (probabilities)</figcaption>
        </figure>
      )}
      {bits === undefined ? (
        <Loading />
      ) : (
        <BitBars
          title="What a digit costs"
          bars={[
            { name: `${width * height} fair coins`, bits: width * height, kind: "coins" },
            { name: `${DIGITS} held-out digits, mean F`, bits },
          ]}
        />
      )}
    </div>
  );
}

const DREAMS = 12;
const DIGITS = 100;

// Of digits that it has not learned from.
async function bitsOfDigits(shipped: ShippedMachine, step: number): Promise<number> {
  const { name, classes, binarization } = shipped.record.data;
  const [machine, { dataset }] = await Promise.all([
    shipped.at(step),
    openPageData({ data: name, classes: classes ?? undefined, binarization }),
  ]);
  const options = { samples: 1, limit: DIGITS };
  const images = dataset.valid ?? dataset.train;
  return (await evaluate(js(), machine, images, key(5), options)).descriptionLength;
}
