import type { Act, Rate } from "@helmholtz/core";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { notify } from "../../app/notify.tsx";
import type { OwnImages } from "../../machine/page-data.ts";
import { pageTraining } from "../../machine/page-training.ts";
import type { PageSettings } from "../../machine/settings.ts";
import { type Activity, type PageTraining, startTraining } from "../../machine/training.ts";
import { changeSettings, isSameRun, replaceSettings, settings } from "./live-settings.ts";

/** The images that somebody brought, to be named as data. */
export const ownImages: Signal<OwnImages | undefined> = signal();

/** What the training does; `opening` before there is one. */
export const activity: ReadonlySignal<Activity> = computed(
  () => pageTraining.value?.activity.value ?? "opening",
);

/** Whether the training has begun and not ended. */
export const isUnderWay: ReadonlySignal<boolean> = computed(
  () => activity.value === "training" || activity.value === "paused",
);

/** Whether the settings are those of another run than the one that has begun. */
export const isOtherRun: ReadonlySignal<boolean> = computed(() => {
  const training = pageTraining.value;
  const hasBegun = isUnderWay.value || activity.value === "ended";
  return training !== undefined && hasBegun && !isSameRun(training.settings, settings.value);
});

effect(() => {
  const refused = activity.value === "failed" ? undefined : pageTraining.value?.message.value;
  if (refused) notify(refused, "error");
});

/** What one may change while a machine learns. */
export interface Learning {
  readonly rate: Rate;
  readonly wake: PageSettings["wake"];
  readonly sleep: PageSettings["sleep"];
}

/** What is in force: of the run under way, with all that was changed; else of the settings. */
export const learning: ReadonlySignal<Learning> = computed(() => {
  const training = pageTraining.value;
  const isOfRun = training && isUnderWay.value && !isOtherRun.value;
  const { wake, sleep, optimizer } = isOfRun ? training.settings : settings.value;
  const now: Learning = { wake, sleep, rate: optimizer.rate };
  const changes = isOfRun ? training.run.value.changes : [];
  for (const { act } of changes) {
    Object.assign(now, act.rule, act.rate !== undefined && { rate: act.rate });
  }
  return now;
});

/** Changes what is learned and how fast: of the run under way, from its next step on; else of the settings. */
export function changeLearning({ rate, ...phases }: Partial<Learning>): void {
  if (isUnderWay.peek() && !isOtherRun.peek()) {
    const rule = Object.keys(phases).length > 0 ? { rule: phases } : {};
    act({ type: "change", ...rule, ...(rate !== undefined && { rate }) });
    return;
  }
  const { optimizer } = settings.peek();
  changeSettings({ ...phases, ...(rate !== undefined && { optimizer: { ...optimizer, rate } }) });
}

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
  if (activity.peek() !== "ended") prepared()?.act({ type: "advance", by });
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
  if (training) replaceSettings(training.settings);
}

/**
 * Has a machine ready for the settings, and another one when they change before it has begun.
 * Returns what ends this.
 */
export function keepReady(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = effect(() => {
    const isFirst = pageTraining.peek() === undefined;
    clearTimeout(timer);
    if (isStale(settings.value, ownImages.value)) {
      timer = setTimeout(prepared, isFirst ? 0 : SETTLED_MS);
    }
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

// Of several clicks in a row, the last one counts.
const SETTLED_MS = 150;

// The images of the training at hand, where they are somebody's own.
let heldOwn: OwnImages | undefined;

// The training at hand: before it has begun, one of the settings.
function prepared(): PageTraining | undefined {
  if (isStale(settings.peek(), ownImages.peek())) reset();
  return pageTraining.peek();
}

function isStale(wanted: PageSettings, own: OwnImages | undefined): boolean {
  const training = pageTraining.peek();
  if (!training) return true;
  const hasBegun = isUnderWay.peek() || activity.peek() === "ended";
  return !hasBegun && !(isSameRun(training.settings, wanted) && own === heldOwn);
}

function act(act: Act): void {
  pageTraining.peek()?.act(act);
}

function replace(hold: boolean): void {
  pageTraining.peek()?.close();
  heldOwn = ownImages.peek();
  pageTraining.value = startTraining(settings.peek(), { own: heldOwn, hold });
}
