import {
  appendHistory,
  createHistory,
  createRunState,
  type EvaluateEvent,
  type LikelihoodEvent,
  type RunEvent,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { tracesOf } from "../../src/charts/traces.ts";
import { type ChartedRun, chartsOf } from "../../src/views/results/compare/charts-of.ts";
import { shortestEnd } from "../../src/views/results/compare/shortest-end.ts";
import { someRecord } from "./some-record.ts";

const options = { axis: "step", logX: false, log: false, smoothing: 0, isGrouped: false } as const;

test("what a log has in nats is charted in bits", () => {
  const charts = chartsOf([chartedRun("a", 10, { nll: 2, freeEnergy: 3 })], options);
  const shown = (id: string) => {
    const data = charts.find((chart) => chart.id === id)?.data;
    return [data?.unit, data && tracesOf(data)[0]?.points.measured.at(-1)];
  };
  expect(shown("nll")).toEqual(["bits per image", expect.closeTo(2 / Math.LN2)]);
  expect(shown("gap")).toEqual(["bits per image", expect.closeTo(1 / Math.LN2)]);
  expect(charts.map(({ data }) => data.unit).join()).not.toContain("nats");
});

test("runs that differ in their seeds have a band in bits, too", () => {
  const runs = [2, 4].map((nll, seed) => ({
    ...chartedRun(`seed ${seed}`, 10, { nll, freeEnergy: 5 }),
    record: someRecord({ seed }),
  }));
  const nll = chartsOf(runs, { ...options, isGrouped: true }).find(({ id }) => id === "nll");
  expect(nll?.data.bands?.[0]?.mean).toEqual([expect.closeTo(3 / Math.LN2)]);
});

test("the x axis is that of the run that got furthest, so that the cursor can be at any of its steps", () => {
  const [short, long] = [chartedRun("short", 10), chartedRun("long", 1000)];
  const [chart] = chartsOf([short, long], { ...options, axis: "time" });
  expect(chart?.data.xAxis.of(1000)).toBe(1000);
  expect(chart?.data.xAxis.unit).toBe("s");
});

test("the shortest run ends where it ends along the axis, in steps of the longest", () => {
  const slow = chartedRun("slow", 10, { secondsPerStep: 30 });
  const fast = chartedRun("fast", 1000);
  expect(shortestEnd([slow, fast], "step")).toEqual([0, 10]);
  expect(shortestEnd([slow, fast], "time")).toEqual([0, 300]);
  expect(shortestEnd([fast, fast], "step")).toBeUndefined();
  expect(shortestEnd([fast, chartedRun("begun", 0)], "step")).toBeUndefined();
});

test("where a run went on from another one is a mark on its curves", () => {
  const record = { ...someRecord(), parent: { run: "/runs/the-first", step: 4 } };
  const [chart] = chartsOf([{ ...chartedRun("a", 10), record }], options);
  expect(chart?.data.marks).toEqual([{ step: 4, title: "went on from the-first" }]);
});

interface Told {
  nll?: number;
  freeEnergy?: number;
  secondsPerStep?: number;
}

// Evaluated at its beginning and its end.
function chartedRun(key: string, steps: number, told: Told = {}): ChartedRun {
  const { nll = 1, freeEnergy = 2, secondsPerStep = 1 } = told;
  const measured = { images: 10, descriptionLength: 5, layers: [4, 1] };
  const curve = [...new Set([0, steps])].map((step) => ({
    ...{ type: "evaluate", step, epoch: 0, train: measured, ...measured },
    time: new Date(1e12 + 1000 * secondsPerStep * step).toISOString(),
  })) as EvaluateEvent[];
  const likelihood: LikelihoodEvent = {
    ...{ type: "likelihood", step: steps, epoch: 0, images: 10, samples: 10 },
    ...{ nll, nllStandardError: 0.1, freeEnergy },
  };
  const history = createHistory();
  for (const event of [...curve, likelihood] as RunEvent[]) appendHistory(history, event);
  const state = { ...createRunState(), step: steps, curve, likelihood };
  return { key, name: key, look: { color: "red" }, record: undefined, state, history };
}
