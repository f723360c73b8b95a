import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { createDroppedPlace } from "./dropped-place.ts";
import { pagePlace } from "./page-place.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";
import { servedPlace } from "./served-place.ts";

/** What somebody dropped on the page. */
export const dropped = createDroppedPlace();

/** The runs of the server: of `helmholtz view`, in a folder on its disk. */
export const served: RunPlace = servedPlace({ folder: "runs", title: "Server", every: 4000 });

/** Every place that runs come from. */
export const places: readonly RunPlace[] = [
  pagePlace,
  dropped,
  served,
  servedPlace({ folder: "shipped", title: "Shipped", isShipped: true }),
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

const late = signal(false);

/** Whether to show the runs: all at once, so that none comes above others, but not waiting for long. */
export const areReady: ReadonlySignal<boolean> = computed(
  () => areListed.value || (late.value && listedRuns.value.length > 0),
);

/** Lists the runs of all places until what it returns is called. */
export function watchPlaces(): () => void {
  const stops = places.map((place) => place.watch?.());
  const timer = setTimeout(() => {
    late.value = true;
  }, LATE_AFTER_MS);
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop?.();
  };
}

const LATE_AFTER_MS = 1500;
