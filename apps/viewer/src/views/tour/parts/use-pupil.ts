import { fold, key, type Machine, type States, states } from "@helmholtz/core";
import { useEffect, useState } from "preact/hooks";
import { image, pixelsOf } from "../image.ts";
import { barsData, useTrainedBars } from "../machine/bars.ts";
import { exactBits } from "../machine/code-length.ts";
import { forget, learn, type PhaseName } from "../machine/lesson.ts";

/** A machine that is taught one phase by hand. */
export interface Pupil {
  /** As it is now. */
  readonly machine: Machine;
  /** Updates done. */
  readonly done: number;
  /** Description length of the image after so many updates, in bits; anew for another image. */
  readonly path: readonly (readonly [done: number, bits: number])[];
}

export interface Lessons {
  readonly pupil: Pupil | undefined;
  readonly isBusy: boolean;
  /** Some more updates: on the image of the tour, or each on another one of the data. */
  teach(times: number, of?: "image" | "data"): void;
  /** Forgets what it was taught. */
  restart(): void;
}

/** A trained machine that has forgotten one direction, and learns it again. */
export function usePupil(phase: PhaseName): Lessons {
  const trained = useTrainedBars();
  const [pupil, setPupil] = useState<Pupil>();
  const [isBusy, setBusy] = useState(false);
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
    const { done: from, path } = pupil;
    const machine = await learn(pupil.machine, phase, { done: from, times, imageOf });
    const done = from + times;
    // The image may have been changed meanwhile.
    const known = image.peek() === number ? path : [];
    setPupil({ machine, done, path: [...known, pointOf(machine, done, image.peek())] });
    setBusy(false);
  };
  return { pupil, isBusy, teach, restart };
}

function pointOf(machine: Machine, done: number, number: number) {
  return [done, exactBits(machine, pixelsOf(number)).descriptionLength] as const;
}

function anImage(i: number): States {
  return barsData.train.draw([i], fold(key(6), i));
}
