import { cellsOf } from "../../draw/cells.ts";
import type { Style } from "../../draw/style.ts";
import { dropDecimals } from "../../draw/text.ts";
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
 * otherwise with their marks alone, or the short names of groups, and then with fewer decimals.
 */
export function legend(curves: readonly Curve[], options: LegendOptions): string[] {
  const { style, columns, rows, remarks, format } = options;
  const groups = groupsOf(curves);
  const named = groups.map((group) => namedItem(group, options));
  const bare = [0, 1, 2].map((fewer) => {
    const shorter = (value: number) => dropDecimals(format(value), fewer);
    return groups.map((group) => bareItem(group, { ...options, format: shorter }));
  });
  const choices = [named, ...bare]
    .flatMap((list) => [...remarks.map((remark) => [...list, style.dim(remark)]), list])
    .map((list) => flow(list, columns));
  const fullest = choices.find(
    (lines) => lines.length <= rows && lines.every((line) => cellsOf(line) <= columns),
  );
  return fullest ?? choices.at(-1)?.slice(0, rows) ?? [];
}

/** Curves that share their place in a legend: the first one speaks for all. */
type Group = [Curve, ...Curve[]];

function groupsOf(curves: readonly Curve[]): Group[] {
  const groups: Group[] = [];
  for (const curve of curves) {
    const last = groups.at(-1);
    if (last && curve.group !== undefined && curve.group === last[0].group) last.push(curve);
    else groups.push([curve]);
  }
  return groups;
}

function namedItem(group: Group, options: LegendOptions): string {
  return `${sample(group, options.style, 2)} ${group[0].name} ${values(group, options)}`;
}

function bareItem(group: Group, options: LegendOptions): string {
  const name = group[0].group;
  if (name === undefined) return `${sample(group, options.style, 2)} ${values(group, options)}`;
  return `${sample(group, options.style, 1)} ${name} ${values(group, options)}`;
}

// In a group the colours tell which value is whose.
function values(group: Group, { style, at, format }: LegendOptions): string {
  const texts = group.map((curve) => {
    const value = curveValue(curve, at);
    const text = value === undefined || !Number.isFinite(value) ? "–" : format(value);
    return style.bold(curve.group === undefined ? text : style.color(curve.color, text));
  });
  return texts.join(" ");
}

// A piece of the line as it is drawn, and the mark of one that has its place for itself.
function sample([curve]: Group, style: Style, cells: number): string {
  const { pattern = "solid", group, color } = curve;
  const mark = group === undefined ? (curve.mark ?? "") : "";
  const solid = pattern === "solid";
  if (mark && solid) return style.color(color, mark);
  const ascii = solid ? "-".repeat(cells) : "- -";
  const stroke = style.glyphs === "ascii" ? ascii : (solid ? "━" : "╍").repeat(cells);
  return style.color(color, mark + stroke);
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
