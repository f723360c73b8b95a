import type { RunHistory } from "@helmholtz/core";
import { plainText } from "../../draw/cells.ts";
import { curveHue, type Style } from "../../draw/style.ts";
import { fit, formatBits } from "../../draw/text.ts";
import type { Drawing } from "../drawing.ts";
import type { Curve } from "./curve.ts";
import { drawCurves } from "./draw-curves.ts";
import { type ChartView, shownSteps } from "./shown-steps.ts";

/** A run in a chart of several. */
export interface NamedRun {
  readonly name: string;
  /** Its colour and mark among them, from 0. */
  readonly index: number;
  readonly history: RunHistory;
  readonly stepsPerEpoch: number;
}

export interface CompareChartOptions extends ChartView {
  readonly style: Style;
  /** Character cells in all, border included. */
  readonly width: number;
  readonly height: number;
}

/**
 * The description length of several runs over each other, epoch by epoch: held out, or in training
 * where nothing is held out. Cursor, zoom and the plot's x are steps of the first run: those of the
 * others are stretched to its epochs.
 */
export function compareChart(
  runs: readonly NamedRun[],
  { style, width, height, ...view }: CompareChartOptions,
): Drawing {
  const stepsPerEpoch = runs[0]?.stepsPerEpoch ?? 1;
  const curves = runs.flatMap(({ name, index, history, ...run }): Curve[] => {
    const series = history.series.get("heldOut") ?? history.series.get("training");
    const perStep = stepsPerEpoch / run.stepsPerEpoch;
    return series
      ? [{ ...look(index, style), series, name: fit(plainText(name), LONGEST), perStep }]
      : [];
  });
  const ends = curves.map(({ series, perStep = 1 }) => perStep * (series.buckets.at(-1)?.to ?? 0));
  const last = Math.max(0, ...ends);
  const longest = curves[ends.indexOf(last)];
  return drawCurves(curves, {
    title: "description length",
    unit: "bits per image",
    format: formatBits,
    x: shownSteps(view, longest, last),
    ...{ stepsPerEpoch, marks: [], remarks: [], steep: true },
    empty: "none of the runs has been evaluated yet",
    ...{ view, style, width, height },
  });
}

// Cells of a name: six of them and their values fit on three lines of 80.
const LONGEST = 24;

/** What stands for a run that is compared, by its index: a letter, in the colour of its curve. */
export function compareMark(index: number, style: Style): string {
  const { color, mark } = look(index, style);
  return style.color(color, mark);
}

function look(index: number, { theme }: Style): Required<Pick<Curve, "color" | "mark">> {
  const letter = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return { color: curveHue(index, theme), mark: letter };
}
