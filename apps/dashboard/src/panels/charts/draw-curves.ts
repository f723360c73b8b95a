import type { Epochs } from "@helmholtz/core";
import type { AxisMark } from "../../draw/axis.ts";
import { type Line, lineChart, type Plot, pointsExtent } from "../../draw/line-chart.ts";
import { frame, inside } from "../../draw/panel-frame.ts";
import type { Style } from "../../draw/style.ts";
import { wrapWords } from "../../draw/text.ts";
import type { Range } from "../../draw/ticks.ts";
import type { Drawing } from "../drawing.ts";
import { type Curve, curveLine } from "./curve.ts";
import { heading } from "./heading.ts";
import { inEpochs } from "./in-epochs.ts";
import { legend } from "./legend.ts";
import type { ChartView } from "./shown-steps.ts";

export interface DrawCurvesOptions {
  title: string;
  /** What is measured upwards. */
  unit: string;
  format(value: number): string;
  /** Whether what the curves begin with would leave no height for the rest. */
  steep: boolean;
  /** What stands in place of a chart that has no curve. */
  empty: string;
  /** What the legend ends with: the first of these that there is room for. */
  remarks: readonly string[];
  marks: readonly AxisMark[];
  /** The x that are shown: steps of a run with these epochs. */
  x: Range;
  epochs: Epochs;
  view: ChartView;
  style: Style;
  /** Character cells in all, border included. */
  width: number;
  height: number;
}

/**
 * A panel of curves below their legend, the first one above all others; where there is no room
 * for a chart, of their values alone.
 */
export function drawCurves(curves: readonly Curve[], options: DrawCurvesOptions): Drawing {
  const { format, remarks, view, style, width, height } = options;
  const space = inside(options);
  const framed = (lines: readonly string[], plot?: Plot): Drawing => ({
    lines: frame({
      ...{ width, height, style, lines },
      ...heading(options, view, width),
    }),
    plot: plot && { ...plot, row: plot.row + 1, column: plot.column + 1 },
  });
  const told = (words: string) => wrapWords(words, space.columns - 2).map((line) => ` ${line}`);
  if (curves.length === 0) return framed(told(options.empty));

  const at = view.cursor;
  const isSmall = space.rows < LEAST.rows || space.columns < LEAST.columns;
  const rows = isSmall ? space.rows : Math.max(1, Math.floor(space.rows / 5));
  const head = legend(curves, { ...{ style, rows, at, format, remarks }, columns: space.columns });
  if (isSmall) return framed(head);
  const lines = curves.map((curve) => curveLine(curve, options.x)).reverse();
  const { lines: chart, plot } = lineChart(lines, {
    columns: space.columns - 1,
    rows: space.rows - head.length,
    style,
    x: options.x,
    y: rangeOfY(lines, options),
    log: view.log,
    smoothing: view.smoothing,
    cursor: at,
    marks: options.marks,
    unit: { name: "epoch", ...inEpochs(options.epochs) },
    labelColumns: space.columns >= 40 ? 5 : 0,
  });
  if (!plot) return framed([...head, ...told(view.log ? NOT_POSITIVE : NOT_MEASURED)]);
  return framed([...head, ...chart], { ...plot, row: plot.row + head.length });
}

const NOT_MEASURED = "nothing was measured in this stretch";
const NOT_POSITIVE = "nothing above zero was measured in this stretch";

// Legend, two rows of a curve, and the two of an axis; labels, and a few columns of a curve.
const LEAST = { rows: 5, columns: 16 };

// A machine that has learned nothing yet costs several times what it will: in even steps, the steep
// fall at the beginning of the run is cut off, so that the rest has the height; of its latest stretch
// as well, which in a young run is nearly all of it.
function rangeOfY(
  lines: readonly Line[],
  { steep, view, x }: Pick<DrawCurvesOptions, "steep" | "view" | "x">,
): Range | undefined {
  if (!steep || view.log || view.zoom) return undefined;
  const beforeLast = Math.min(...lines.map((line) => line.x[line.x.length - 2] ?? 0));
  return pointsExtent(lines, [Math.min(x[0] + (x[1] - x[0]) / 10, beforeLast), x[1]], false);
}
