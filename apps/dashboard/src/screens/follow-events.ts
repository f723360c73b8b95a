import { setImmediate as breathe } from "node:timers/promises";
import type { RunEvent } from "@helmholtz/core";
import type { RunModel } from "./run-model.ts";

// Longest time without giving timers, keys and paints a turn.
const BREATH_MS = 16;

export interface FollowEventsOptions {
  /** Ends the following, with the next event. */
  signal: AbortSignal;
  /** Called after each event. */
  taken(event: RunEvent): void;
}

/**
 * Lets a model take the events of its run, to their end.
 *
 * @throws what reading the events throws.
 */
export async function followEvents(
  model: RunModel,
  { signal, taken }: FollowEventsOptions,
): Promise<void> {
  let breathed = performance.now();
  for await (const event of model.source.events) {
    if (signal.aborted) return;
    model.take(event);
    taken(event);
    if (performance.now() - breathed > BREATH_MS) {
      await breathe();
      breathed = performance.now();
    }
  }
  model.finish();
}
