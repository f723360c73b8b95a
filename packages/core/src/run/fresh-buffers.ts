import { mapMachine } from "../machine.ts";
import type { Matrix } from "../matrix.ts";
import type { PhaseStates } from "./events.ts";
import type { RunEvent } from "./run-state.ts";

/**
 * Memory of the matrices that training made for this event alone: it can be moved to another thread
 * rather than copied. None for an end, whose machine is that of its checkpoint.
 */
export function freshBuffers(event: RunEvent): ArrayBuffer[] {
  return matricesOf(event).map(({ data }) => data.buffer as ArrayBuffer); // never shared
}

function matricesOf(event: RunEvent): readonly Matrix[] {
  switch (event.type) {
    case "dream":
      return [event.images];
    case "phases": {
      const both = ({ states, predictions }: PhaseStates) => [...states, ...predictions];
      return [...both(event.wake), ...both(event.sleep), ...(event.activity ?? [])];
    }
    case "weights": {
      const matrices: Matrix[] = [];
      mapMachine(event.machine, (m) => matrices.push(m));
      return matrices;
    }
    default:
      return [];
  }
}
