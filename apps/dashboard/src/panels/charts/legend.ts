import { cellsOf } from "../../draw/cells.ts";
import type { Style } from "../../draw/style.ts";
import { type Curve, curveValue } from "./curve.ts";

export interface LegendOptions {
  style: Style;
  columns: number;
  /** The most lines. */
  rows: number;
  /** Whose values are shown: those of an x, or else the latest. */
  at: number | undefined;
  format(value: number): string;
  /** What follows: the first of these that there is room for. */
  remarks: readonly string[];
}

/**
 * What the lines of a chart are, and their values: with names where there is room for all of them,
 * otherwise with their marks alone.
 */
export function legend(curves: readonly Curve[], options: LegendOptions): string[] {
  const { style, columns, rows, remarks } = options;
  const [named, bare] = [items(curves, options, true), items(curves, options, false)];
  const fullest = [named, bare]
    .flatMap((list) => [...remarks.map((remark) => [...list, style.dim(remark)]), list])
    .map((list) => flow(list, columns))
    .find((lines) => lines.length <= rows && lines.every((line) => cellsOf(line) <= columns));
  return fullest ?? flow(bare, columns).slice(0, rows);
}

function items(
  curves: readonly Curve[],
  { style, at, format }: LegendOptions,
  isNamed: boolean,
): string[] {
  return curves.map((curve) => {
    const value = curveValue(curve, at);
    const number = value === undefined || !Number.isFinite(value) ? "–" : format(value);
    const name = isNamed ? `${curve.name} ` : "";
    return `${style.color(curve.color, sample(curve, style))} ${name}${style.bold(number)}`;
  });
}

// A piece of the line as it is drawn, and its mark.
function sample({ pattern = "solid", mark = "" }: Curve, { glyphs }: Style): string {
  const solid = pattern === "solid";
  if (mark && solid) return mark;
  const stroke = glyphs === "ascii" ? (solid ? "--" : "- -") : solid ? "━━" : "╍╍";
  return mark + stroke;
}

// As many as fit beside each other, and the rest on more lines.
function flow(items: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.pop();
    const longer = `${last}  ${item}`;
    if (last === undefined) lines.push(` ${item}`);
    else if (cellsOf(longer) <= columns) lines.push(longer);
    else lines.push(last, ` ${item}`);
  }
  return lines;
}
