import type { Axis } from "./axis.ts";
import { widthOfText } from "./end-labels.ts";
import type { Trace } from "./traces.ts";

/** The only value of a curve that has no line yet: a dot, with the value beside it. */
export interface LonePoint {
  readonly id: string;
  readonly color: string;
  readonly at: number;
  readonly y: number;
  readonly label: LoneLabel;
}

/** Text that begins at `x`, with its middle at `y`, in pixels. */
interface LoneLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

// Pixels from a dot to its text, and from one line of text to the next.
const BESIDE = 8;
const LINE = 14;

/** The dots of curves with a single value that the axes have a place for. */
export function lonePoints(
  traces: readonly Trace[],
  x: Axis,
  y: Axis,
  format: (value: number) => string,
): LonePoint[] {
  const placed: LonePoint[] = [];
  for (const { id, color, points } of traces) {
    const values = points.measured.reduce(
      (count, value) => count + Number(!Number.isNaN(value)),
      0,
    );
    if (values !== 1) continue;
    const i = points.measured.findIndex((value) => !Number.isNaN(value));
    const value = points.measured[i] ?? Number.NaN;
    const [at, height] = [x.at(points.x[i] ?? Number.NaN), y.at(value)];
    if (!isWithin(x, at) || !isWithin(y, height)) continue;
    const text = format(value);
    const width = widthOfText(text);
    const isRight = at + BESIDE + width <= x.range[1];
    const label = { text, x: isRight ? at + BESIDE : at - BESIDE - width, y: height };
    placed.push({ id, color, at, y: height, label: clearOf(placed, label, y) });
  }
  return placed;
}

// Moved down past the labels that it would lie on, or up where the plot ends.
function clearOf(placed: readonly LonePoint[], label: LoneLabel, { range }: Axis): LoneLabel {
  const isFree = (y: number) =>
    placed.every(({ label: other }) => {
      const isBeside =
        label.x >= other.x + widthOfText(other.text) ||
        other.x >= label.x + widthOfText(label.text);
      return isBeside || Math.abs(y - other.y) >= LINE;
    });
  for (let lines = 0; lines <= placed.length; lines++) {
    for (const y of [label.y + lines * LINE, label.y - lines * LINE]) {
      if (y <= range[0] && y >= range[1] && isFree(y)) return { ...label, y };
    }
  }
  return label;
}

function isWithin({ range }: Axis, pixel: number): boolean {
  const [low, high] = [Math.min(...range), Math.max(...range)];
  return pixel >= low - 0.5 && pixel <= high + 0.5;
}
