import { Picture } from "../../../pictures/picture.tsx";
import { UnitGrid } from "../../../pictures/unit-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { pixelsOf, SIDE } from "../../bars/bars-image.ts";
import { images } from "../image.ts";
import { exactBits } from "../machine/code-length.ts";
import { bitsOnData, type PhaseName } from "../machine/lesson.ts";
import { nextUpdate } from "../machine/next-update.ts";
import { useAnswer } from "../use-answer.ts";
import { BitBars } from "./bit-bars.tsx";
import { DeltaRule } from "./delta-rule.tsx";
import { ImageChoice } from "./image-choice.tsx";
import { LengthChart } from "./length-chart.tsx";
import { Loading } from "./loading.tsx";
import { type Pupil, usePupil } from "./use-pupil.ts";

export interface Lesson {
  /** What the button says, and how many updates it makes. */
  readonly name: string;
  readonly times: number;
  /** What wake recognizes; default the image of the chapter. */
  readonly of?: "data";
}

export interface LessonViewProps {
  phase: PhaseName;
  lessons: readonly Lesson[];
}

/** A machine that is taught one phase by pressing a button, and what that does to its description lengths. */
export function LessonView({ phase, lessons }: LessonViewProps) {
  const { pupil, isBusy, teach, restart } = usePupil(phase);
  if (!pupil) return <Loading />;
  return (
    <div class="tour-stack">
      <div class="tour-row">
        {lessons.map(({ name, times, of }, i) => (
          <Button
            key={name}
            kind={i === 0 ? "primary" : undefined}
            onClick={() => teach(times, of)}
            disabled={isBusy}
          >
            {name}
          </Button>
        ))}
        <Button kind="quiet" onClick={restart} disabled={isBusy}>
          Start again
        </Button>
      </div>
      <div class="tour-columns">
        <ImageChoice image={images[phase]} />
        <div class="tour-stack">
          <Lengths phase={phase} pupil={pupil} />
          <LengthChart
            title={`This image in ${phase}`}
            counted={`${phase} phases`}
            color={`var(--${phase})`}
            path={pupil.path}
          />
        </div>
      </div>
      <Next {...{ phase, pupil }} />
    </div>
  );
}

interface PupilProps {
  phase: PhaseName;
  pupil: Pupil;
}

function Lengths({ phase, pupil: { machine, path } }: PupilProps) {
  const onData = useAnswer(() => bitsOnData(machine), [machine]);
  const { descriptionLength, surprise } = exactBits(machine, pixelsOf(images[phase].value));
  // One scale all the way, so that one sees them fall.
  const full = Math.max(...path.map(([, bits]) => bits), onData ?? 0);
  return (
    <BitBars
      title="Description lengths"
      full={full}
      bars={[
        { name: "this image, F(d)", bits: descriptionLength },
        { name: "at best, −log₂ p(d)", bits: surprise, kind: "causes" },
        ...(onData === undefined
          ? []
          : [{ name: "mean of 200 images", bits: onData, kind: "coins" } as const]),
      ]}
    />
  );
}

// What the next press learns from.
function Next({ phase, pupil }: PupilProps) {
  const { machine, done } = pupil;
  const number = images[phase].value;
  const next = useAnswer(
    () => nextUpdate(machine, phase, done, pixelsOf(number)),
    [machine, phase, done, number],
  );
  if (!next) return null;
  const picture = { width: SIDE, height: SIDE, zoom: 16 };
  const isWake = phase === "wake";
  const subject = isWake ? "the image" : "the dream (sampled pixels)";
  return (
    <>
      <div class={`tour-flow ${phase}`}>
        <figure>
          <Picture values={next.pixels} {...picture} label={subject} />
          <figcaption>{subject}</figcaption>
        </figure>
        <span class="tour-arrow" aria-hidden="true">
          {isWake ? "→" : "←"}
        </span>
        <figure>
          <UnitGrid values={next.causes} label="its causes" />
          <figcaption>{isWake ? "causes recognized" : "causes it was dreamt from"}</figcaption>
        </figure>
        <span class="tour-arrow" aria-hidden="true">
          {isWake ? "→" : "?"}
        </span>
        <figure>
          {isWake ? (
            <Picture
              values={next.predicted}
              {...picture}
              label="pixels predicted from the causes"
            />
          ) : (
            <UnitGrid values={next.predicted} label="causes recognition expects" />
          )}
          <figcaption>
            {isWake ? "pixels predicted from them" : "causes recognition expects"}
          </figcaption>
        </figure>
      </div>
      <DeltaRule phase={phase} weights={next.weights} />
    </>
  );
}
