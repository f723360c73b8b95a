import { computed, signal } from "@preact/signals";
import { pageTraining } from "../../../machine/page-training.ts";
import { openPageRun, pageRunName } from "./open-page-run.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";

const title = "This page";

/** The training of this page. */
export const pagePlace: RunPlace = {
  title,
  runs: computed((): ListedRun[] => {
    const training = pageTraining.value;
    if (!training) return [];
    const { number, updated } = firstSeen(training);
    const run = {
      ...{ key: `page/${number}`, name: pageRunName(training), place: title, updated },
      open: () => openPageRun(training),
    };
    return [run];
  }),
  isListed: signal(true),
  problem: signal(undefined),
};

const seen = new WeakMap<object, { readonly number: number; readonly updated: number }>();
let latest = 0;

// The next training is another run. It changes all the time: when it came is what it is sorted by.
function firstSeen(training: object) {
  const first = seen.get(training) ?? { number: ++latest, updated: Date.now() };
  seen.set(training, first);
  return first;
}
