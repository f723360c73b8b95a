import type { Bucket, Mark, RunHistory, RunRecord, RunState, SeriesName } from "@helmholtz/core";
import type { Band, ChartData, Curve, Note } from "../../../charts/chart-data.ts";
import { BITS_PER_NAT, PAPERS_GIVE_NATS } from "../../../charts/nats-in-bits.ts";
import { seedBand } from "../../../charts/seed-band.ts";
import { layerName } from "../../../pictures/words.ts";
import { type RunLook, runLook } from "../run-look.ts";
import { seedGroups } from "../settings/seed-groups.ts";
import { type AxisName, placeOf, xAxisOf } from "./axes.ts";

/** What the charts need of a run. */
export interface ChartedRun {
  readonly key: string;
  readonly name: string;
  readonly look: RunLook;
  readonly record: RunRecord | undefined;
  readonly state: RunState;
  readonly history: RunHistory;
}

export interface ChartsOptions {
  readonly axis: AxisName;
  /** Whether the x axis is logarithmic. */
  readonly logX: boolean;
  readonly log: boolean;
  readonly smoothing: number;
  /** Whether runs that differ only in their seed are one band. */
  readonly isGrouped: boolean;
}

/** A chart of the view. */
export interface NamedChart {
  readonly id: string;
  readonly data: ChartData;
}

/**
 * The charts of some runs: each measure of all runs in one chart. Of a single run, its layers are
 * together in one; of several, each layer has a chart in which the runs are together. A measure
 * that no run has is left out.
 */
export function chartsOf(runs: readonly ChartedRun[], options: ChartsOptions): NamedChart[] {
  const [only] = runs;
  const layered =
    only && runs.length === 1 ? [layersChart(only), normsChart(only)] : eachLayer(runs);
  const measures = [
    ...MEASURES.slice(0, 2),
    ...layered.slice(0, 1).flat(),
    ...MEASURES.slice(2, 4),
    ...layered.slice(1).flat(),
    ...MEASURES.slice(4),
  ];
  return measures.flatMap((measure) => {
    const data = "curves" in measure ? ofOneRun(measure, options) : ofRuns(measure, runs, options);
    return data.curves.length > 0 || data.bands?.length ? [{ id: measure.id, data }] : [];
  });
}

/** One series of every run. */
interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly note?: string;
  /** What its values are multiplied by. Default 1. */
  readonly scale?: number;
  readonly series: SeriesName;
}

/** Several series of one run. */
interface LayeredMeasure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly run: ChartedRun;
  readonly curves: readonly {
    readonly series: SeriesName;
    readonly name: string;
    readonly look: RunLook;
  }[];
}

const BITS = "bits per image";
const NORM = "root mean square";

// They come in nats.
const IN_BITS = { unit: BITS, scale: BITS_PER_NAT, note: PAPERS_GIVE_NATS };

const MEASURES: readonly Measure[] = [
  measureOf("heldOut", "Description length, held out", { unit: BITS }),
  measureOf("training", "Description length, training", { unit: BITS }),
  measureOf("nll", "−log p(d)", IN_BITS),
  measureOf("gap", "KL gap", {
    ...IN_BITS,
    note: `KL(Q ‖ P): by how much the description length exceeds −log p(d). ${PAPERS_GIVE_NATS}`,
  }),
  measureOf("speed", "Speed", { unit: "images per second" }),
];

function measureOf(
  series: SeriesName,
  title: string,
  more: Pick<Measure, "unit" | "note" | "scale">,
): Measure {
  return { id: series, series, title, ...more };
}

function layersChart(run: ChartedRun): LayeredMeasure[] {
  const count = countOf(run, "layer");
  const curves = Array.from({ length: count }, (_, l) => ({
    series: `layer.${l}` as const,
    name: layerName(l),
    look: runLook(l),
  }));
  return [{ id: "layers", title: "Description length by layer", unit: BITS, run, curves }];
}

