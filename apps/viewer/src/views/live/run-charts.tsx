import type { RunHistory } from "@helmholtz/core";
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Chart } from "../../charts/chart.tsx";
import type { Curve, XAxis, Zoom } from "../../charts/chart-data.ts";
import { usePaced } from "../../charts/use-paced.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { Panel } from "../../ui/panel.tsx";
import { WhileVisible } from "./while-visible.tsx";

/** How the training came to where it stands, as curves with one cursor. */
export function RunCharts() {
  return (
    <Panel title="Curves">
      <div class="run-charts">
        {charts.map((chart) => (
          <WhileVisible key={chart.title}>{() => <RunChart {...chart} />}</WhileVisible>
        ))}
      </div>
    </Panel>
  );
}

interface ChartSpec {
  readonly title: string;
  readonly unit: string;
  /** Series of the history by name, and what each is called. */
  readonly series: readonly (readonly [name: string, title: string])[] | SeriesPrefixes;
}

/** Series that are numbered by layer. */
interface SeriesPrefixes {
  readonly numbered: readonly (readonly [prefix: string, title: (l: number) => string])[];
}

const charts: readonly ChartSpec[] = [
  {
    title: "Description length",
    unit: "bits per image",
    series: [
      ["heldOut", "held out"],
      ["training", "training"],
    ],
  },
  {
    title: "Bits by layer",
    unit: "bits per image",
    series: { numbered: [["layer", (l) => (l === 0 ? "pixels" : `layer ${l}`)]] },
  },
  {
    title: "−log p and the gap to it",
    unit: "nats per image",
    series: [
      ["nll", "−log p"],
      ["gap", "free energy − (−log p)"],
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
  { title: "Speed", unit: "images per second", series: [["speed", "learned"]] },
];

const cursor = signal<number>();
const zoom = signal<Zoom>();

function RunChart(spec: ChartSpec) {
  const history = pageTraining.value?.history.value;
  const latest = useMemo(() => ({ history }), [history]);
  const shown = usePaced(latest, waitForChart).history;
  const curves = useMemo(() => (shown ? curvesOf(spec, shown) : []), [spec.title, shown]);
  const marks = useMemo(() => [...(shown?.marks ?? [])], [shown]);
  return <Chart {...{ ...spec, curves, marks, cursor, zoom, xAxis }} height={200} />;
}

// A curve is followed well enough at three times a second.
const waitForChart = (proceed: () => void) => setTimeout(proceed, 330);

const xAxis: XAxis = {
  name: "step",
  of: (step) => step,
  format: (value) => value.toLocaleString("en"),
};

function curvesOf({ series }: ChartSpec, { series: all }: RunHistory): Curve[] {
  const named = "numbered" in series ? numbered(series, all) : series;
  return named.flatMap(([id, name], i) => {
    const found = all.get(id);
    if (!found) return [];
    const color = `var(--curve-${1 + (i % 6)})`;
    return [{ id, name, color, buckets: found.buckets }];
  });
}

function numbered({ numbered }: SeriesPrefixes, all: RunHistory["series"]) {
  return numbered.flatMap(([prefix, title]) =>
    [...all.keys()]
      .filter((name) => name.startsWith(`${prefix}.`))
      .map((name) => [name, title(Number(name.slice(prefix.length + 1)))] as const),
  );
}
