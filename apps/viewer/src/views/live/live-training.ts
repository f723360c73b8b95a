import type { Act } from "@helmholtz/core";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { notify } from "../../app/notify.tsx";
import { imageSize, type OwnImages } from "../../machine/page-data.ts";
import { pageTraining } from "../../machine/page-training.ts";
import type { PageSettings } from "../../machine/settings.ts";
import type { Activity, PageTraining } from "../../machine/training.ts";
import { isSameRun, settings } from "./live-settings.ts";

/** The images that somebody brought, to be named as data. */
export const ownImages: Signal<OwnImages | undefined> = signal();

/** The images that settings name, where somebody brought them. */
export function ownImagesOf({ data }: PageSettings): OwnImages | undefined {
  return ownImages.value?.name === data ? ownImages.value : undefined;
}

/** A training on its way to go on from the one at hand, with other settings. */
export interface GoingOn {
  readonly next: PageTraining;
  /** What the training at hand did when its settings were changed. */
  readonly activity: Activity;
  /** What was done since then: it is for the next one. */
  readonly late: Act[];
}

/** None but for a moment: until the next training has begun. */
export const goingOn: Signal<GoingOn | undefined> = signal();

/** What the training does; `opening` before there is one. */
export const activity: ReadonlySignal<Activity> = computed(
  () => goingOn.value?.activity ?? pageTraining.value?.activity.value ?? "opening",
);

/** Whether the training has begun and not ended. */
export const isUnderWay: ReadonlySignal<boolean> = computed(
  () => activity.value === "training" || activity.value === "paused",
);

/** Whether the settings, or the images that they name, are others than the training's. */
export const isChanged: ReadonlySignal<boolean> = computed(() => {
  const training = pageTraining.value;
  const isSame =
    training &&
    isSameRun(training.settings, settings.value) &&
    training.own === ownImagesOf(settings.value);
  return !isSame;
});

/** Settings with which no training could go on, and why. */
export interface Refusal {
  readonly settings: PageSettings;
  readonly own: OwnImages | undefined;
  readonly message: string;
}

/** The latest of them. */
export const refusal: Signal<Refusal | undefined> = signal();

/** Why the machine at hand cannot go on with the changed settings, as a sentence; none where it can. */
export const obstacle: ReadonlySignal<string | undefined> = computed(() => {
  const training = pageTraining.value;
  if (!training || !isChanged.value) return undefined;
  const wanted = settings.value;
  if (wanted.seed !== training.settings.seed) return "Another seed makes another machine.";
  const own = ownImagesOf(wanted);
  const size = imageSize(wanted.data, own);
  const now = training.record.value?.data;
  if (!size) return `The page does not have the images of ${wanted.data}.`;
  if (now && (size.width !== now.width || size.height !== now.height)) {
    return `Images of ${size.width} × ${size.height} pixels need another machine than those of ${now.width} × ${now.height}.`;
  }
  const refused = refusal.value;
  const isRefused = refused && isSameRun(refused.settings, wanted) && refused.own === own;
  return isRefused ? `It cannot go on so: ${refused.message}.` : undefined;
});

/** Whether the settings are those of another run than the one that has begun, and this cannot go on with them. */
export const isOtherRun: ReadonlySignal<boolean> = computed(
  () =>
    (activity.value === "ended" && isChanged.value) ||
    (isUnderWay.value && obstacle.value !== undefined),
);

effect(() => {
  const refused = activity.value === "failed" ? undefined : pageTraining.value?.message.value;
  if (refused) notify(refused, "error");
});

/** Does something to the training at hand, or to the one that goes on from it in a moment. */
export function act(act: Act): void {
  const next = goingOn.peek();
  if (next) next.late.push(act);
  else pageTraining.peek()?.act(act);
}
