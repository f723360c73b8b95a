import type { Range } from "../../draw/ticks.ts";
import type { View } from "../view.ts";
import type { Curve } from "./curve.ts";

/** What keys set about all charts alike. */
export type ChartView = Pick<View, "cursor" | "zoom" | "recent" | "log" | "smoothing">;

/**
 * The steps that charts show: the stretch zoomed into, or the latest evaluations, or all.
 *
 * @param beat a curve with a value for each evaluation
 * @param last the last step
 */
export function shownSteps(
  { zoom, recent }: Pick<ChartView, "zoom" | "recent">,
  beat: Pick<Curve, "series" | "perStep"> | undefined,
  last: number,
): Range {
  if (zoom) return zoom;
  const oldest = recent ? beat?.series.recent.at(-RECENT) : undefined;
  const from = (beat?.perStep ?? 1) * (oldest?.from ?? 0);
  return [from, Math.max(from + 1, last)];
}

// About as many as a chart on half a screen has dots across, so that each is seen.
const RECENT = 200;
