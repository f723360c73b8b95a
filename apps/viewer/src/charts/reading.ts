import type { Drawing } from "./drawing.ts";
import { nearestPoint } from "./lookup.ts";
import type { Trace } from "./traces.ts";

/** What a chart says at the cursor, or of the latest values where there is none. */
export interface Reading {
  /** Pixels from the left; none where the plot does not show the cursor. */
  readonly at?: number;
  /** The cursor in words, such as "step 1,200", and what was done to the runs there. */
  readonly where: string;
  readonly values: readonly ReadValue[];
}

/** The value of one curve; its fields are undefined where it has none. */
export interface ReadValue {
  readonly trace: Trace;
  /** What was measured, as text. */
  readonly measured?: string;
  /** The value of the line, as text, where that is smoothed. */
  readonly smoothed?: string;
  /** Pixels of the line from the top; none where the plot does not show it. */
  readonly y?: number;
}

/** What a chart says at a step; without one, the latest values. */
export function readAt(drawing: Drawing, step: number | undefined): Reading {
  const { x, y, xAxis, traces, format, marks } = drawing;
  const value = step === undefined ? undefined : xAxis.of(step);
  const pixel = value === undefined ? Number.NaN : x.at(value);
  const isShown = pixel >= x.range[0] - 0.5 && pixel <= x.range[1] + 0.5;
  const done = isShown ? marks.filter(({ at }) => Math.abs(at - pixel) < 5) : [];
  return {
    ...(isShown && { at: pixel }),
    where: [
      value === undefined ? "latest" : `${xAxis.name} ${xAxis.format(value)}`,
      ...done.map(({ title }) => title.replaceAll("\n", "; ")),
    ].join(" · "),
    values: traces.map((trace): ReadValue => {
      const { points } = trace;
      const i = value === undefined ? lastPoint(trace) : nearestPoint(points, value);
      if (i === undefined) return { trace };
      const smoothed = points.smoothed[i] ?? Number.NaN;
      const top = y.at(smoothed);
      return {
        trace,
        measured: format(points.measured[i] ?? Number.NaN),
        ...(points.smoothed !== points.measured && { smoothed: format(smoothed) }),
        ...(isShown && top >= y.range[1] - 1 && top <= y.range[0] + 1 && { y: top }),
      };
    }),
  };
}

function lastPoint({ points: { measured } }: Trace): number | undefined {
  const i = measured.findLastIndex((value) => !Number.isNaN(value));
  return i < 0 ? undefined : i;
}
