import { fit, joinFitting } from "../../draw/text.ts";
import type { ChartView } from "./shown-steps.ts";

/**
 * What stands above a chart: its title, and as a note how it is drawn, where that is not the usual
 * way, and its unit. Where there is little room the unit gives way first, then the title's end.
 *
 * @param width character cells of the frame
 */
export function heading(
  { title, unit }: { title: string; unit: string },
  view: ChartView,
  width: number,
): { title: string; note: string } {
  const ways = waysOf(view);
  const state = ways.join(" ");
  const notes = state ? [`${state} · ${unit}`, state] : [unit];
  const note = notes.find(({ length }) => title.length + length <= width - FRAME);
  if (note !== undefined) return { title, note };
  if (!state) return { title: title.length <= width - 6 ? title : unit, note: "" };
  const short = joinFitting(ways, width - FRAME - LEAST_TITLE, " ");
  return { title: fit(title, width - FRAME - short.length), note: short };
}

// What keys have changed.
function waysOf({ zoom, recent, log, smoothing }: ChartView): string[] {
  return [
    ...(zoom ? ["zoom"] : recent ? ["latest"] : []),
    ...(log ? ["log"] : []),
    ...(smoothing > 0 ? [`smooth ${smoothing}`] : []),
  ];
}

// Cells that a frame needs beside a title and a note.
const FRAME = 9;

// Enough to tell neighbours apart; the legend says the rest.
const LEAST_TITLE = 3;
