import { type ReadonlySignal, signal } from "@preact/signals";
import { loadShipped, shippedClasses } from "../../../machine/shipped.ts";
import { type PlayedMachine, playedMachine } from "../machine/played-machine.ts";

export type ClassMachines =
  | { readonly type: "none" }
  /** `share` of them are there, 0 … 1. */
  | { readonly type: "loading"; readonly share: number }
  /** [class] */
  | { readonly type: "ready"; readonly machines: readonly PlayedMachine[] }
  | { readonly type: "failed"; readonly message: string };

const now = signal<ClassMachines>({ type: "none" });

/** The machines of one class each that come with the page, once they are asked for. */
export const classMachines: ReadonlySignal<ClassMachines> = now;

/** Fetches them, 1.3 MB, unless they are there or on their way. */
export async function loadClassMachines(): Promise<void> {
  if (now.peek().type === "loading" || now.peek().type === "ready") return;
  now.value = { type: "loading", share: 0 };
  let loaded = 0;
  try {
    const machines = await Promise.all(
      shippedClasses.map(async (name) => {
        const { record, at } = await loadShipped(name);
        const machine = await at(Number.POSITIVE_INFINITY);
        now.value = { type: "loading", share: ++loaded / shippedClasses.length };
        return playedMachine(name, machine, { record });
      }),
    );
    now.value = { type: "ready", machines };
  } catch (error) {
    now.value = { type: "failed", message: (error as Error).message };
  }
}
