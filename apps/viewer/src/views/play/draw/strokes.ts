import type { Point, Size } from "../../../pictures/grey/grey-picture.ts";

/** A line that was drawn or erased without lifting the pen. */
export interface Stroke {
  readonly points: readonly Point[];
  readonly erases: boolean;
}

/** A round tip: full up to `radius − soft` pixels from its middle, nothing from `radius + soft` on. */
export interface Brush {
  readonly radius: number;
  readonly soft: number;
}

/** Where a drawing goes: each point times `scale`, then moved by x and y. */
export interface Placement extends Point {
  readonly scale: number;
}

/** As thick as the strokes of MNIST where there are as many pixels, else one pixel. */
export function brushOf(size: Size): Brush {
  return isFine(size) ? { radius: 1.25, soft: 0.75 } : { radius: 0.3, soft: 0.1 };
}

/** Whether an image has pixels enough to be drawn with lines; others are drawn pixel by pixel. */
export function isFine({ width, height }: Size): boolean {
  return Math.min(width, height) >= 16;
}

export const UNMOVED: Placement = { scale: 1, x: 0, y: 0 };

/**
 * The grey picture of some strokes: [width × height], 0 to 1.
 *
 * @param base what they are drawn upon; default nothing
 */
export function rasterize(
  strokes: readonly Stroke[],
  size: Size,
  { scale, x, y }: Placement = UNMOVED,
  base?: Float32Array,
): Float32Array {
  const grey = base ? base.slice() : new Float32Array(size.width * size.height);
  const brush = brushOf(size);
  for (const { points, erases } of strokes) {
    // Broad enough to leave no rim of a line that it goes over.
    const tip = erases ? { ...brush, radius: ERASER * brush.radius } : brush;
    const placed = points.map((point) => ({ x: scale * point.x + x, y: scale * point.y + y }));
    placed.forEach((to, n) => {
      const from = placed[n - 1] ?? to;
      if (n > 0 || placed.length === 1) drawLine(grey, size, { from, to, tip, erases });
    });
  }
  return grey;
}

const ERASER = 2.2;

interface Line {
  readonly from: Point;
  readonly to: Point;
  readonly tip: Brush;
  readonly erases: boolean;
}

// Changes `grey`.
function drawLine(
  grey: Float32Array,
  { width, height }: Size,
  { from, to, tip: { radius, soft }, erases }: Line,
): void {
  const reach = radius + soft;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const last = (a: number, b: number, most: number) =>
    Math.min(most - 1, Math.ceil(Math.max(a, b) + reach));
  const right = last(from.x, to.x, width);
  const bottom = last(from.y, to.y, height);
  for (let row = first(from.y, to.y); row <= bottom; row++) {
    for (let column = first(from.x, to.x); column <= right; column++) {
      const distance = distanceToLine({ x: column + 0.5, y: row + 0.5 }, from, to);
      const ink = Math.min(1, Math.max(0, (reach - distance) / (2 * soft)));
      const i = row * width + column;
      const before = grey[i] ?? 0;
      grey[i] = erases ? Math.min(before, 1 - ink) : Math.max(before, ink);
    }
  }
}

function distanceToLine({ x, y }: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
