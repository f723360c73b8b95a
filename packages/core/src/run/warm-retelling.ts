import type { RunEvent } from "./run-state.ts";

/** By their type, what becomes of events: others, or none. Those of other types stay as they are. */
export type Retellings = {
  readonly [T in RunEvent["type"]]?: (
    event: Extract<RunEvent, { type: T }>,
  ) => RunEvent | undefined;
};

/**
 * How the log of a run is told by one that goes on from it with settings of its own: without the
 * changes on the way, since those settings say what counts. Where its machine has other sizes, what is
 * told of single layers and units is left out, and starts tell its own sizes.
 *
 * @param learned units of the machine that it goes on from, visible first
 * @param sizes units of its own machine
 */
export function warmRetellings(learned: readonly number[], sizes: readonly number[]): Retellings {
  return {
    act: (event) => (event.act.type === "change" ? undefined : event),
    ...(String(learned) === String(sizes) ? {} : ofOtherSizes(sizes)),
  };
}

/** An event as it is told; undefined where it is not. */
export function retell(event: RunEvent, retold: Retellings): RunEvent | undefined {
  // The one of its type.
  const tell = retold[event.type] as ((event: RunEvent) => RunEvent | undefined) | undefined;
  return tell ? tell(event) : event;
}

// Readers take a log to be of one machine.
function ofOtherSizes(sizes: readonly number[]): Retellings {
  return {
    start: (event) => ({ ...event, sizes }),
    evaluate: ({ weightNorms: _, ...event }) => ({
      ...event,
      layers: [],
      train: { ...event.train, layers: [] },
    }),
    phases: () => undefined,
    end: ({ heldOut: _, ...event }) => event,
  };
}
