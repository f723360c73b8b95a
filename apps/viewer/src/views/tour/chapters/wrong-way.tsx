import { useState } from "preact/hooks";
import { hrefOf } from "../../../app/route.ts";
import { Button } from "../../../ui/button.tsx";
import { Slider } from "../../../ui/slider.tsx";
import {
  type Choice,
  choiceBits,
  shortestChoice,
  whereSleepLeads,
} from "../machine/two-explanations.ts";
import { Formula, Notice } from "../parts/asides.tsx";
import { BitBars, formatNumber } from "../parts/bit-bars.tsx";
import { Try } from "../parts/try.tsx";

/** What sleep makes small is not what makes descriptions short. */
export function WrongWay() {
  return (
    <>
      <p>
        Wake makes descriptions shorter, and that is what is wanted. Sleep does something slightly
        else. First, it learns from dreams, not from images. As long as dreams look unlike the
        images, it learns to recognize what never comes.
      </p>
      <p>
        Second, it measures the gap between <i>Q</i> and <i>P</i> the other way round. That matters
        where two causes explain the same thing. Say a pixel is on, and either of two rare causes
        would turn it on. One of them it must have been, and hardly both: each{" "}
        <em>explains away</em> the other. Recognition cannot say “one of the two”, because its units
        toss their coins by themselves.
      </p>
      <Try
        task="Choose how often recognition takes each of the two causes of one pixel. Look for the shortest description."
        room={{ wide: 24, narrow: 33 }}
      >
        <TwoExplanations />
      </Try>
      <Notice>
        Sleep leaves no explanation out: it takes each half of the time, and so often both, or
        neither. The shortest description always takes the one and forgets the other. On{" "}
        <a href={hrefOf("bars")}>Explaining away</a> you can see this with exact numbers, in a
        machine of bars and in a house that shakes.
      </Notice>
      <Formula
        lines={[
          String.raw`\KL(Q ‖ P) = Σ_α Q \log_2 \frac{Q}{P}`,
          String.raw`\KL(P ‖ Q) = Σ_α P \log_2 \frac{P}{Q}`,
        ]}
        meanings={[
          ["P", "the posterior P(α | d): the exact probability of the causes, given the image"],
          ["Q", "recognition, Q(α | d)"],
          [
            String.raw`\KL(Q ‖ P)`,
            "the gap between F(d) and −log₂ p(d); large where Q takes what P excludes",
          ],
          [
            String.raw`\KL(P ‖ Q)`,
            "what sleep makes small, on dreams; large where Q leaves out what P uses",
          ],
        ]}
      />
    </>
  );
}

function TwoExplanations() {
  const [choice, setChoice] = useState<Choice>([0.2, 0.2]);
  const [first, second] = choice;
  const bits = choiceBits(choice);
  const slider = { min: 0.01, max: 0.99, step: 0.01, format: formatNumber };
  return (
    <div class="tour-stack">
      <div class="tour-columns even">
        <Slider
          label="Recognition takes the first cause with probability"
          value={first}
          onInput={(q) => setChoice([q, second])}
          {...slider}
        />
        <Slider
          label="Recognition takes the second cause with probability"
          value={second}
          onInput={(q) => setChoice([first, q])}
          {...slider}
        />
      </div>
      <div class="tour-row">
        <Button onClick={() => setChoice(whereSleepLeads())}>Where sleep leads</Button>
        <Button onClick={() => setChoice(shortestChoice())}>The shortest</Button>
      </div>
      <BitBars
        title="What this choice costs"
        bars={[
          { name: "description length, F(d)", bits: bits.descriptionLength },
          { name: "at best, −log₂ p(d)", bits: bits.surprise, kind: "causes" },
          { name: "the gap, KL(Q ‖ P)", bits: bits.wake, kind: "pixels" },
          { name: "what sleep reduces, KL(P ‖ Q)", bits: bits.sleep, kind: "back" },
        ]}
      />
    </div>
  );
}
