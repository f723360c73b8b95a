import { computed, type ReadonlySignal } from "@preact/signals";
import { createDroppedPlace } from "./dropped-place.ts";
import { pagePlace } from "./page-place.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";
import { servedPlace } from "./served-place.ts";

/** What somebody dropped on the page. */
export const dropped = createDroppedPlace();

/** Every place that runs come from. */
export const places: readonly RunPlace[] = [
  pagePlace,
  dropped,
  servedPlace({ folder: "runs", title: "Server", every: 4000 }),
  servedPlace({ folder: "shipped", title: "With the page" }),
];

/** The runs of all places. */
export const listedRuns: ReadonlySignal<readonly ListedRun[]> = computed(() =>
  places.flatMap(({ runs }) => runs.value),
);

/** The same by their keys. */
export const runByKey: ReadonlySignal<ReadonlyMap<string, ListedRun>> = computed(
  () => new Map(listedRuns.value.map((run) => [run.key, run])),
);

/** Whether every place has been asked. */
export const areListed: ReadonlySignal<boolean> = computed(() =>
  places.every(({ isListed }) => isListed.value),
);

/** Lists the runs of all places until what it returns is called. */
export function watchPlaces(): () => void {
  const stops = places.map((place) => place.watch?.());
  return () => {
    for (const stop of stops) stop?.();
  };
}
