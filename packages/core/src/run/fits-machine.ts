import type { Matrix } from "../matrix.ts";
import type { PhaseStates, PhasesEvent } from "./events.ts";
import type { RunEvent } from "./run-state.ts";

/**
 * Whether an event may be of a machine: of its sizes, where it tells any, so that who draws what a
 * log says need not check. A hostile log may have pictures of another size, or of no size yet.
 *
 * @param sizes units of each layer, visible first, as the first start event has them
 */
export function fitsMachine(event: RunEvent, sizes: readonly number[] | undefined): boolean {
  switch (event.type) {
    case "start":
      return !sizes || String(event.sizes) === String(sizes);
    case "dream":
      return event.images.cols === sizes?.[0];
    case "phases":
      return sizes !== undefined && phasesFit(event, sizes);
    default:
      return true;
  }
}

function phasesFit({ wake, sleep, activity }: PhasesEvent, sizes: readonly number[]): boolean {
  const hidden = sizes.slice(1);
  return (
    statesFit(wake, sizes, sizes) &&
    statesFit(sleep, sizes, hidden) &&
    (!activity || areOf(activity, 1, hidden))
  );
}

function statesFit(
  { states, predictions }: PhaseStates,
  sizes: readonly number[],
  predicted: readonly number[],
): boolean {
  const images = states[0]?.rows;
  return areOf(states, images, sizes) && areOf(predictions, images, predicted);
}

function areOf(layers: readonly Matrix[], rows: number, units: readonly number[]): boolean {
  return (
    layers.length === units.length &&
    layers.every((layer, l) => layer.rows === rows && layer.cols === units[l])
  );
}
