import type { Canvas } from "./canvas.ts";
import type { Rgb } from "./color.ts";
import { joinRuns, type Paint } from "./runs.ts";
import type { Style } from "./style.ts";

/** How a line of a chart looks. */
export interface LineLook {
  readonly color: Rgb;
  /** One character that stands for the line. */
  readonly mark?: string;
}

export interface CanvasLinesOptions {
  style: Style;
  /** Where an upright line is; nowhere beyond the canvas. */
  cursorColumn: number;
  /** Where a faint level line is. */
  tickRows: ReadonlySet<number>;
}

/**
 * A canvas as lines of text. Its layers are, three times for each line: a faint band, a faint raw
 * line, and the line itself. Without colour, marks stand on the lines here and there.
 */
export function canvasLines(
  canvas: Canvas,
  looks: readonly LineLook[],
  { style, cursorColumn, tickRows }: CanvasLinesOptions,
): string[] {
  const { columns, rows, dots, layers, characters, ground } = canvas;
  const faint = looks.map(
    ({ color }): Paint =>
      (text) =>
        style.faint(color, text),
  );
  const clear = looks.map(
    ({ color }): Paint =>
      (text) =>
        style.color(color, text),
  );
  const paints = [undefined, ...faint, ...faint, ...clear];
  const [upright = "", level = ""] = style.glyphs === "ascii" ? "|." : "│┈";
  const grid: Paint | undefined = style.depth > 4 ? (text) => style.faint(GRID, text) : undefined;
  const line = Array<string>(columns);
  const linePaints = Array<Paint | undefined>(columns);
  return Array.from({ length: rows }, (_, row) => {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const layer = layers[cell] ?? 0;
      const index = layer - ground - 1;
      line[column] = characters[dots[cell] ?? 0] ?? " ";
      linePaints[column] = paints[layer];
      if (column === cursorColumn && index < 0) {
        line[column] = upright;
        linePaints[column] = style.dim;
      } else if (layer === 0 && grid && tickRows.has(row)) {
        line[column] = level;
        linePaints[column] = grid;
      } else if (style.depth === 1 && (column + 4 * index) % 16 === 8) {
        line[column] = looks[index]?.mark ?? line[column] ?? " ";
      }
    }
    return joinRuns(line, linePaints);
  });
}

/**
 * The marks of lines, to the right of where each ends: two cells for each row. Where several end
 * near each other they make room, and keep their order; what then has no row is left out.
 *
 * @param ends [lines]: the dot row of each end, NaN for none
 */
export function endMarks(
  looks: readonly LineLook[],
  ends: readonly number[],
  { rows, down, style }: { rows: number; down: number; style: Style },
): string[] {
  const marked = looks
    .map(({ mark, color }, i) => ({ mark, color, row: (ends[i] ?? Number.NaN) / down }))
    .filter(({ mark, row }) => mark && !Number.isNaN(row))
    .sort((a, b) => a.row - b.row);
  let free = 0;
  for (const one of marked) {
    one.row = Math.max(Math.floor(one.row), free);
    free = one.row + 1;
  }
  const lines = Array<string>(rows).fill("  ");
  free = rows - 1;
  for (const { mark = "", color, row } of marked.reverse()) {
    free = Math.min(row, free);
    if (free >= 0) lines[free] = ` ${style.color(color, mark)}`;
    free--;
  }
  return lines;
}

const GRID: Rgb = [110, 110, 110];
