import type { Canvas } from "./canvas.ts";
import { Pen } from "./pen.ts";

/** How a line is drawn: where it has gaps, which tell lines apart where colours do not. */
export type Pattern = "solid" | "dashed" | "dotted";

/** Changes `canvas`: draws a line through points, in the order of x. A lone point is a cross. */
export function traceLine(
  canvas: Canvas,
  /** [points]: dots, not rounded. What is not finite is a gap. */
  x: Float64Array,
  y: Float64Array,
  layer: number,
  pattern: Pattern = "solid",
): void {
  const pen = new Pen(canvas, layer);
  const { period, drawn } = PATTERNS[pattern];
  let ax = Number.NaN;
  let ay = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const bx = x[i] ?? Number.NaN;
    const by = y[i] ?? Number.NaN;
    const isGap = !Number.isFinite(bx + by);
    if (isGap || Number.isNaN(ax)) {
      pen.lift();
      if (!isGap && !Number.isFinite((x[i + 1] ?? Number.NaN) + (y[i + 1] ?? Number.NaN))) {
        drawCross(pen, bx, by);
      }
    } else {
      // Column by column, from where the line enters it to where it leaves it.
      const slope = bx > ax ? (by - ay) / (bx - ax) : 0;
      const last = Math.min(canvas.width - 1, Math.round(bx));
      for (let column = Math.max(0, Math.round(ax)); column <= last; column++) {
        if (!(drawn & (1 << (column % period)))) continue;
        const enter = column - 0.5 > ax ? ay + slope * (column - 0.5 - ax) : ay;
        const leave = column + 0.5 < bx ? ay + slope * (column + 0.5 - ax) : by;
        if (enter < leave) pen.stroke(column, enter, leave);
        else pen.stroke(column, leave, enter);
      }
    }
    ax = isGap ? Number.NaN : bx;
    ay = by;
  }
  pen.lift();
}

/** Changes `canvas`: fills what lies between two curves over the same x, where they are apart. */
export function traceBand(
  canvas: Canvas,
  /** [points]: dots, not rounded. What is not finite is a gap. */
  x: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  layer: number,
): void {
  const pen = new Pen(canvas, layer, { sparse: true });
  let ax = Number.NaN;
  let au = Number.NaN;
  let al = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const bx = x[i] ?? Number.NaN;
    const bu = upper[i] ?? Number.NaN;
    const bl = lower[i] ?? Number.NaN;
    const isGap = !Number.isFinite(bx + bu + bl);
    const isJoined = bx > ax;
    if (!isGap && (bu !== bl || (isJoined && au !== al))) {
      const from = isJoined ? ax : bx;
      const last = Math.min(canvas.width - 1, Math.round(bx));
      for (let column = Math.max(0, Math.round(from)); column <= last; column++) {
        const part = isJoined ? Math.max(0, Math.min(1, (column - ax) / (bx - ax))) : 1;
        if (part === 1) pen.stroke(column, bu, bl);
        else pen.stroke(column, au + part * (bu - au), al + part * (bl - al));
      }
    }
    ax = isGap ? Number.NaN : bx;
    au = bu;
    al = bl;
  }
  pen.lift();
}

// Dot columns of a period, as bits: which of them are drawn.
const PATTERNS: Readonly<Record<Pattern, { period: number; drawn: number }>> = {
  solid: { period: 1, drawn: 0b1 },
  dashed: { period: 8, drawn: 0b111111 },
  dotted: { period: 4, drawn: 0b11 },
};

function drawCross(pen: Pen, x: number, y: number): void {
  const column = Math.round(x);
  pen.stroke(column - 1, y, y);
  pen.stroke(column, y - 1, y + 1);
  pen.stroke(column + 1, y, y);
}
