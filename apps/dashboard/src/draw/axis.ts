import type { Measure } from "./measure.ts";
import { joinRuns, type Paint } from "./runs.ts";
import { hues, type Style } from "./style.ts";
import { logTickLabels, logTicks, type Range, tickLabels, ticks } from "./ticks.ts";

/**
 * Where values lie between the ends of a range: 0 at the first, 1 at the last, or beyond.
 *
 * @param log whether powers of ten are evenly apart; what is not above 0 is NaN then
 */
export function scaleOf([from, to]: Range, log = false): (value: number) => number {
  const span = log ? Math.log(to / from) : to - from;
  return log ? (value) => Math.log(value / from) / span : (value) => (value - from) / span;
}

/** The dot of a share, of all that there are in a row: not rounded, and beyond them where it is. */
export function dotAt(share: number, dots: number): number {
  return share * (dots - 1);
}

export interface YAxisOptions {
  range: Range;
  log: boolean;
  /** Character cells from top to bottom, and dots of one. */
  rows: number;
  dots: number;
  style: Style;
  /** The least room for labels. */
  labelColumns: number;
}

export interface YAxis {
  /** What stands to the left of each row, all of the same width. */
  readonly lines: readonly string[];
  /** Cells of that. */
  readonly width: number;
  /** Rows that have a tick. */
  readonly tickRows: ReadonlySet<number>;
}

/** The axis to the left of a plot, with labels at round values. */
export function yAxis({ range, log, rows, dots, style, labelColumns }: YAxisOptions): YAxis {
  const values = severalTicks(Math.ceil(rows / 2.5), rows, (most) =>
    log ? logTicks(range, most) : ticks(range, most),
  );
  const labels = log ? logTickLabels(values) : tickLabels(values);
  const margin = Math.max(labelColumns, ...labels.map((label) => label.length));
  const byRow = new Map<number, string>();
  const scale = scaleOf(range, log);
  values.forEach((value, i) => {
    byRow.set(cellAt(1 - scale(value), rows, dots), labels[i] ?? "");
  });
  const [rule, tick] = style.glyphs === "ascii" ? "|+" : "│┤";
  const lines = Array.from({ length: rows }, (_, row) => {
    const label = byRow.get(row);
    return style.dim(`${(label ?? "").padStart(margin)}${label === undefined ? rule : tick}`);
  });
  return { lines, width: margin + 1, tickRows: new Set(byRow.keys()) };
}

// As many ticks as read well; more where that makes only one, which would not tell how large a cell
// is, but no more than there are cells.
function severalTicks(
  enough: number,
  cells: number,
  ticksOf: (most: number) => number[],
): number[] {
  for (let most = Math.max(2, enough); ; most++) {
    const values = ticksOf(most);
    if (values.length > 1 || most >= cells) return values;
  }
}

/** A unit in which x is counted. */
export interface AxisUnit extends Measure {
  readonly name: string;
}

/** Something to be noted at an x: one character. */
export interface AxisMark {
  readonly x: number;
  readonly symbol: string;
}

export interface XAxisOptions {
  range: Range;
  /** Character cells from left to right. */
  columns: number;
  style: Style;
  /** Labels count in this unit; its name stands beside the last of them, where there is room. */
  unit: AxisUnit;
  marks: readonly AxisMark[];
  cursor: number | undefined;
}

/** The axis below a plot: its rule with ticks and marks, and labels as many as stand apart. */
export function xAxis(options: XAxisOptions): [rule: string, labels: string] {
  const { range, columns, unit } = options;
  const inUnits: Range = [unit.of(range[0]), unit.of(range[1])];
  const values = severalTicks(Math.floor(columns / 9), columns, (most) => ticks(inUnits, most));
  const cells = values.map((value) => columnOf(unit.at(value), range, columns));
  return [ruleLine(options, cells), labelLine(options, cells, tickLabels(values))];
}

/** The character cell of an x, of all that there are in a row; beyond them where it is. */
export function columnOf(x: number, range: Range, columns: number): number {
  return cellAt(scaleOf(range)(x), columns, 2);
}

function cellAt(share: number, cells: number, dots: number): number {
  return Math.floor(Math.round(dotAt(share, dots * cells)) / dots);
}

function ruleLine({ range, columns, style, marks, cursor }: XAxisOptions, ticks: number[]): string {
  const [line = "", tick = "", crossing = ""] = style.glyphs === "ascii" ? "-++" : "─┴┼";
  const characters = Array<string>(columns).fill(line);
  const paints = Array<Paint | undefined>(columns).fill(style.dim);
  const noted: Paint = (text) => style.bold(style.color(hues.orange, text));
  for (const cell of ticks) characters[cell] = tick;
  const set = (x: number, character: string, paint: Paint) => {
    const cell = columnOf(x, range, columns);
    if (cell < 0 || cell >= columns) return;
    characters[cell] = character;
    paints[cell] = paint;
  };
  if (cursor !== undefined) set(cursor, crossing, style.bold);
  for (const { x, symbol } of marks) set(x, symbol, noted);
  return joinRuns(characters, paints);
}

// The cursor's label first of all, then those of the ticks, then the unit, each where it has room.
function labelLine(
  { range, columns, style, unit, cursor }: XAxisOptions,
  cells: readonly number[],
  labels: readonly string[],
): string {
  const characters = Array<string>(columns).fill(" ");
  const paints = Array<Paint | undefined>(columns).fill(style.dim);
  const place = (start: number, text: string, paint: Paint): boolean => {
    const around = characters.slice(Math.max(0, start - 1), start + text.length + 1);
    if (start < 0 || start + text.length > columns || around.some((c) => c !== " ")) return false;
    characters.splice(start, text.length, ...text);
    paints.fill(paint, start, start + text.length);
    return true;
  };
  const centre = (cell: number, text: string, paint: Paint) => {
    const start = cell - (text.length >> 1);
    place(Math.max(0, Math.min(start, columns - text.length)), text, paint);
  };
  const at = cursor === undefined ? -1 : columnOf(cursor, range, columns);
  if (cursor !== undefined && at >= 0 && at < columns) {
    const cell = (unit.of(range[1]) - unit.of(range[0])) / columns;
    const decimals = Math.max(0, Math.min(3, Math.ceil(-Math.log10(cell))));
    centre(at, unit.of(cursor).toFixed(decimals), style.bold);
  }
  cells.forEach((cell, i) => {
    centre(cell, labels[i] ?? "", style.dim);
  });
  const lastLabel = characters.findLastIndex((c, i) => c !== " " && characters[i - 1] === " ");
  if (!place(columns - unit.name.length, unit.name, style.dim)) {
    place(lastLabel - 1 - unit.name.length, unit.name, style.dim);
  }
  return joinRuns(characters, paints);
}
