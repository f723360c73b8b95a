import { signal } from "@preact/signals";
import { render } from "preact";
import { Chart } from "../../../src/charts/chart.tsx";
import type { Curve, XAxis, Zoom } from "../../../src/charts/chart-data.ts";
import { seedBand } from "../../../src/charts/seed-band.ts";
import { EVERY, learn, learnedHistory, STEPS_PER_EPOCH } from "./histories.ts";
import "../../../src/ui/tokens.css";
import "./page.css";

declare global {
  /** Evaluates the first run so many more times, and says so after each. */
  var learnMore: (evaluations: number) => void;
}

const address = new URLSearchParams(location.search);
document.documentElement.dataset.theme = address.get("theme") ?? "light";

const cursor = signal<number | undefined>(undefined);
const zoom = signal<Zoom | undefined>(undefined);
// Goes up with every event of the runs.
const revision = signal(0);
const picked = signal<number | undefined>(undefined);
const smoothing = Number(address.get("smoothing") ?? 0);

const steps: XAxis = {
  name: "step",
  of: (step) => step,
  format: (step) => step.toLocaleString("en"),
};
const epochs: XAxis = {
  name: "epoch",
  of: (step) => step / STEPS_PER_EPOCH,
  format: (epoch) => epoch.toLocaleString("en", { maximumFractionDigits: 2 }),
};

const histories = [0, 1, 2].map((seed) => learnedHistory(seed, 4000));
const [history = learnedHistory(0, 4000)] = histories;
const bucketsOf = (name: string) => history.series.get(name)?.buckets ?? [];
const look = (i: number) => ({ color: `var(--curve-${i + 1})` });

const lengthsOf = (): Curve[] => [
  { id: "heldOut", name: "held out", ...look(0), buckets: bucketsOf("heldOut") },
  {
    id: "training",
    name: '<b>"a", =1+1</b>',
    ...look(1),
    dash: "5 3",
    buckets: bucketsOf("training"),
  },
];
const layers: Curve[] = [0, 1, 2].map((l) => ({
  ...{ id: `layer.${l}`, name: `layer ${l}`, ...look(l), buckets: bucketsOf(`layer.${l}`) },
}));
const seeds = histories.map((each) => each.series.get("heldOut")?.buckets ?? []);

function Page() {
  revision.value;
  const onStep = (step: number) => {
    picked.value = step;
  };
  return (
    <>
      <h1>Charts</h1>
      <Chart
        {...{
          title: "description length",
          unit: "bits per image",
          cursor,
          zoom,
          smoothing,
          onStep,
        }}
        curves={lengthsOf()}
        xAxis={steps}
        marks={history.marks}
      />
      <Chart
        {...{ title: "bits by layer", unit: "bits per image", cursor, zoom, smoothing }}
        curves={layers}
        xAxis={epochs}
        log
      />
      <Chart
        {...{ title: "three seeds", unit: "bits per image", cursor, zoom, smoothing }}
        curves={[]}
        bands={[seedBand(seeds, { name: "mean of three" })]}
        xAxis={steps}
      />
      <output>{picked.value ?? ""}</output>
    </>
  );
}

render(<Page />, document.getElementById("app") ?? document.body);

globalThis.learnMore = (evaluations) => {
  const last = history.series.get("heldOut")?.buckets.at(-1)?.to ?? 0;
  for (let i = 1; i <= evaluations; i++) {
    learn(history, 0, last + i * EVERY, last + i * EVERY);
    revision.value++;
  }
};
