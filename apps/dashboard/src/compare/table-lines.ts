import { cellsOf, fillCells } from "../draw/cells.ts";
import type { Style } from "../draw/style.ts";
import type { Column, ComparedRun } from "./comparison.ts";

export interface TableLinesOptions {
  readonly columns: readonly Column[];
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

/** Runs as a table: a line of titles, then a line for each. What does not fit across is left out. */
export function tableLines(runs: readonly ComparedRun[], options: TableLinesOptions): string[] {
  const { columns, sorted, descending, selected, mark, width, style } = options;
  const arrow = descending ? "▾" : "▴";
  const titles = columns.map((column) => column.title + (column === sorted ? arrow : ""));
  const cells = runs.map((run) => columns.map((column) => column.cell(run)));
  const widths = titles.map((title, i) =>
    Math.min(MOST_CELLS, Math.max(cellsOf(title), ...cells.map((row) => cellsOf(row[i] ?? "")))),
  );
  const line = (texts: readonly string[]) =>
    texts.map((text, i) => align(text, widths[i] ?? 0, columns[i]?.isNumber ?? false)).join("  ");
  return [
    fillCells(`     ${style.dim(line(titles))}`, width),
    ...runs.map((run, i) => {
      const isSelected = run === selected;
      const text = line(cells[i] ?? []);
      const pointer = isSelected ? ">" : " ";
      return fillCells(` ${pointer} ${mark(run)} ${isSelected ? style.bold(text) : text}`, width);
    }),
  ];
}

// A longer one, such as a path, is cut: it must not push out all that follow.
const MOST_CELLS = 28;

function align(text: string, width: number, right: boolean): string {
  const filled = fillCells(text, width);
  return right ? " ".repeat(Math.max(0, width - cellsOf(text))) + filled.trimEnd() : filled;
}
