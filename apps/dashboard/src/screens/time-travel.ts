import type { Archive } from "../archive.ts";
import { keepInZoom } from "../keys/chart-keys.ts";
import type { View } from "../panels/view.ts";

/** Moves what is looked at through the stored steps of a run. */
export interface TimeTravel {
  /** By so many stored steps; past the last one, the latest is followed again, without a zoom. */
  move(by: number): void;
  /** To the last stored step at or before `step`. */
  to(step: number): void;
}

/**
 * Changes `view` by travelling through what `archive` has.
 *
 * @param changed called when there is something else to see
 */
export function createTimeTravel(view: View, archive: Archive, changed: () => void): TimeTravel {
  let underWay = Promise.resolve();
  // One after the other: each goes on from where the one before has led.
  const travel = (choose: (steps: readonly number[], at: number) => number) => {
    underWay = underWay
      .then(async () => {
        const steps = await archive.steps();
        if (steps.length === 0) {
          view.message = "nothing is stored yet";
          return;
        }
        const last = steps.length - 1;
        const at = view.cursor === undefined ? last : before(steps, view.cursor);
        const next = Math.max(0, choose(steps, at));
        if (next > last) follow(view);
        else await look(steps[next] ?? 0);
      })
      .catch((error: Error) => {
        view.message = error.message;
      })
      .finally(changed);
  };
  const look = async (step: number) => {
    view.cursor = step;
    keepInZoom(view, step);
    changed();
    const past = await archive.at(step);
    if (view.cursor === step) view.past = past;
  };
  return {
    move(by) {
      if (by === Number.POSITIVE_INFINITY) follow(view);
      else travel((_, at) => at + by);
    },
    to: (step) => travel((steps) => before(steps, step)),
  };
}

function follow(view: View): void {
  view.cursor = undefined;
  view.past = undefined;
  view.zoom = undefined;
  view.message = "";
}

// The place of the last step at or before one; the first where there is none.
function before(steps: readonly number[], step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
