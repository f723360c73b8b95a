import { asciiText, cellsOf, fillCells, plainText } from "./cells.ts";
import { hues, type Style } from "./style.ts";
import { fit } from "./text.ts";

export interface FrameOptions {
  title: string;
  /** At the right of the title, where there is room. Dim where it has no colour of its own. */
  note?: string;
  /** Character cells in all, border included. */
  width: number;
  height: number;
  style: Style;
  /** What is inside, with the codes of colours if need be; cut and filled up as there is room. */
  lines: readonly string[];
  /** Whether it is the one that keys act on. Default false. */
  selected?: boolean;
}

/**
 * A border with a title around lines: exactly `height` lines of exactly `width` cells, whatever is
 * inside. Control characters do not get through, and with ASCII glyphs nothing else beyond ASCII.
 */
export function frame(options: FrameOptions): string[] {
  const { width, height, style, selected = false } = options;
  if (height < 1) return [];
  const border = BORDERS[style.glyphs === "ascii" ? "ascii" : "lines"][selected ? 1 : 0];
  const paint = selected ? (text: string) => style.color(hues.blue, text) : style.dim;
  const { columns, rows } = inside(options);
  const shown = style.glyphs === "ascii" ? options.lines.map(asciiText) : options.lines;
  const side = paint(border.side);
  const body = Array.from({ length: rows }, (_, row) => {
    return `${side}${fillCells(shown[row] ?? "", columns)}${side}`;
  });
  const [left, right] = border.bottom;
  const bottom = paint(`${left}${border.rule.repeat(columns)}${right}`);
  const all = [topBorder(options, border, paint), ...body, bottom].slice(0, height);
  return width < 2 ? all.map((line) => fillCells(line, width)) : all;
}

/** The space that a panel of this size has inside. */
export function inside({ width, height }: { width: number; height: number }) {
  return { columns: Math.max(0, width - 2), rows: Math.max(0, height - 2) };
}

interface Border {
  readonly top: readonly [string, string];
  readonly bottom: readonly [string, string];
  readonly rule: string;
  readonly side: string;
}

// Of each, one that is not selected and one that is.
const BORDERS: Readonly<Record<"ascii" | "lines", readonly [Border, Border]>> = {
  ascii: [
    { top: ["+", "+"], bottom: ["+", "+"], rule: "-", side: "|" },
    { top: ["#", "#"], bottom: ["#", "#"], rule: "=", side: "|" },
  ],
  lines: [
    { top: ["╭", "╮"], bottom: ["╰", "╯"], rule: "─", side: "│" },
    { top: ["┏", "┓"], bottom: ["┗", "┛"], rule: "━", side: "┃" },
  ],
};

function topBorder(
  { title, note = "", width, style }: FrameOptions,
  { top, rule }: Border,
  paint: (text: string) => string,
): string {
  const shape = style.glyphs === "ascii" ? asciiText : (text: string) => text;
  const [left, right] = top;
  const heading = shape(fit(plainText(title), width - 6));
  if (!heading) return paint(`${left}${rule.repeat(Math.max(0, width - 2))}${right}`);
  const room = width - cellsOf(heading) - 5;
  const noteCells = cellsOf(note) + 3;
  const noted = note !== "" && noteCells < room;
  const remark = note.includes("\x1b") ? note : style.dim(note);
  const end = noted ? ` ${shape(remark)} ${paint(rule + right)}` : paint(right);
  const between = rule.repeat(room - (noted ? noteCells : 0));
  return `${paint(left + rule)} ${style.bold(heading)} ${paint(between)}${end}`;
}
