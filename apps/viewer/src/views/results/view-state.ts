import { type Codec, flag, list, number, text, urlSignal } from "../../app/route.ts";
import type { Zoom } from "../../charts/chart-data.ts";
import type { Sort } from "../../ui/data-table.tsx";
import { type AxisName, axisNames } from "./compare/axes.ts";

/** How the states of both phases can be shown. */
const phasesForms = ["mirror", "reconstructions"] as const;
export type PhasesForm = (typeof phasesForms)[number];

/** What this view shows of which runs; all of it is in the URL. */
export const state = {
  /** Keys of the selected runs, at most `MOST_RUNS`: their order gives them their colours. */
  runs: urlSignal<readonly string[]>("runs", [], list(text), "results"),
  /** Key of the run whose single images are measured; of none, the first selected one. */
  focus: urlSignal("focus", "", text, "results"),
  filter: urlSignal("filter", "", text, "results"),
  sort: urlSignal<Sort>("sort", { column: "updated", descending: true }, sortCodec(), "results"),
  /** Ids of the columns beside the name. */
  columns: urlSignal<readonly string[]>(
    "columns",
    ["state", "data", "sizes", "step", "epoch", "bits", "best", "nll", "speed", "time"],
    list(text),
    "results",
  ),
  /** Weight of the moving average, 0 … 0.99. */
  smoothing: urlSignal("smoothing", 0, range(0, 0.99), "results"),
  log: urlSignal("log", false, flag, "results"),
  /** Whether the x axis is logarithmic. */
  logX: urlSignal("logx", false, flag, "results"),
  axis: urlSignal<AxisName>("x", "step", choice(axisNames), "results"),
  zoom: urlSignal<Zoom | undefined>("zoom", undefined, zoomCodec(), "results"),
  /** Whether runs that differ only in their seed are shown as one. */
  seeds: urlSignal("seeds", false, flag, "results"),
  /** Step of the slider; undefined for the latest of each run, also where it goes on. */
  step: urlSignal<number | undefined>("step", undefined, optional(range(0, 2 ** 53)), "results"),
  /** The lower of the two layers whose weights are shown. */
  layer: urlSignal("layer", 0, range(0, 1000), "results"),
  /** Whether the weights of all units are shown, however many there are. */
  allWeights: urlSignal("allweights", false, flag, "results"),
  /** How the states of both phases are shown. */
  phases: urlSignal<PhasesForm>("phases", "mirror", choice(phasesForms), "results"),
  /** Whether single images are measured. */
  examples: urlSignal("examples", false, flag, "results"),
} as const;

/** Runs that can be selected at a time: as many as there are colours that can be told apart. */
export const MOST_RUNS = 6;

function choice<T extends string>(values: readonly T[]): Codec<T> {
  return { parse: (written) => values.find((value) => value === written), format: String };
}

function range(least: number, most: number): Codec<number> {
  return {
    parse(written) {
      const value = number.parse(written);
      return value === undefined ? undefined : Math.min(most, Math.max(least, value));
    },
    format: String,
  };
}

function optional<T>(codec: Codec<T>): Codec<T | undefined> {
  return {
    parse: codec.parse,
    format: (value) => (value === undefined ? "" : codec.format(value)),
  };
}

function sortCodec(): Codec<Sort> {
  return {
    parse: (written) => ({
      column: written.replace(/^-/, ""),
      descending: written.startsWith("-"),
    }),
    format: ({ column, descending }) => `${descending ? "-" : ""}${column}`,
  };
}

function zoomCodec(): Codec<Zoom | undefined> {
  const numbers = list(number);
  return {
    parse(written) {
      const [from, to] = numbers.parse(written) ?? [];
      return from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
    },
    format: (zoom) => (zoom ? numbers.format(zoom) : ""),
  };
}
