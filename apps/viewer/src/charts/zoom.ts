import type { Signal } from "@preact/signals";
import type { Zoom } from "./chart-data.ts";
import type { Drawing } from "./drawing.ts";
import { spanOf, stepAt } from "./lookup.ts";

/**
 * Changes `zoom` to steps that take `factor` times as much of the x axis, the cursor staying where
 * it is, or else the middle; to everything where that is no less.
 */
export function zoomBy(
  drawing: Drawing,
  cursor: number | undefined,
  zoom: Signal<Zoom | undefined>,
  factor: number,
): void {
  const { x, xAxis } = drawing;
  const [from, to] = x.domain;
  const at = cursor === undefined ? Number.NaN : xAxis.of(cursor);
  const middle = x.log ? Math.sqrt(from * to) : 0.5 * (from + to);
  const around = at >= from && at <= to ? at : middle;
  const moved = (end: number) =>
    x.log ? around * (end / around) ** factor : around + factor * (end - around);
  zoomTo(drawing, zoom, [moved(from), moved(to)]);
}

/** Changes `zoom` to the steps between two places on the x axis; to everything where that is no less. */
export function zoomTo(
  { traces, xAxis }: Drawing,
  zoom: Signal<Zoom | undefined>,
  [from, to]: Zoom,
): void {
  const [first, last] = spanOf(traces, xAxis) ?? [0, 1];
  if (from <= first && to >= last) {
    zoom.value = undefined;
    return;
  }
  const steps = [Math.max(first, from), Math.min(last, to)].map((x) => stepAt(xAxis, x));
  const [start = 0, end = start] = steps;
  if (start < end) zoom.value = [start, end];
}
