import type { RunHistory, SeriesName } from "@helmholtz/core";
import { curveHue } from "../../draw/style.ts";
import type { Pattern } from "../../draw/trace.ts";
import type { Drawing, PanelProps } from "../drawing.ts";
import { actMarks, originMarks } from "./act-marks.ts";
import type { Curve } from "./curve.ts";
import { drawCurves } from "./draw-curves.ts";
import { beatOf, type ChartView, shownSteps } from "./shown-steps.ts";

/** What a chart of a run draws from. */
export type ChartProps = Pick<PanelProps, "history" | "origin" | "style" | "width" | "height"> & {
  readonly run: Pick<PanelProps["run"], "start" | "step" | "epochs" | "best">;
  readonly view: ChartView;
};

/** What a chart of a run shows. */
export interface Chart {
  readonly title: string;
  /** What is measured upwards, in its unit. */
  readonly unit: string;
  /** The curves, the first one above all others. What the run has no values of is left out. */
  curves(history: RunHistory): readonly ChartCurve[];
  format(value: number): string;
  /** The best value so far, where lower is better. */
  best?(props: ChartProps): { readonly value: number; readonly epoch: number } | undefined;
  /** Whether the curves begin with a fall that would leave no height for the rest. Default false. */
  readonly steep?: boolean;
  /** What is said as long as there is no value. */
  readonly empty: string;
}

export interface ChartCurve {
  readonly series: SeriesName;
  readonly name: string;
  /** Which hue, from 0: after the last one, they begin anew. */
  readonly hue: number;
  readonly pattern?: Pattern;
  readonly mark?: string;
  /** Short for a name that several curves have, which then share it in the legend. */
  readonly group?: string;
}

/** Draws a chart of a run as a panel; x is steps, shown as epochs. */
export function drawChart(chart: Chart, props: ChartProps): Drawing {
  const { run, history, origin, view, style } = props;
  const curves = chart.curves(history).flatMap(({ series: name, hue, ...look }): Curve[] => {
    const series = history.series.get(name);
    return series ? [{ ...look, series, color: curveHue(hue, style.theme) }] : [];
  });
  const best = chart.best?.(props);
  const bestText = best && `best ${chart.format(best.value)}`;
  return drawCurves(curves, {
    ...chart,
    steep: chart.steep ?? false,
    remarks: best && bestText ? [`${bestText} at epoch ${best.epoch.toFixed(1)}`, bestText] : [],
    marks: [...originMarks(origin), ...actMarks(history)],
    x: shownSteps(view, beatOf(history), run.step),
    epochs: run.epochs,
    ...{ view, style, width: props.width, height: props.height },
  });
}

/** The curves `{name}.0`, `{name}.1`, … that a run has values of. */
export function numbered(
  { series }: RunHistory,
  name: "layer" | "generative" | "recognition",
  curve: (l: number) => Omit<ChartCurve, "series">,
): ChartCurve[] {
  const curves: ChartCurve[] = [];
  for (let l = 0; series.has(`${name}.${l}`); l++) {
    curves.push({ series: `${name}.${l}`, ...curve(l) });
  }
  return curves;
}
