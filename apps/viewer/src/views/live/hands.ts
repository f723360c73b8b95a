import { computed, effect } from "@preact/signals";
import { pageTraining } from "../../machine/page-training.ts";
import { type PageTraining, startTraining } from "../../machine/training.ts";
import { goOn, replaceTraining } from "./going-on.ts";
import { replaceSettings, settings } from "./live-settings.ts";
import {
  act,
  activity,
  goingOn,
  isChanged,
  isUnderWay,
  obstacle,
  ownImages,
  ownImagesOf,
} from "./live-training.ts";

/** Starts, pauses or resumes, whichever comes next. */
export function toggle(): void {
  const now = activity.peek();
  switch (now) {
    case "opening":
    case "ready":
      prepared()?.go();
      break;
    case "training":
      act({ type: "pause" });
      break;
    case "paused":
      act({ type: "resume" });
      break;
    case "ended":
    case "failed":
      begin();
      break;
    default:
      now satisfies never;
  }
}

/** One phase or one step of a training that is paused, or is paused by this. */
export function advance(by: "phase" | "step"): void {
  if (activity.peek() === "ended") return;
  prepared();
  act({ type: "advance", by });
}

/** A new training of the settings from its first step on. */
export function begin(): void {
  replace(false);
}

/** The machine as it was before its first step: the same settings and the same seed. */
export function reset(): void {
  replace(true);
}

/** Back to the settings of the run that has begun. */
export function keepRun(): void {
  const training = pageTraining.peek();
  if (!training) return;
  if (training.own) ownImages.value = training.own;
  replaceSettings(training.settings);
}

/**
 * Takes changed settings up a moment after they were changed: before a training has begun, another
 * one is made ready; one under way goes on with them, where it can. Returns what ends this.
 */
export function takeUpChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = effect(() => {
    // Every change begins the moment anew.
    const wanted = [settings.value, ownImages.value];
    const takeUp = wanted && wayToTakeUp.value;
    clearTimeout(timer);
    if (takeUp) timer = setTimeout(takeUp, pageTraining.peek() ? SETTLED_MS : 0);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

// Of several clicks in a row, and of a number as it is typed, the last one counts.
const SETTLED_MS = 350;

const wayToTakeUp = computed(() => {
  if (!isChanged.value || goingOn.value) return undefined;
  if (!isUnderWay.value) return activity.value === "ended" ? undefined : prepared;
  return obstacle.value === undefined ? goOn : undefined;
});

// The training at hand: before it has begun, one of the settings.
function prepared(): PageTraining | undefined {
  const hasBegun = isUnderWay.peek() || activity.peek() === "ended";
  if (isChanged.peek() && !hasBegun) reset();
  return pageTraining.peek();
}

function replace(hold: boolean): void {
  const wanted = settings.peek();
  replaceTraining(startTraining(wanted, { own: ownImagesOf(wanted), hold }));
}
