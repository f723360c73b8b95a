import { fold, key, type Machine, type States, states } from "@helmholtz/core";
import { useEffect, useState } from "preact/hooks";
import { pixelsOf } from "../../bars/bars-image.ts";
import { images } from "../image.ts";
import { barsData, useTrainedBars } from "../machine/bars.ts";
import { exactBits } from "../machine/code-length.ts";
import { forget, learn, type PhaseName, type Taught } from "../machine/lesson.ts";

/** A machine that is taught one phase by hand. */
export interface Pupil extends Taught {
  /** Description length of the image after so many updates, in bits; anew for another image. */
  readonly path: readonly (readonly [done: number, bits: number])[];
}

export interface Lessons {
  readonly pupil: Pupil | undefined;
  readonly isBusy: boolean;
  /** Some more updates: on the image of the chapter, or each on another one of the data. */
  teach(times: number, of?: "image" | "data"): void;
  /** Forgets what it was taught. */
  restart(): void;
}

/** A trained machine that has forgotten one direction, and learns it again. */
export function usePupil(phase: PhaseName): Lessons {
  const trained = useTrainedBars();
  const [pupil, setPupil] = useState<Pupil>();
  const [isBusy, setBusy] = useState(false);
  const image = images[phase];
  const number = image.value;

  const restart = () => {
    if (!trained) return;
    const machine = forget(trained, phase);
    setPupil({ machine, done: 0, path: [pointOf(machine, 0, number)] });
  };
  useEffect(restart, [trained]);
  useEffect(() => {
    setPupil((now) => now && { ...now, path: [pointOf(now.machine, now.done, number)] });
  }, [number]);

  const teach = async (times: number, of: "image" | "data" = "image") => {
    if (!pupil || isBusy) return;
    setBusy(true);
    const imageOf = of === "image" ? () => states(1, 16, pixelsOf(number)) : anImage;
    const every = Math.ceil(times / MOST_POINTS);
    const lesson = { done: pupil.done, times, every, imageOf };
    const points = [...pupil.path];
    let now: Taught = pupil;
    let since = performance.now();
    for await (now of learn(pupil.machine, phase, lesson)) {
      points.push(pointOf(now.machine, now.done, number));
      if (performance.now() - since < TURN_MS) continue;
      await nextTurn();
      since = performance.now();
    }
    // The image may have been changed meanwhile.
    const isSame = image.peek() === number;
    const path = isSame ? points : [pointOf(now.machine, now.done, image.peek())];
    setPupil({ ...now, path });
    setBusy(false);
  };
  return { pupil, isBusy, teach, restart };
}

// Of the curve, of one press of a button.
const MOST_POINTS = 100;
// How long the page may wait for a lesson.
const TURN_MS = 12;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function pointOf(machine: Machine, done: number, number: number) {
  return [done, exactBits(machine, pixelsOf(number)).descriptionLength] as const;
}

function anImage(i: number): States {
  return barsData.train.draw([i], fold(key(6), i));
}
