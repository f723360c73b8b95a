import { type AxisMark, type AxisUnit, columnOf, dotAt, scaleOf, xAxis, yAxis } from "./axis.ts";
import { type Canvas, createCanvas } from "./canvas.ts";
import { canvasLines, endMarks } from "./chart-lines.ts";
import type { Rgb } from "./color.ts";
import { dotGlyphs } from "./glyphs.ts";
import { sameMeasure } from "./measure.ts";
import { smooth } from "./smooth.ts";
import type { Style } from "./style.ts";
import { extent, type Range } from "./ticks.ts";
import { type Pattern, traceBand, traceLine } from "./trace.ts";

/** One line of a chart. */
export interface Line {
  /** [points]: ascending. */
  readonly x: ArrayLike<number>;
  /** [points]: what is not finite is a gap. */
  readonly y: ArrayLike<number>;
  /** [points]: the least and the greatest of what a point stands for; drawn as a faint band. */
  readonly min?: ArrayLike<number>;
  readonly max?: ArrayLike<number>;
  readonly color: Rgb;
  /** Default "solid". */
  readonly pattern?: Pattern;
  /** One character, which stands at the end of the line. */
  readonly mark?: string;
}

export interface LineChartOptions {
  /** Character cells in all, axes included. */
  columns: number;
  rows: number;
  style: Style;
  /** Default what the points span. */
  x?: Range;
  /** Default what the points within `x` span, bands included. What lies beyond is cut off. */
  y?: Range;
  /** Whether y goes by powers of ten; what is not above 0 is a gap then. Default false. */
  log?: boolean;
  /** How much of what was before counts, as `smooth` takes it; the raw line stays, faint. Default 0. */
  smoothing?: number;
  /** An x with an upright line. */
  cursor?: number;
  /** Noted on the x axis. */
  marks?: readonly AxisMark[];
  /** Default x itself, without a name. */
  unit?: AxisUnit;
  /** The least room for labels of y, so that charts one above the other line up. Default 0. */
  labelColumns?: number;
}

/** Where in its lines a chart is plotted, to turn a place on the screen into an x. */
export interface Plot {
  /** The first row and column, in character cells from 0, and how many there are. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** From the left edge to the right one. */
  readonly x: Range;
}

/** Lines of text, exactly as large as asked; none, and no plot, where there is no room or no point. */
export interface LineChart {
  readonly lines: string[];
  readonly plot?: Plot;
}

/**
 * Lines over a pair of axes, in dots that are finer than character cells. Later lines lie above
 * earlier ones, and all of them above the faint bands and raw lines.
 */
export function lineChart(lines: readonly Line[], options: LineChartOptions): LineChart {
  const { style, log = false, smoothing = 0, cursor, marks = [] } = options;
  const rows = options.rows - 2;
  const x = options.x ?? extent(lines.flatMap((line) => endsOf(line.x)));
  const y = x && (options.y ?? pointsExtent(lines, x, log));
  if (!x || !y || rows < 1) return { lines: [] };
  const { labelColumns = 0, unit = { name: "", ...sameMeasure } } = options;
  const { down } = dotGlyphs[style.glyphs];
  const axis = yAxis({ range: y, log, rows, dots: down, style, labelColumns });
  const gutter = lines.some(({ mark }) => mark) ? 2 : 0;
  const columns = options.columns - axis.width - gutter;
  if (columns < 2) return { lines: [] };

  const canvas = createCanvas(columns, rows, { glyphs: style.glyphs, ground: 2 * lines.length });
  const ends = drawLines(canvas, lines, { x, y, log, smoothing, style });
  const cursorColumn = cursor === undefined ? -1 : columnOf(cursor, x, columns);
  const plotted = canvasLines(canvas, lines, { style, cursorColumn, tickRows: axis.tickRows });
  const named = gutter ? endMarks(lines, ends, { rows, down, style }) : [];
  const xLines = xAxis({ range: x, columns, style, unit, marks, cursor });
  const corner = style.glyphs === "ascii" ? "+" : "╰";
  const [indent, right] = [" ".repeat(axis.width - 1), " ".repeat(gutter)];
  return {
    lines: [
      ...plotted.map((line, row) => `${axis.lines[row]}${line}${named[row] ?? right}`),
      `${indent}${style.dim(corner)}${xLines[0]}${right}`,
      `${indent} ${xLines[1]}${right}`,
    ],
    plot: { row: 0, column: axis.width, rows, columns, x },
  };
}

/** What points between the ends of x span, their bands included; of positive ones where `log`. */
export function pointsExtent(
  lines: readonly Line[],
  [from, to]: Range,
  log: boolean,
): Range | undefined {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const { x, y, min = y, max = y } of lines) {
    for (let i = 0; i < x.length; i++) {
      const at = x[i] ?? Number.NaN;
      if (!(at >= from && at <= to)) continue;
      const low = min[i] ?? Number.NaN;
      const high = max[i] ?? Number.NaN;
      if (low < least && (!log || low > 0) && Number.isFinite(low)) least = low;
      if (high > greatest && Number.isFinite(high)) greatest = high;
    }
  }
  if (log && least === greatest) return [least / 2, greatest * 2];
  return log && !(greatest > 0) ? undefined : extent([least, greatest]);
}

// The first and the last of ascending numbers.
function endsOf(x: ArrayLike<number>): number[] {
  return x.length > 0 ? [x[0] ?? 0, x[x.length - 1] ?? 0] : [];
}

interface Scales {
  readonly x: Range;
  readonly y: Range;
  readonly log: boolean;
  readonly smoothing: number;
  readonly style: Style;
}

// Bands first, then what is left raw, then the lines; and at which dot row each line ends.
function drawLines(canvas: Canvas, lines: readonly Line[], scales: Scales): number[] {
  const { smoothing, style } = scales;
  const [across, up] = [scaleOf(scales.x), scaleOf(scales.y, scales.log)];
  const { width, height } = canvas;
  const toY = (values: ArrayLike<number>) => dotsOf(values, (y) => dotAt(1 - up(y), height));
  const placed = lines.map((line, i) => ({
    ...line,
    x: dotsOf(line.x, (value) => dotAt(across(value), width)),
    layers: { band: 1 + i, raw: 1 + lines.length + i, line: 1 + 2 * lines.length + i },
  }));
  for (const { x, min, max, layers } of placed) {
    if (min && max) traceBand(canvas, x, toY(max), toY(min), layers.band);
  }
  if (smoothing > 0) {
    const pattern = style.depth === 1 ? "dotted" : "solid";
    for (const { x, y, layers } of placed) traceLine(canvas, x, toY(y), layers.raw, pattern);
  }
  return placed.map(({ x, y, layers, pattern }) => {
    const drawn = toY(smoothing > 0 ? smooth(y, smoothing) : y);
    traceLine(canvas, x, drawn, layers.line, pattern);
    const isShown = (at: number) => at >= 0 && at < width;
    const last = drawn.findLastIndex((at, i) => Number.isFinite(at) && isShown(x[i] ?? -1));
    return drawn[last] ?? Number.NaN;
  });
}

function dotsOf(values: ArrayLike<number>, place: (value: number) => number): Float64Array {
  const dots = new Float64Array(values.length);
  for (let i = 0; i < dots.length; i++) dots[i] = place(values[i] ?? Number.NaN);
  return dots;
}
