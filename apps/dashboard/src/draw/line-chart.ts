import type { Rgb } from "./color.ts";
import type { Style } from "./style.ts";
import { extent, type Range, tickLabels, ticks } from "./ticks.ts";

/** One line of a chart. */
export interface Series {
  /** In the order of x; a y that is not finite is a gap. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly color: Rgb;
  /** Every other dot only: what tells it apart where there is no colour. */
  readonly dotted?: boolean;
}

export interface LineChartOptions {
  /** Character cells in all, axes included. */
  columns: number;
  rows: number;
  style: Style;
  /** Default what the points span. */
  x?: Range;
  /** Default what the points span. What lies beyond is cut off. */
  y?: Range;
  /** Stands at the right end of the x axis. */
  xUnit?: string;
}

/**
 * Lines over a pair of axes, in braille: 2 × 4 dots to a character cell. Later series lie above
 * earlier ones. Empty where there is no room or no point.
 */
export function lineChart(
  series: readonly Series[],
  { columns, rows, style, xUnit = "", ...ranges }: LineChartOptions,
): string[] {
  const points = series.flatMap((one) => one.points).filter((point) => Number.isFinite(point.y));
  const x = ranges.x ?? extent(points.map((point) => point.x));
  const y = ranges.y ?? extent(points.map((point) => point.y));
  if (!x || !y) return [];
  const height = rows - 2;
  const yTicks = ticks(y, Math.max(2, Math.ceil(height / 3)));
  const yLabels = tickLabels(yTicks);
  const margin = Math.max(...yLabels.map((label) => label.length));
  const width = columns - margin - 1;
  if (width < 2 || height < 1) return [];

  const canvas = createCanvas(width, height);
  series.forEach((one, index) => {
    drawSeries(canvas, one, index, x, y);
  });
  const tickRows = yTicks.map((tick) => Math.floor(position(tick, y, 4 * height, true) / 4));
  const lines = Array.from({ length: height }, (_, row) => {
    const tick = tickRows.indexOf(row);
    const label = (yLabels[tick] ?? "").padStart(margin);
    return style.dim(label + (tick < 0 ? "│" : "┤")) + canvasLine(canvas, row, series, style);
  });
  const [axis, labels] = xAxis(x, width, xUnit);
  const indent = " ".repeat(margin);
  return [...lines, style.dim(`${indent}╰${axis}`), style.dim(`${indent} ${labels}`)];
}

// Dots of a braille cell by column and row, as bits above U+2800.
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

interface Canvas {
  /** Character cells. */
  readonly width: number;
  readonly height: number;
  /** [height × width]: dots of each cell, and the series drawn there last. */
  readonly dots: Uint8Array;
  readonly owner: Uint8Array;
}

function createCanvas(width: number, height: number): Canvas {
  const cells = width * height;
  return { width, height, dots: new Uint8Array(cells), owner: new Uint8Array(cells) };
}

function setDot({ width, dots, owner }: Canvas, x: number, y: number, series: number): void {
  const cell = (y >> 2) * width + (x >> 1);
  dots[cell] = (dots[cell] ?? 0) | (DOTS[x & 1 ? 1 : 0][y & 3] ?? 0);
  owner[cell] = series;
}

// The dot row or column of a value: not rounded, and beyond the canvas where it is out of range.
function position(value: number, [from, to]: Range, dots: number, flipped = false): number {
  const part = (value - from) / (to - from);
  return (flipped ? 1 - part : part) * (dots - 1);
}

function drawSeries(canvas: Canvas, series: Series, index: number, x: Range, y: Range): void {
  const at = (point: { x: number; y: number }) => ({
    x: position(point.x, x, 2 * canvas.width),
    y: position(point.y, y, 4 * canvas.height, true),
  });
  series.points.forEach((point, i) => {
    const before = series.points[i - 1] ?? point;
    if (!Number.isFinite(point.y) || !Number.isFinite(before.y)) return;
    drawSegment(canvas, at(before), at(point), index, series.dotted ?? false);
  });
}

// Dot column by dot column, from where the line enters the column to where it leaves it.
function drawSegment(
  canvas: Canvas,
  a: { x: number; y: number },
  b: { x: number; y: number },
  index: number,
  dotted: boolean,
): void {
  const right = 2 * canvas.width - 1;
  const bottom = 4 * canvas.height - 1;
  const slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
  const yAt = (x: number) => a.y + slope * (Math.max(a.x, Math.min(b.x, x)) - a.x);
  const last = Math.min(right, Math.round(b.x));
  for (let x = Math.max(0, Math.round(a.x)); x <= last; x++) {
    if (dotted && x % 4 > 1) continue;
    const ends = a.x === b.x ? [a.y, b.y] : [yAt(x - 0.5), yAt(x + 0.5)];
    const from = Math.max(0, Math.round(Math.min(...ends)));
    const to = Math.min(bottom, Math.round(Math.max(...ends)));
    for (let y = from; y <= to; y++) setDot(canvas, x, y, index);
  }
}

function canvasLine(
  { width, dots, owner }: Canvas,
  row: number,
  series: readonly Series[],
  style: Style,
): string {
  const cells = Array.from({ length: width }, (_, column) => row * width + column);
  // An empty cell continues whatever colour stands before it, for fewer codes.
  let line = "";
  let run = "";
  let runOwner = -1;
  const flush = () => {
    const color = series[runOwner]?.color;
    line += color ? style.color(color, run) : run;
    run = "";
  };
  for (const cell of cells) {
    const mask = dots[cell] ?? 0;
    if (mask && owner[cell] !== runOwner) {
      flush();
      runOwner = owner[cell] ?? -1;
    }
    run += mask ? String.fromCharCode(0x2800 + mask) : " ";
  }
  flush();
  return line;
}

// The line with a mark at each tick, and the labels beneath, as many as stand apart.
function xAxis(x: Range, width: number, unit: string): [axis: string, labels: string] {
  const values = ticks(x, Math.max(2, Math.floor(width / 8)));
  const axis = Array<string>(width).fill("─");
  let labels = "";
  tickLabels(values).forEach((label, i) => {
    const column = Math.floor(position(values[i] ?? 0, x, 2 * width) / 2);
    const start = Math.max(0, Math.min(column - (label.length >> 1), width - label.length));
    axis[column] = "┴";
    const isFirst = labels === "";
    if (!isFirst && start <= labels.length) return;
    if (start + label.length > width - (unit ? unit.length + 1 : 0)) return;
    labels = labels.padEnd(start) + label;
  });
  return [axis.join(""), labels.padEnd(width - unit.length) + unit];
}
