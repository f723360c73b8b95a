import { Formula, Notice } from "../parts/asides.tsx";
import { BarsLearning } from "../parts/bars-learning.tsx";
import { DigitsTimeline } from "../parts/digits-timeline.tsx";
import { Try } from "../parts/try.tsx";

/** Wake and sleep by turns, from nothing. */
export function Both() {
  return (
    <>
      <p>
        In the last two chapters one direction was good already. But neither comes first. At the
        start the machine recognizes nothing and dreams noise. Each teaches the other what little it
        knows, by turns, wake and sleep. That this leads anywhere is not obvious. It does.
      </p>
      <Try
        task="Watch a machine learn bars from nothing: one wake and one sleep for every image, and 300,000 images in about half a minute."
        room={{ wide: 29, narrow: 45 }}
      >
        <BarsLearning />
      </Try>
      <Notice>
        First the dreams are grey. After some thousand images bars appear in them, and from then on
        upright and lying bars mix less and less. Each time something is found out about the world,
        the curve drops.
      </Notice>
      <p>
        Bars are a toy. The same two rules also learn from handwritten digits. The next machine has
        784 pixels and two hidden layers. It takes longer to learn, so it comes with this page, as
        it was at several times.
      </p>
      <Try task="Move through its learning." room={{ wide: 26, narrow: 32 }}>
        <DigitsTimeline />
      </Try>
      <Notice>
        With fair coins a digit costs 784 bits, and in the first chapter one probability for all
        pixels already saved much of it. The machine needs far fewer, because it knows how strokes
        go.
      </Notice>
      <Formula
        lines={[String.raw`F = \frac{1}{N} Σ_d F(d)`]}
        meanings={[
          ["F(d)", "the description length of image d, as in chapter 5"],
          ["N", "the number of images"],
          ["F", "what a code by this machine needs for an image of the data"],
        ]}
      />
    </>
  );
}
