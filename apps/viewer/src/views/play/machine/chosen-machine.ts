import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { notify, settle } from "../../../app/notify.tsx";
import { pageTraining } from "../../../machine/page-training.ts";
import { loadShipped, shippedNames } from "../../../machine/shipped.ts";
import type { ListedRun } from "../../results/sources/run-place.ts";
import { areListed, listedRuns, runByKey } from "../../results/sources/run-places.ts";
import { state } from "../play-state.ts";
import { droppedMachines } from "./dropped-machines.ts";
import { machineOfRun } from "./machine-of-run.ts";
import { type PlayedMachine, playedMachine } from "./played-machine.ts";

/** The key of the machine that is trained in the page. */
export const PAGE = "page";

export type Chosen =
  | { readonly type: "ready"; readonly played: PlayedMachine }
  | { readonly type: "loading" }
  /** Why it cannot be had, for people. */
  | { readonly type: "missing"; readonly message: string };

/** What the machines that come with the page are called. */
export const shippedTitles: Readonly<Record<(typeof shippedNames)[number], string>> = {
  digits: "Digits, trained for 60 epochs",
  bars: "Bars, 4 × 4",
};

/** One's own runs, that the server lists or that were dropped under Results. */
export const ownRuns: ReadonlySignal<readonly ListedRun[]> = computed(() =>
  listedRuns.value.filter(({ key, isShipped }) => !isShipped && !key.startsWith(`${PAGE}/`)),
);

const loaded = signal<ReadonlyMap<string, Chosen>>(new Map());

/** The machine that the view plays with; the one of the page changes as it learns. */
export const chosen: ReadonlySignal<Chosen> = computed(() => {
  const key = state.machine.value;
  if (key === PAGE) return ofPage.value;
  const dropped = droppedMachines.value.get(key);
  if (dropped) return { type: "ready", played: dropped };
  if (shippedNames.some((name) => name === key)) return loaded.value.get(key) ?? LOADING;
  if (runByKey.value.has(key)) return loaded.value.get(key) ?? LOADING;
  if (!areListed.value) return LOADING;
  return {
    type: "missing",
    message: `machine: the page has none called ${key}; choose another, or drop it again`,
  };
});

const LOADING: Chosen = { type: "loading" };

// Each change of the run asks for it, and only another machine gives another answer.
const machineOfPage = computed(() => pageTraining.value?.run.value.weights?.machine);

const ofPage = computed((): Chosen => {
  const training = pageTraining.value;
  if (!training) {
    return {
      type: "missing",
      message: "machine: none is trained in this page; start one under Live machine",
    };
  }
  const machine = machineOfPage.value;
  const record = training.record.value;
  if (!machine) return LOADING;
  return {
    type: "ready",
    played: playedMachine("the live machine", machine, { ...(record && { record }) }),
  };
});

effect(() => {
  const name = shippedNames.find((shipped) => shipped === state.machine.value);
  if (!name) return;
  const before = loaded.peek().get(name);
  if (!before || before.type === "missing") load(name, () => shippedMachine(name));
});

// Each time that the run has changed, and not whenever the server lists it.
const chosenRun = computed(() => {
  const run = runByKey.value.get(state.machine.value);
  return run && `${run.updated} ${run.key}`;
});

effect(() => {
  if (!chosenRun.value) return;
  const run = runByKey.peek().get(state.machine.peek());
  if (run && !droppedMachines.peek().has(run.key)) load(run.key, () => machineOfRun(run));
});

// What was there before stays until the other is there, and where that cannot be had.
async function load(key: string, find: () => Promise<PlayedMachine>): Promise<void> {
  const tell = (now: Chosen) => {
    loaded.value = new Map(loaded.peek()).set(key, now);
  };
  const isReady = () => loaded.peek().get(key)?.type === "ready";
  const about = `machine ${key}`;
  if (!isReady()) tell(LOADING);
  try {
    tell({ type: "ready", played: await find() });
    settle(about);
  } catch (error) {
    const { message } = error as Error;
    if (isReady()) notify(message, "error", about);
    else tell({ type: "missing", message });
  }
}

async function shippedMachine(name: (typeof shippedNames)[number]): Promise<PlayedMachine> {
  const { record, at } = await loadShipped(name);
  return playedMachine(name, await at(Number.POSITIVE_INFINITY), { record });
}
