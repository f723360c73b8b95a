import { freshBuffers, type RunEvent } from "@helmholtz/core";

/** Sends a training's events on, a few times a second, with the latest pictures of each kind only. */
export interface Outbox {
  add(event: RunEvent): void;
}

/**
 * @param send takes events in their order, and the memory of their matrices, which was made for
 * them alone
 */
export function createOutbox(
  send: (events: readonly RunEvent[], moved: ArrayBuffer[]) => void,
): Outbox {
  let waiting: RunEvent[] = [];
  let sent = Number.NEGATIVE_INFINITY;
  return {
    add(event) {
      if (isReplaceable(event)) waiting = waiting.filter(({ type }) => type !== event.type);
      waiting.push(event);
      if (!isUrgent(event) && performance.now() - sent < BETWEEN_MS) return;
      send(waiting, waiting.flatMap(freshBuffers));
      waiting = [];
      sent = performance.now();
    },
  };
}

// About 15 times a second: as often as pictures of a training are worth to be looked at.
const BETWEEN_MS = 66;

function isReplaceable({ type }: RunEvent): boolean {
  return type === "progress" || type === "dream" || type === "phases" || type === "weights";
}

// Nothing may follow for long, as where training pauses; or somebody waits for it.
function isUrgent(event: RunEvent): boolean {
  switch (event.type) {
    case "start":
    case "act":
    case "checkpoint":
    case "end":
      return true;
    case "phases":
      return event.of === "step";
    default:
      return false;
  }
}
