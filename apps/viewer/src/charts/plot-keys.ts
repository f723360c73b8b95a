import type { Signal } from "@preact/signals";
import type { Zoom } from "./chart-data.ts";
import type { Drawing } from "./drawing.ts";
import { neighbourX, stepAt } from "./lookup.ts";
import { zoomBy } from "./zoom.ts";

/** What the keys of a plot act on. */
export interface PlotKeys {
  readonly drawing: Drawing;
  readonly cursor: Signal<number | undefined>;
  readonly zoom: Signal<Zoom | undefined>;
  /** Picks the step at the cursor. */
  pin(): void;
  /** Takes the cursor away. */
  clear(): void;
}

/** Does what a key of a plot stands for; false for one that stands for nothing. */
export function pressKey(key: string, { drawing, cursor, zoom, pin, clear }: PlotKeys): boolean {
  const points = POINTS[key];
  if (points !== undefined) {
    const x = walk(drawing, cursor.peek(), points);
    if (x !== undefined) cursor.value = stepAt(drawing.xAxis, x);
    return true;
  }
  switch (key) {
    case "Enter":
    case " ":
      pin();
      return true;
    case "+":
    case "=":
      zoomBy(drawing, cursor.peek(), zoom, 0.5);
      return true;
    case "-":
      zoomBy(drawing, cursor.peek(), zoom, 2);
      return true;
    case "0":
      zoom.value = undefined;
      return true;
    case "Escape":
      clear();
      return true;
    default:
      return false;
  }
}

// How many points a key moves the cursor by, as those of any slider do.
const POINTS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 },
  ...{ Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
};

// The x so many points away from a step, at most at the last one that is shown.
function walk({ x, xAxis, traces }: Drawing, step: number | undefined, points: number) {
  const [first, last] = x.domain;
  const next = (from: number, direction: 1 | -1) => {
    const value = neighbourX(traces, from, direction);
    return value !== undefined && value >= first && value <= last ? value : undefined;
  };
  const leftmost = next(beside(first, -1), 1);
  const rightmost = next(beside(last, 1), -1);
  if (!Number.isFinite(points)) return points < 0 ? leftmost : rightmost;

  const start = step === undefined ? Number.NaN : xAxis.of(step);
  // A cursor that is not to be seen comes in from the edge.
  if (!(start >= first && start <= last)) return points > 0 ? leftmost : rightmost;
  let at = start;
  for (let i = 0; i < Math.abs(points); i++) at = next(at, points > 0 ? 1 : -1) ?? at;
  return at;
}

// The number next to another, so that a point right on the edge is found from beside it.
function beside(value: number, direction: 1 | -1): number {
  return value + direction * Math.max(Number.MIN_VALUE, Math.abs(value) * 1e-12);
}