function normsChart(run: ChartedRun): LayeredMeasure[] {
  const curves = (["generative", "recognition"] as const).flatMap((direction, d) =>
    Array.from({ length: countOf(run, direction) }, (_, l) => ({
      series: `${direction}.${l}` as const,
      name: `${direction} ${betweenLayers(l)}`,
      // A colour for the layers, a line for the direction.
      look: { ...runLook(l), dash: d === 0 ? undefined : "6 3" },
    })),
  );
  return [{ id: "norms", title: "Weights", unit: NORM, run, curves }];
}

function eachLayer(runs: readonly ChartedRun[]): Measure[][] {
  const most = (name: "layer" | "generative" | "recognition") =>
    Math.max(0, ...runs.map((run) => countOf(run, name)));
  const layers = Array.from({ length: most("layer") }, (_, l): Measure => {
    const title = `Description length, ${layerName(l)}`;
    return { id: `layer.${l}`, series: `layer.${l}`, title, unit: BITS };
  });
  const norms = (["generative", "recognition"] as const).flatMap((direction) =>
    Array.from({ length: most(direction) }, (_, l): Measure => {
      const series = `${direction}.${l}` as const;
      const title = `${direction === "generative" ? "Generative" : "Recognition"} weights, ${betweenLayers(l)}`;
      return { id: series, series, title, unit: NORM };
    }),
  );
  return [layers, norms];
}

function betweenLayers(l: number): string {
  return `${l === 0 ? "pixels" : l} – ${l + 1}`;
}

function countOf({ history }: ChartedRun, name: "layer" | "generative" | "recognition"): number {
  let count = 0;
  while (history.series.has(`${name}.${count}`)) count++;
  return count;
}

function ofOneRun(measure: LayeredMeasure, options: ChartsOptions): ChartData {
  const { run, title, unit } = measure;
  const curves = measure.curves.map(
    ({ series, name, look }): Curve => ({
      ...{ id: series, name, ...look },
      buckets: bucketsOf(run, series) ?? [],
    }),
  );
  return { title, unit, curves, ...shared([run], options) };
}

function ofRuns(
  { series, title, unit, note, scale }: Measure,
  runs: readonly ChartedRun[],
  options: ChartsOptions,
): ChartData {
  const having = runs.filter((run) => bucketsOf(run, series));
  const groups = options.isGrouped ? seedGroups(having) : having.map((run) => [run]);
  const curves: Curve[] = [];
  const bands: Band[] = [];
  for (const group of groups) {
    const [first] = group;
    if (first && group.length > 1) {
      const name = `mean of ${group.length} seeds like ${first.name}`;
      const buckets = group.map((run) => bucketsOf(run, series) ?? []);
      bands.push(seedBand(buckets, { name, color: first.look.color, scale }));
    }
    for (const run of group) {
      curves.push({
        ...{ id: run.key, name: run.name, ...run.look },
        ...(group.length > 1 && { faint: true, color: first?.look.color ?? run.look.color }),
        buckets: bucketsOf(run, series) ?? [],
        ...{ of: placeOf(options.axis, run.state), scale },
      });
    }
  }
  return { title, unit, note, curves, bands, ...shared(runs, options) };
}

function shared(runs: readonly ChartedRun[], { axis, logX, log, smoothing }: ChartsOptions) {
  const marks = runs.length === 1 ? runs.flatMap(marksOf) : undefined;
  const xAxis = xAxisOf(axis, furthestRun(runs)?.state, logX);
  return { xAxis, log, smoothing, ...(marks && { marks }) };
}

// What was done to a run, and where it went on from another one.
function marksOf({ record, history }: ChartedRun): (Mark | Note)[] {
  const { parent } = record ?? {};
  const name = parent?.run.split(/[\\/]/).at(-1);
  return [
    ...(parent ? [{ step: parent.step, title: `went on from ${name}` }] : []),
    ...history.marks,
  ];
}

/** The run whose steps the zoom and the cursor are: the one that has taken most of them. */
export function furthestRun<T extends Pick<ChartedRun, "state">>(
  runs: readonly T[],
): T | undefined {
  return runs.reduce<T | undefined>(
    (furthest, run) => (furthest && furthest.state.step >= run.state.step ? furthest : run),
    undefined,
  );
}

// The whole curve, merged where it is long.
function bucketsOf({ history }: ChartedRun, name: SeriesName): readonly Bucket[] | undefined {
  return history.series.get(name)?.buckets;
}
