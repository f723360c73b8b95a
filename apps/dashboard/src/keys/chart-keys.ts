import type { Range } from "../draw/ticks.ts";
import { pointsWithin } from "../panels/charts/curve.ts";
import { type Beat, shownSteps } from "../panels/charts/shown-steps.ts";
import type { View } from "../panels/view.ts";
import type { KeyGroup } from "./key-binding.ts";

/** What the keys of the charts can reach, on any screen that has charts. */
export interface ChartControls {
  readonly view: Pick<View, "cursor" | "zoom" | "recent" | "log" | "smoothing" | "message">;
  /** The first and the last x of the charts: steps done so far. */
  readonly span: Range;
  /** Where the charts have points; absent before the first evaluation. */
  readonly beat?: Beat;
}

/** How the charts are drawn, all alike. */
export const chartKeys: KeyGroup<ChartControls> = {
  title: "charts",
  bindings: [
    {
      keys: ["l"],
      name: "l",
      help: "logarithmic or linear",
      press({ view }) {
        view.log = !view.log;
        view.message = view.log ? "values by powers of ten" : "values in even steps";
      },
    },
    {
      keys: ["m"],
      name: "m",
      help: "smoother, up to 0.97, then as measured",
      press({ view }) {
        const next = SMOOTHING[(SMOOTHING.indexOf(view.smoothing) + 1) % SMOOTHING.length] ?? 0;
        view.smoothing = next;
        view.message = next ? `smoothing ${next}` : "no smoothing";
      },
    },
    {
      keys: ["x"],
      name: "x",
      help: "the latest stretch, or the whole run",
      press({ view }) {
        view.recent = !view.recent;
        view.zoom = undefined;
        view.message = view.recent ? "the latest stretch" : "the whole run";
      },
    },
    {
      keys: ["z"],
      name: "z",
      help: "zoom in, around the step looked at",
      press: (controls) => zoom(controls, 1 / 2),
    },
    {
      keys: ["Z"],
      name: "Z",
      help: "zoom out",
      press: (controls) => zoom(controls, 2),
    },
  ],
};

const SMOOTHING = [0, 0.6, 0.9, 0.97];

// With fewer, there is no curve to see.
const LEAST_POINTS = 3;

/**
 * Makes the stretch of steps that the charts show longer or shorter, with `at` at the same place;
 * not so short that hardly anything was measured in it.
 */
export function zoom({ view, span, beat }: ChartControls, factor: number, at = view.cursor): void {
  const [first, last] = span;
  const [from, to] = shownSteps(view, beat, last);
  const center = Math.max(from, Math.min(to, at ?? last));
  const shown: Range = [
    Math.max(first, center - (center - from) * factor),
    Math.min(last, center + (to - center) * factor),
  ];
  if (factor < 1 && !(beat && pointsWithin(beat, shown) >= LEAST_POINTS)) {
    view.message = "nothing closer was measured";
    return;
  }
  view.recent = false;
  view.zoom = shown[0] <= first && shown[1] >= last ? undefined : shown;
  view.message = view.zoom ? "" : "the whole run";
}

/** Moves the stretch of steps that the charts show so far that it has `step`. */
export function keepInZoom(view: Pick<View, "zoom">, step: number): void {
  if (!view.zoom) return;
  const [from, to] = view.zoom;
  const beyond = Math.min(0, step - from) + Math.max(0, step - to);
  view.zoom = [from + beyond, to + beyond];
}
