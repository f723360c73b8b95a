import { type Matrix, mapMachine, type PhaseStates, type TrainEvent } from "@helmholtz/core";

/**
 * Memory of the matrices that training made for this event alone, which can be moved to another
 * thread instead of copied. An end's machine is not among it: its checkpoint has the same.
 */
export function freshBuffers(event: TrainEvent): ArrayBuffer[] {
  return matricesOf(event).map(({ data }) => data.buffer as ArrayBuffer); // never shared
}

function matricesOf(event: TrainEvent): readonly Matrix[] {
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
