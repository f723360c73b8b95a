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
    const run = {
      ...{ key: `page/${numberOf(training)}`, name: pageRunName(training), place: title },
      open: () => openPageRun(training),
    };
    return [run];
  }),
  isListed: signal(true),
  problem: signal(undefined),
};

const numbers = new WeakMap<object, number>();
let latest = 0;

// The next training is another run.
function numberOf(training: object): number {
  const number = numbers.get(training) ?? ++latest;
  numbers.set(training, number);
  return number;
}
