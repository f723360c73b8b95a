import { cellsOf, fillCells } from "../draw/cells.ts";
import { shortenAlike } from "../draw/shorten-alike.ts";
import type { Style } from "../draw/style.ts";
import type { Column, ComparedRun } from "./comparison.ts";

export interface TableOptions {
  /** The first one stays where it is. */
  readonly columns: readonly Column[];
  /** Which column follows the first one, from 1. Default 1. */
  readonly from?: number;
  /** The column that the runs are sorted by. */
  readonly sorted?: Column;
  readonly descending: boolean;
  readonly selected?: ComparedRun;
  /** What stands before a run: its mark in the chart, as wide for all. */
  mark(run: ComparedRun): string;
  /** Character cells of a line. */
  readonly width: number;
  readonly style: Style;
}

/** Runs as a table, of which the columns that fit across are drawn. */
export interface Table {
  /** One of titles, then one for each run. */
  readonly lines: readonly string[];
  /** Of the columns that can be scrolled, those that are drawn: from one to before another. */
  readonly from: number;
  readonly to: number;
}

/**
 * Draws runs as a table of whole columns, as many as fit across. Columns before `from` are drawn too
 * where there is room after the last.
 */
export function drawTable(runs: readonly ComparedRun[], options: TableOptions): Table {
  const { columns, sorted, descending, selected, mark, width, style } = options;
  const room = width - MARGIN;
  const arrow = descending ? "▾" : "▴";
  const titles = columns.map((column) => column.title + (column === sorted ? arrow : ""));
  const cells = columns.map((column, i) => {
    const most = i === 0 ? Math.max(LEAST, Math.floor(width / 3)) : Math.floor(room / 2);
    return shortenAlike(
      runs.map((run) => column.cell(run)),
      most,
    );
  });
  const widths = titles.map((title, i) => Math.max(...[title, ...(cells[i] ?? [])].map(cellsOf)));
  const { from, to } = fitting(widths, options.from ?? 1, room);
  const shown = columns.map((_, i) => i).filter((i) => i === 0 || (i >= from && i < to));
  const line = (text: (i: number) => string | undefined) =>
    shown.map((i) => align(text(i) ?? "", widths[i] ?? 0, columns[i]?.isNumber ?? false)).join(GAP);
  return {
    lines: [
      fillCells(`     ${style.dim(line((i) => titles[i]))}`, width),
      ...runs.map((run, n) => {
        const isSelected = run === selected;
        const text = line((i) => cells[i]?.[n]);
        const pointer = isSelected ? ">" : " ";
        return fillCells(` ${pointer} ${mark(run)} ${isSelected ? style.bold(text) : text}`, width);
      }),
    ],
    ...{ from, to },
  };
}

// Pointer and mark before the first column, with the spaces around them.
const MARGIN = 5;
const GAP = "  ";
// Of a name that is cut.
const LEAST = 12;

// As many columns from one on as fit beside the first; before it, where all that follow fit.
function fitting(
  widths: readonly number[],
  first: number,
  room: number,
): { from: number; to: number } {
  const [name = 0, ...others] = widths.map((width) => width + GAP.length);
  const last = widths.length;
  const fits = (from: number, to: number) => {
    const shown = others.slice(from - 1, to - 1);
    return shown.reduce((sum, width) => sum + width, name) - GAP.length <= room;
  };
  let from = Math.max(1, Math.min(first, last - 1));
  let to = from + 1;
  while (to < last && fits(from, to + 1)) to++;
  while (to === last && from > 1 && fits(from - 1, to)) from--;
  return { from, to };
}

function align(text: string, width: number, right: boolean): string {
  const filled = fillCells(text, width);
  return right ? " ".repeat(Math.max(0, width - cellsOf(text))) + filled.trimEnd() : filled;
}
