import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { notify } from "../../app/notify.tsx";
import type { ComparedRun } from "./compare/compared-run.ts";
import { runLook } from "./run-look.ts";
import { type HeldRun, holdRun } from "./sources/hold-run.ts";
import { runByKey } from "./sources/run-places.ts";
import { MOST_RUNS, state } from "./view-state.ts";

const held = signal<ReadonlyMap<string, HeldRun>>(new Map());

/** The selected runs that are there, in the order in which they were selected. */
export const selectedRuns: ReadonlySignal<readonly ComparedRun[]> = computed(() => {
  const runs = state.runs.value.flatMap((key, index) => {
    const open = held.value.get(key);
    return open ? [{ key, name: open.run.name, look: runLook(index), run: open.run }] : [];
  });
  const names = runs.map(({ name }) => name);
  return runs.map((run) => {
    const isOnly = names.filter((name) => name === run.name).length === 1;
    return isOnly ? run : { ...run, name: run.key };
  });
});

/** Keys of selected runs that no place lists: of a link to elsewhere, or of what was dropped before. */
export const missingRuns: ReadonlySignal<readonly string[]> = computed(() =>
  state.runs.value.filter((key) => !held.value.has(key)),
);

/** The run whose single images are measured. */
export const focusedRun: ReadonlySignal<ComparedRun | undefined> = computed(() => {
  const runs = selectedRuns.value;
  return runs.find(({ key }) => key === state.focus.value) ?? runs[0];
});

/** Selects these runs; of too many, the first ones. */
export function selectRuns(keys: Iterable<string>): void {
  const all = [...new Set(keys)];
  if (all.length > MOST_RUNS) {
    notify(`At most ${MOST_RUNS} runs can be selected at a time; deselect one first.`);
  }
  batch(() => {
    state.runs.value = all.slice(0, MOST_RUNS);
    if (!state.runs.value.includes(state.focus.value)) state.focus.value = "";
  });
}

/** Keeps the selected runs open until what it returns is called. */
export function watchSelection(): () => void {
  const stop = effect(() => {
    const next = new Map<string, HeldRun>();
    const before = held.peek();
    for (const key of state.runs.value.slice(0, MOST_RUNS)) {
      const listed = runByKey.value.get(key);
      const open = before.get(key);
      // What is open stays so where it is not listed any more: it may come back.
      const isKept = open && (!listed || listed.source === open.source);
      const run = isKept ? open : listed && holdRun(listed);
      if (run) next.set(key, run);
    }
    for (const [key, open] of before) if (next.get(key) !== open) open.release();
    const isSame =
      next.size === before.size && [...next].every(([key, open]) => before.get(key) === open);
    if (!isSame) held.value = next;
  });
  return () => {
    stop();
    for (const open of held.peek().values()) open.release();
    held.value = new Map();
  };
}
