import type { RunHistory } from "@helmholtz/core";
import { sameMeasure } from "../../draw/measure.ts";
import type { Range } from "../../draw/ticks.ts";
import type { View } from "../view.ts";
import type { Curve } from "./curve.ts";

/** What keys set about all charts alike. */
export type ChartView = Pick<View, "cursor" | "zoom" | "recent" | "log" | "smoothing">;

/** A curve with a value for each evaluation. */
export type Beat = Pick<Curve, "series" | "place">;

/** The beat of a run; none before its first evaluation. */
export function beatOf({ series }: RunHistory): Beat | undefined {
  const training = series.get("training");
  return training && { series: training };
}

/**
 * The steps that charts show: the stretch zoomed into, or the latest one, or all. The latest stretch
 * is the last quarter of the run, of a long one the last evaluations, of a short one a few of them.
 *
 * @param last the last step
 */
export function shownSteps(
  { zoom, recent }: Pick<ChartView, "zoom" | "recent">,
  beat: Beat | undefined,
  last: number,
): Range {
  if (zoom) return zoom;
  const { series, place = sameMeasure } = beat ?? {};
  const before = (evaluations: number) => place.of(series?.recent.at(-evaluations)?.from ?? 0);
  const from = recent ? Math.min(before(FEW), Math.max(before(MANY), 0.75 * last)) : 0;
  return [from, Math.max(from + 1, last)];
}

// Enough to see whether it rises or falls.
const FEW = 8;
// About as many as a chart on half a screen has dots across, so that each is seen.
const MANY = 200;
