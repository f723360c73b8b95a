import { decodeEvent, type RunEvent, retell, warmRetellings } from "@helmholtz/core";

/** What one run tells of another. */
export type InheritedEvent = Extract<
  RunEvent,
  { type: "start" | "evaluate" | "likelihood" | "dream" | "phases" | "act" }
>;

/**
 * What a run's log tells up to a step, as events of a run that goes on from there with a machine of
 * these sizes, so that its curves are whole: as `helmholtz train --warm-start` tells it. The end is no
 * end, the checkpoints are the other run's alone, and of acts those count that make training wait.
 */
export function inheritedEvents(
  log: Uint8Array,
  { step, sizes }: { readonly step: number; readonly sizes: readonly number[] },
): InheritedEvent[] {
  const told: InheritedEvent[] = [];
  let retellings = warmRetellings(sizes, sizes);
  for (const line of decoder.decode(log).split("\n")) {
    const event = decodeEvent(line);
    if (!event || event.step > step) continue;
    if (event.type === "start") retellings = warmRetellings(event.sizes, sizes);
    const retold = retell(event, retellings);
    if (retold && isInherited(retold, step)) told.push(retold);
  }
  return told;
}

function isInherited(event: RunEvent, step: number): event is InheritedEvent {
  switch (event.type) {
    case "start":
    case "evaluate":
    case "likelihood":
    case "dream":
    case "phases":
      return true;
    case "act":
      // Speed is measured without the pauses. The one at this step is to hand over.
      return event.step < step && halts.has(event.act.type);
    case "progress":
    case "weights":
    case "checkpoint":
    case "end":
      return false;
    default:
      return event satisfies never;
  }
}

const decoder = new TextDecoder();
const halts: ReadonlySet<string> = new Set(["pause", "resume", "advance"]);
