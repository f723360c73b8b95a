import type { Axis } from "./axis.ts";
import type { Zoom } from "./chart-data.ts";
import type { Trace } from "./traces.ts";

/** The name of a curve beside its end. */
export interface EndLabel {
  readonly y: number;
  readonly text: string;
  readonly color: string;
}

// Pixels from one line of text to the next, and how far a name may be from its curve.
const LINE = 14;
const FARTHEST = 12;
// Pixels of a chart that has room for names, and characters of a name that has room in it.
const ROOMY = 460;
const LONGEST = 18;

/**
 * Names at the right ends of curves, pushed apart where they would overlap, and the pixels that
 * they take; none of them where one would have to be far from its curve.
 */
export function placeEndLabels(
  traces: readonly Trace[],
  x: Zoom,
  y: Axis,
  width: number,
): { readonly placed: readonly EndLabel[]; readonly width: number } {
  const none = { placed: [], width: 0 };
  const named = traces.filter(({ faint }) => !faint);
  if (width < ROOMY || named.length < 2 || named.length > 8) return none;

  const ends = named.map(({ name, color, points }) => ({
    ...{ text: shortened(name), color },
    y: y.at(points.smoothed.at(-1) ?? Number.NaN),
    isAtEdge: Math.abs((points.x.at(-1) ?? Number.NaN) - x[1]) <= 0.02 * (x[1] - x[0]),
  }));
  if (!ends.every((end) => end.isAtEdge && isBetween(end.y, y.range))) return none;

  ends.sort((a, b) => a.y - b.y);
  const places = spread(ends.map((end) => end.y));
  if (!places.every((place, i) => Math.abs(place - (ends[i]?.y ?? place)) <= FARTHEST)) return none;
  return {
    placed: ends.map(({ text, color, y }, i) => ({ text, color, y: places[i] ?? y })),
    width: Math.max(...ends.map(({ text }) => widthOfText(text))) + 16,
  };
}

/** About how many pixels a text on a chart takes. */
export function widthOfText(text: string): number {
  return 7 * [...text].length;
}

function shortened(name: string): string {
  const characters = [...name];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : name;
}

// Groups of those that overlap, each spread evenly around its middle.
function spread(ascending: readonly number[]): number[] {
  let groups = ascending.map((y) => ({ middle: y, count: 1 }));
  for (let merged = true; merged; ) {
    merged = false;
    const next: typeof groups = [];
    for (const group of groups) {
      const last = next.at(-1);
      if (last && group.middle - last.middle < (LINE * (last.count + group.count)) / 2) {
        const count = last.count + group.count;
        const middle = (last.middle * last.count + group.middle * group.count) / count;
        next[next.length - 1] = { middle, count };
        merged = true;
      } else next.push(group);
    }
    groups = next;
  }
  return groups.flatMap(({ middle, count }) =>
    Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * LINE),
  );
}

function isBetween(value: number, [bottom, top]: Axis["range"]): boolean {
  return value >= top && value <= bottom;
}
