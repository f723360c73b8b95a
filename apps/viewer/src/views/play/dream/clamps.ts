import type { Clamp } from "@helmholtz/core";
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { chosen } from "../machine/chosen-machine.ts";
import { state } from "../play-state.ts";

const before = signal<readonly (readonly Clamp[])[]>([]);

/** The units that are held, as far as the machine has them. */
export const clamps: ReadonlySignal<readonly Clamp[]> = computed(() => {
  const now = chosen.value;
  if (now.type !== "ready") return [];
  const { sizes } = now.played.machine;
  return state.clamps.value.filter(({ layer, unit }) => unit < (sizes[layer] ?? 0));
});

/** Whether there is a change to take back. */
export const canUndoClamps: ReadonlySignal<boolean> = computed(() => before.value.length > 0);

/** A free unit is held on, one held on is held off, one held off is free again. */
export function turnClamp(layer: number, unit: number): void {
  const isIt = (clamp: Clamp) => clamp.layer === layer && clamp.unit === unit;
  const held = clamps.peek().find(isIt);
  const rest = clamps.peek().filter((clamp) => !isIt(clamp));
  if (held && !held.on) change(rest);
  else change([...rest, { layer, unit, on: !held }]);
}

/** Sets all units free. */
export function clearClamps(): void {
  if (clamps.peek().length > 0) change([]);
}

export function undoClamps(): void {
  const last = before.peek().at(-1);
  if (!last) return;
  before.value = before.peek().slice(0, -1);
  state.clamps.value = last;
}

const MOST_UNDONE = 100;

function change(next: readonly Clamp[]): void {
  before.value = [...before.peek(), state.clamps.peek()].slice(-MOST_UNDONE);
  state.clamps.value = next;
}
