import { type PlacedMark, placeMarks } from "./act-marks.ts";
import { type Axis, createAxis, roomyDomain, tickLabels, ticksOf, valueFormat } from "./axis.ts";
import type { ChartData, XAxis, Zoom } from "./chart-data.ts";
import { type EndLabel, placeEndLabels, widthOfText } from "./end-labels.ts";
import { type LonePoint, lonePoints } from "./lone-points.ts";
import { countBelow, firstPlaced, spanOf } from "./lookup.ts";
import { type Paths, pathsOf } from "./paths.ts";
import { type Trace, tracesOf } from "./traces.ts";

/** Everything of a chart that has a place, in pixels: the page and the files show the same. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly traces: readonly Trace[];
  /** [traces] */
  readonly paths: readonly Paths[];
  /** Left to right; its range is that of the plot. */
  readonly x: Axis;
  /** Bottom to top; its range is that of the plot. */
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xAxis: XAxis;
  /** Values of curves that have no line yet. */
  readonly lonePoints: readonly LonePoint[];
  /** Names beside the ends of lines; none where they would not fit. */
  readonly endLabels: readonly EndLabel[];
  readonly marks: readonly PlacedMark[];
  /** A value of the y axis as text. */
  format(value: number): string;
  /** Why nothing is drawn. */
  readonly empty?: string;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Pixels of the text on axes and at the ends of lines. */
export const TEXT_SIZE = 11.5;

/** Lays out a chart in so many pixels. */
export function layOut(data: ChartData, width: number, height: number, zoom?: Zoom): Drawing {
  const { xAxis, log = false, marks = [] } = data;
  const traces = tracesOf(data);
  const xDomain = xDomainOf(traces, xAxis, zoom);
  const values = yExtent(traces, xDomain, xAxis, log);
  const yDomain = roomyDomain(values ?? [log ? 0.1 : 0, 1], log);

  const y = createAxis(yDomain, [height - BOTTOM, TOP], log);
  const yValues = values ? ticksOf(y, Math.max(2, Math.round((height - BOTTOM - TOP) / 44))) : [];
  const yTicks = labelled(yValues, tickLabels(yValues, y), y);
  const left = Math.ceil(Math.max(24, ...yTicks.map(({ label }) => widthOfText(label))) + 10);

  const labels = placeEndLabels(traces, xDomain, y, width - left);
  const right = Math.max(left + 1, width - (labels.width || RIGHT));
  const x = createAxis(xDomain, [left, right], xAxis.log);
  const xValues = values ? xTicksOf(x, xAxis, spanOf(traces, xAxis)) : [];
  const format = valueFormat(y);

  return {
    ...{ width, height, traces, x, y, xAxis, yTicks },
    paths: traces.map(({ points }) => pathsOf(points, x, y)),
    xTicks: clearOfName(labelled(xValues, xValues.map(xAxis.format), x), x, xAxis),
    lonePoints: lonePoints(traces, x, y, format),
    endLabels: labels.placed,
    marks: placeMarks(
      marks.filter(({ step }) => isWithin(xDomain, xAxis.of(step))),
      (step) => x.at(xAxis.of(step)),
      (step) => `${xAxis.name} ${xAxis.format(xAxis.of(step))}`,
    ),
    format,
    ...(!values && { empty: emptyNote(traces, xAxis, log) }),
  };
}

// Pixels around the plot.
const TOP = 10;
const BOTTOM = 28;
const RIGHT = 14;

function xDomainOf(traces: readonly Trace[], xAxis: XAxis, zoom: Zoom | undefined): Zoom {
  const { of, log = false } = xAxis;
  const span = spanOf(traces, xAxis) ?? (log ? [1, 10] : [0, 1]);
  const [from, to] = zoom ? [of(zoom[0]), of(zoom[1])] : span;
  // A logarithmic axis has no 0 to begin at.
  if (log && from <= 0 && to > 0) return [Math.min(span[0], 0.5 * to), to];
  // Values that were merged begin a little after the beginning of the run.
  if (from < to) return [!zoom && !log && from > 0 && from < 0.02 * to ? 0 : from, to];
  // A lone point lies in the middle.
  const margin = 0.5 * Math.abs(from) || 0.5;
  return [from - margin, from + margin];
}

function xTicksOf(x: Axis, { ticks }: XAxis, [first, last]: Zoom = [0, 1]): readonly number[] {
  if (first === last) return [first];
  const most = Math.max(2, Math.min(10, Math.floor((x.range[1] - x.range[0]) / 84)));
  return ticks?.(...x.domain, most) ?? ticksOf(x, most);
}

// Only of what is within the x axis: to zoom in is to see more of the y axis, too.
function yExtent(
  traces: readonly Trace[],
  x: Zoom,
  { log: isLogX = false }: XAxis,
  log: boolean,
): Zoom | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { points } of traces) {
    const first = countBelow(points.x, x[0]);
    const isBeside = first === points.x.length || (first === 0 && (points.x[0] ?? 0) > x[1]);
    if (isBeside) continue;
    const start = Math.max(firstPlaced(points.x, isLogX), first - 1);
    const end = countBelow(points.x, x[1]) + 1;
    for (const column of [points.low, points.high, points.smoothed]) {
      for (const value of column.subarray(start, end)) {
        // NaN is neither.
        if (value < from && (value > 0 || !log)) from = value;
        if (value > to && (value > 0 || !log)) to = value;
      }
    }
  }
  return from <= to ? [from, to] : undefined;
}

function emptyNote(traces: readonly Trace[], xAxis: XAxis, log: boolean): string {
  const hasValues = traces.some(({ points }) => points.measured.some(Number.isFinite));
  if (!hasValues) return "No values yet";
  if (xAxis.log && !spanOf(traces, xAxis)) {
    return `No values after ${xAxis.name} 0, where a log axis begins`;
  }
  return log ? "No values above 0 here, and a log axis shows no others" : "No values here";
}

function labelled(values: readonly number[], labels: readonly string[], axis: Axis): Tick[] {
  return values.map((value, i) => ({ at: axis.at(value), label: labels[i] ?? "" }));
}

// The axis is named at its right end, in the row of its ticks.
function clearOfName(ticks: readonly Tick[], { range }: Axis, { name }: XAxis): Tick[] {
  const start = range[1] + RIGHT - 8 - widthOfText(name);
  return ticks.map(({ at, label }) => ({
    at,
    label: at + 0.5 * widthOfText(label) > start ? "" : label,
  }));
}

function isWithin([from, to]: Zoom, x: number): boolean {
  return x >= from && x <= to;
}
