import type { Mark, RunHistory } from "@helmholtz/core";
import { computed, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Chart } from "../../charts/chart.tsx";
import type { Curve, Note, XAxis, Zoom } from "../../charts/chart-data.ts";
import { BITS_PER_NAT, PAPERS_GIVE_NATS } from "../../charts/nats-in-bits.ts";
import { usePaced } from "../../charts/use-paced.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { layerName } from "../../pictures/words.ts";
import { Panel } from "../../ui/panel.tsx";
import { earlierMarks } from "./going-on.ts";
import { RunMarks } from "./run-marks.tsx";
import { WhileVisible } from "./while-visible.tsx";

/** What it is all about: the description length, and what was done on the way. */
export function MainChart() {
  return (
    <section class="panel main-chart" aria-label={mainChart.title}>
      <WhileVisible>{() => drawChart(mainChart)}</WhileVisible>
      <RunMarks />
    </section>
  );
}

/** What else there is of how the training came to where it stands, as curves with the same cursor. */
export function RunCharts() {
  const names = measured.value;
  return (
    <Panel title="More curves">
      {names === "" ? (
        <p class="stage-waiting">
          They begin with the first step: bits by layer, size of the weights, speed.
        </p>
      ) : (
        <div class="run-charts">
          {charts
            .filter(({ title }) => names.includes(title))
            .map((chart) => (
              <WhileVisible key={chart.title}>{() => drawChart(chart)}</WhileVisible>
            ))}
        </div>
      )}
    </Panel>
  );
}

interface ChartSpec {
  readonly title: string;
  readonly unit: string;
  readonly note?: string;
  /** What its values are multiplied by. Default 1. */
  readonly scale?: number;
  /** Series of the history by name, and what each is called. */
  readonly series: readonly (readonly [name: string, title: string])[] | SeriesPrefixes;
}

/** Series that are numbered by layer. */
interface SeriesPrefixes {
  readonly numbered: readonly (readonly [prefix: string, title: (l: number) => string])[];
}

const mainChart: ChartSpec = {
  title: "Description length",
  unit: "bits per image",
  series: [
    ["heldOut", "held out"],
    ["training", "training"],
  ],
};

const charts: readonly ChartSpec[] = [
  {
    title: "Bits by layer",
    unit: "bits per image",
    series: { numbered: [["layer", layerName]] },
  },
  {
    title: "−log p and the KL gap",
    unit: "bits per image",
    note: PAPERS_GIVE_NATS,
    scale: BITS_PER_NAT,
    series: [
      ["nll", "−log p"],
      ["gap", "KL gap"],
    ],
  },
  {
    title: "Size of the weights",
    unit: "root mean square",
    series: {
      numbered: [
        ["generative", (l) => `generative ${l}`],
        ["recognition", (l) => `recognition ${l}`],
      ],
    },
  },
  {
    title: "Speed",
    unit: "images per second",
    note: "From one report to the next, with the time that reports took, and without pauses.",
    series: [["speed", "mean since the last report"]],
  },
];

// As text, so that only another chart is a change: the titles of those that have anything to show.
const measured = computed(() => {
  const { run, history } = pageTraining.value ?? {};
  if (!history || !run || run.value.step === 0) return "";
  const { series } = history.value;
  return charts
    .filter((chart) => curvesOf(chart, { series }).length > 0)
    .map(({ title }) => title)
    .join("\n");
});

const cursor = signal<number>();
const zoom = signal<Zoom>();

function drawChart(spec: ChartSpec) {
  const history = pageTraining.value?.history.value;
  return <RunChart {...{ spec, history }} before={earlierMarks.value} />;
}

interface RunChartProps {
  spec: ChartSpec;
  history: RunHistory | undefined;
  /** What was done before the training at hand. */
  before: readonly (Mark | Note)[];
}

function RunChart({ spec, history, before }: RunChartProps) {
  const latest = useMemo(() => ({ history }), [history]);
  const shown = usePaced(latest, waitForChart).history;
  const curves = useMemo(() => (shown ? curvesOf(spec, shown) : []), [spec.title, shown]);
  const marks = useMemo(() => [...before, ...(shown?.marks ?? [])], [before, shown]);
  return <Chart {...{ ...spec, curves, marks, cursor, zoom, xAxis }} height={200} />;
}

// A curve is followed well enough at three times a second.
const waitForChart = (proceed: () => void) => setTimeout(proceed, 330);

const xAxis: XAxis = {
  name: "step",
  of: (step) => step,
  format: (value) => value.toLocaleString("en"),
};

function curvesOf(
  { series, scale }: ChartSpec,
  { series: all }: Pick<RunHistory, "series">,
): Curve[] {
  const named = "numbered" in series ? numbered(series, all) : series;
  return named.flatMap(([id, name], i) => {
    const found = all.get(id);
    if (!found) return [];
    const color = `var(--curve-${1 + (i % 6)})`;
    return [{ id, name, color, buckets: found.buckets, ...(scale && { scale }) }];
  });
}

function numbered({ numbered }: SeriesPrefixes, all: RunHistory["series"]) {
  return numbered.flatMap(([prefix, title]) =>
    [...all.keys()]
      .filter((name) => name.startsWith(`${prefix}.`))
      .map((name) => [name, title(Number(name.slice(prefix.length + 1)))] as const),
  );
}
