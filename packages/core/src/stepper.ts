import type { Images } from "./datasets/dataset.ts";
import type { Learner } from "./learning/learner.ts";
import { type LearningRule, takeStep } from "./learning/rule.ts";
import type { States } from "./matrix.ts";
import {
  drawSleep,
  drawWake,
  firstRows,
  type HostStates,
  PHASE_IMAGES,
  sleepStates,
  wakeStates,
} from "./phase-states.ts";
import { fold, type Key, permutation } from "./random.ts";
import type { PhasesEvent } from "./run/events.ts";

/** Takes the steps of a training: whole ones, or phase by phase, which comes to the same. */
export interface Stepper {
  /** Steps done. */
  readonly step: number;
  /** What the next step learns by; another one may be put here between steps. */
  rule: LearningRule;
  /** Whether some phases of a step are done, and some are not. */
  readonly halfDone: boolean;
  /** The next step, or what is left of a half-done one; a promise only where the rule gives one. */
  finish(): void | Promise<void>;
  /** The next phase, or all up to the end of the step, and what they did. */
  watch(by: "phase" | "step"): Promise<PhasesEvent>;
}

export interface StepperOptions {
  images: Images;
  /** Images per step. */
  batch: number;
  rule: LearningRule;
  /** Steps done before. */
  step: number;
  /** Which images a step takes. */
  orderKey: Key;
  /** How its images are drawn, and what its phases draw. */
  stepKey: Key;
}

// A step under way.
interface Step {
  readonly batch: States;
  readonly key: Key;
  /** Phases done. */
  done: number;
  /** What was recognized before the first phase, of a step that is watched. */
  recognized?: HostStates;
}

/** Takes steps of a learner, changing its machine. */
export function createStepper<M, S>(
  learner: Learner<M, S>,
  { images, batch: size, rule, step, orderKey, stepKey }: StepperOptions,
): Stepper {
  const { backend, machine } = learner;
  const order = batches(images, size, orderKey);
  let open: Step | undefined;

  const begin = (): Step => {
    const key = fold(stepKey, stepper.step);
    const batch = images.draw(order(stepper.step), fold(key, 0));
    return { batch, key: fold(key, 1), done: 0 };
  };

  const close = () => {
    open = undefined;
    stepper.step++;
  };

  const stepper = {
    step,
    rule,

    get halfDone() {
      return open !== undefined;
    },

    finish() {
      const { batch, key, done } = open ?? begin();
      const finished = takeStep(stepper.rule, learner, batch, key, done);
      if (finished) return finished.then(close);
      close();
    },

    async watch(by: "phase" | "step"): Promise<PhasesEvent> {
      open ??= begin();
      const { batch, key } = open;
      const { phases } = stepper.rule;
      const first = firstRows(batch, PHASE_IMAGES);
      open.recognized ??= await drawWake(backend, machine, first, key);
      const sleep = () => drawSleep(backend, machine, first.rows, key);
      // The last phase learns from the dreams before it, a half-done step will from those now.
      let dreamt = await sleep();
      const until = by === "phase" ? open.done + 1 : phases.length;
      while (open.done < Math.min(until, phases.length)) {
        using _ = backend.arena();
        await phases[open.done].learn(learner, batch, key);
        open.done++;
        if (open.done < phases.length) dreamt = await sleep();
      }
      const { recognized, done } = open;
      if (done >= phases.length) close();
      return {
        type: "phases",
        step: stepper.step,
        of: "step",
        ...(open && { phase: phases[done - 1].name }),
        wake: await wakeStates(backend, machine, recognized),
        sleep: await sleepStates(backend, machine, dreamt),
      };
    },
  };
  return stepper;
}

// Which images a step learns from: every pass goes through them in another random order.
function batches(images: Images, batch: number, key: Key): (step: number) => Uint32Array {
  const perEpoch = stepsPerEpoch(images, batch);
  let epoch = -1;
  let order: Uint32Array = new Uint32Array();
  return (step) => {
    const now = Math.floor(step / perEpoch);
    if (now !== epoch) {
      epoch = now;
      order = permutation(images.size, fold(key, epoch));
    }
    const from = (step % perEpoch) * batch;
    return order.subarray(from, from + batch);
  };
}

/** Steps in one pass over `images`: an incomplete batch is left out, another one in every pass. */
export function stepsPerEpoch(images: Images, batch: number): number {
  return Math.floor(images.size / batch);
}
