import {
  appendEvent,
  appendHistory,
  createHistory,
  createRunState,
  type RunEvent,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { createStyle } from "../../src/draw/style.ts";
import {
  compareChart,
  compareMark,
  lastStep,
  longestBeat,
} from "../../src/panels/charts/compare-chart.ts";
import type { ChartProps } from "../../src/panels/charts/draw-chart.ts";
import { chartPanels } from "../../src/panels/charts/index.ts";

const style = createStyle({ depth: 1 });
const view = { recent: false, log: false, smoothing: 0 };
const charts = Object.entries(chartPanels);

interface RunOptions {
  readonly evaluations?: number;
  readonly validImages?: number;
  /** Added to all description lengths. */
  readonly worse?: number;
  readonly stepsPerEpoch?: number;
}

/** A run of 10 steps from evaluation to evaluation, from 200 bits down to about 100. */
function runProps(
  { evaluations = 101, validImages = 100, worse = 0, stepsPerEpoch = 100 }: RunOptions = {},
  rest: Partial<ChartProps> = {},
): ChartProps {
  const run = createRunState();
  const history = createHistory();
  const happen = (event: RunEvent) => {
    appendEvent(run, event);
    appendHistory(history, event);
  };
  happen(startEvent({ validImages, stepsPerEpoch, steps: 10 * evaluations }));
  for (let i = 0; i < evaluations; i++) {
    const bits = 100 + worse + 100 * Math.exp(-i / 5);
    const step = 10 * i;
    happen({
      ...{ type: "evaluate", step, epoch: step / stepsPerEpoch, images: 100 },
      ...{ descriptionLength: bits, layers: [0.8 * bits, 0.2 * bits] },
      train: { images: 100, descriptionLength: bits - 1, layers: [] },
      weightNorms: { generative: [0.5 + i / 100], recognition: [0.25] },
      time: new Date(1000 * i).toISOString(),
    });
    if (i === 50) {
      happen({ type: "act", step, act: { type: "change", rule: { wake: [] } } });
      happen({
        ...{ type: "likelihood", step, epoch: step / stepsPerEpoch, images: 10, samples: 10 },
        ...{ nll: 68.25, nllStandardError: 1, freeEnergy: 69.5 },
      });
    }
  }
  return { run, history, view, style, width: 80, height: 24, ...rest };
}

function startEvent({
  validImages,
  stepsPerEpoch,
  steps,
}: {
  validImages: number;
  stepsPerEpoch: number;
  steps: number;
}): RunEvent {
  return {
    ...{ type: "start", step: 0, steps, stepsPerEpoch, batch: 5, sizes: [4, 2] },
    ...{ width: 2, height: 2, rule: "wake-sleep", optimizer: "sgd", backend: "js" },
    ...{ data: "toy", trainImages: 500, validImages, seed: 1 },
  };
}

function text({ lines }: { lines: readonly string[] }): string {
  return lines.join("\n");
}

test("the legend has the latest values and the best one with its epoch", () => {
  const legend = chartPanels.descriptionLength(runProps()).lines[1];
  expect(legend).toContain("━━ held out 100.00  ╍╍ training 99.00  best 100.00 at epoch 10.0");
});

test("without held-out images the training curve stands alone", () => {
  const shown = text(chartPanels.descriptionLength(runProps({ validImages: 0 })));
  expect(shown).toContain("training 99.00");
  expect(shown).not.toContain("held out");
});

test("with a cursor all charts show the values there, and one upright line at the same step", () => {
  const props = runProps({}, { view: { ...view, cursor: 705 } });
  expect(text(chartPanels.descriptionLength(props))).toContain("held out 100.00");
  expect(text(chartPanels.norms(props))).toContain("generative 1.20");
  expect(text(chartPanels.likelihood(props))).toContain("estimate 68.25");
  expect(text(chartPanels.gap(props))).toContain("1.25");
  expect(text(chartPanels.speed(props))).toContain("50");
  for (const [name, chart] of charts) {
    const { lines, plot } = chart(props);
    const { row = 0, rows = 0, column = 0, columns = 0, x = [0, 0] } = plot ?? {};
    const axis = [...(lines[row + rows] ?? "")].slice(column, column + columns);
    const share = (705 - x[0]) / (x[1] - x[0]);
    expect(Math.abs(axis.indexOf("┼") / (columns - 1) - share), name).toBeLessThan(0.02);
  }
});

test("before the first value at a cursor there is a dash", () => {
  const props = runProps({}, { view: { ...view, cursor: 300 } });
  expect(text(chartPanels.likelihood(props))).toContain("estimate –");
});

test("the steep beginning is cut off where the whole run is shown, and is there when zoomed into", () => {
  const top = (props: ChartProps) => {
    const { lines } = chartPanels.descriptionLength(props);
    const labels = lines.flatMap((line) => line.match(/ (\d+)┤/)?.[1] ?? []);
    return Math.max(...labels.map(Number));
  };
  expect(top(runProps())).toBeLessThan(120);
  expect(top(runProps({}, { view: { ...view, zoom: [0, 100] } }))).toBe(200);
});

test("what is shown follows the zoom, else the latest evaluations, else the whole run", () => {
  const shown = (more: Partial<ChartProps["view"]>) =>
    chartPanels.layers(runProps({ evaluations: 500 }, { view: { ...view, ...more } })).plot?.x;
  expect(shown({})).toEqual([0, 4990]);
  expect(shown({ recent: true })).toEqual([3742.5, 4990]);
  expect(shown({ recent: true, zoom: [100, 300] })).toEqual([100, 300]);
});

test("the latest stretch is a quarter of the run, or 200 evaluations, or a few", () => {
  const latest = (evaluations: number) => {
    const props = runProps({ evaluations }, { view: { ...view, recent: true } });
    return chartPanels.layers(props).plot?.x;
  };
  expect(latest(45)).toEqual([330, 440]);
  expect(latest(2001)).toEqual([18_010, 20_000]);
  expect(latest(11)).toEqual([30, 100]);
  expect(latest(4)).toEqual([0, 30]);
});

test("the latest stretch of a young run has the steep beginning cut off as well", () => {
  const shown = text(
    chartPanels.descriptionLength(
      runProps({ evaluations: 8 }, { view: { ...view, recent: true } }),
    ),
  );
  expect(shown).not.toMatch(/ 200┤/);
});

test("above a chart stands how it is drawn, in any width", () => {
  const top = (width: number, more: Partial<ChartProps["view"]>) =>
    chartPanels.descriptionLength(runProps({}, { width, view: { ...view, ...more } })).lines[0];
  expect(top(80, {})).toMatch(/^╭─ description length ─+ bits per image ─╮$/);
  const all = { zoom: [0, 500], log: true, smoothing: 0.9 } as const;
  expect(top(80, all)).toContain(" zoom log smooth 0.9 · bits per image ─╮");
  expect(top(33, { recent: true })).toContain("╭─ description length ─ latest ─╮");
  expect(top(34, all)).toMatch(/^╭─ desc\S*….* zoom log smooth 0.9 ─╮$/);
  expect(top(20, all)).toMatch(/^╭─ \S+… ─+ zoom log ─╮$/);
  expect(top(20, { log: true })).toContain(" log ─╮");
});

test("a machine that diverged has short numbers, and ticks that differ", () => {
  const props = runProps({ worse: 1.7843222840443132e23, evaluations: 3 }, { width: 40 });
  const { lines } = chartPanels.descriptionLength(props);
  expect(lines[1]).toContain("held out 1.78e23");
  const labels = lines.flatMap((line) => line.match(/(\S+)┤/)?.[1] ?? []);
  expect(labels.length).toBeGreaterThan(1);
  expect(new Set(labels).size).toBe(labels.length);
});

test("the norms of all layers stand in the legend by direction, with fewer decimals if need be", () => {
  const legendOf = (width: number, layers: number) => {
    const narrow = { width, height: 9, view: { ...view, zoom: [0, 20] as const } };
    const props = runProps({ evaluations: 0 }, narrow);
    appendHistory(props.history, {
      ...{ type: "evaluate", step: 10, epoch: 0.1, images: 100 },
      ...{ descriptionLength: 100, layers: [100] },
      train: { images: 100, descriptionLength: 99, layers: [] },
      weightNorms: {
        generative: [0.762, 0.801, 0.523].slice(0, layers),
        recognition: [0.301, 0.692, 0.118].slice(0, layers),
      },
      time: new Date(0).toISOString(),
    });
    return chartPanels.norms(props).lines;
  };
  expect(legendOf(80, 2)[1]).toContain("━━ generative 0.762 0.801  ╍╍ recognition 0.301 0.692");
  expect(legendOf(40, 2)[1]).toContain("━ gen 0.762 0.801  ╍ rec 0.301 0.692");
  expect(legendOf(37, 2)[1]).toContain("━ gen 0.76 0.80  ╍ rec 0.30 0.69");
  expect(legendOf(40, 3)[1]).toContain("━ gen 0.8 0.8 0.5  ╍ rec 0.3 0.7 0.1");
  const ends = legendOf(80, 2).map((line) => line.at(-3));
  expect(ends.filter((mark) => /\d/.test(mark ?? ""))).toHaveLength(2);
});

test("what was done to the run stands on the axis of every chart", () => {
  for (const [name, chart] of charts) {
    const { lines, plot } = chart(runProps());
    expect(lines[(plot?.row ?? 0) + (plot?.rows ?? 0)], name).toContain("w");
  }
});

test("a chart without data says why", () => {
  const props = runProps({ evaluations: 0 });
  expect(text(chartPanels.likelihood(props))).toContain("−log p is estimated at each checkpoint");
  expect(text(chartPanels.layers(props))).toContain("waiting for the first evaluation");
  const later = runProps({}, { view: { ...view, zoom: [900, 1000] } });
  expect(text(chartPanels.gap(later))).toContain("nothing was measured in this stretch");
});

test("where there is no room for a chart there are its values, and their names if they fit", () => {
  const low = chartPanels.layers(runProps({}, { width: 24, height: 4 }));
  expect(low.lines.slice(1, -1)).toEqual(["│ 0 visible 80.00      │", "│ 1 hidden 20.00       │"]);
  expect(low.plot).toBeUndefined();
  const narrow = chartPanels.layers(runProps({}, { width: 24, height: 3 }));
  expect(narrow.lines[1]).toBe("│ 0 80.00  1 20.00     │");
});

test("every chart is exactly as large as asked, at any size, in any glyphs", () => {
  const ascii = createStyle({ depth: 1, glyphs: "ascii" });
  const blocks = createStyle({ depth: 4, theme: "light", glyphs: "blocks" });
  for (const [name, chart] of charts) {
    for (const evaluations of [0, 1, 2, 101]) {
      for (const [width, height] of [
        [1, 1],
        [8, 3],
        [20, 8],
        [41, 12],
        [160, 50],
      ] as const) {
        for (const look of [style, ascii, blocks]) {
          const props = runProps({ evaluations }, { width, height, style: look });
          const { lines } = chart({ ...props, view: { ...view, log: true, smoothing: 0.9 } });
          expect(lines, name).toHaveLength(height);
          for (const line of lines) expect(cellsOf(line), name).toBe(width);
          if (look === ascii) expect(lines.join(""), name).toMatch(/^[ -~]+$/);
        }
      }
    }
  }
});

test("runs are compared epoch by epoch, under their names", () => {
  const [a, b] = [runProps(), runProps({ worse: 50, stepsPerEpoch: 50, validImages: 0 })];
  const runs = [
    { name: "plain", index: 0, history: a.history, epochs: a.run.epochs },
    { name: "small\x1b[2J epochs", index: 1, history: b.history, epochs: b.run.epochs },
  ];
  const options = { ...view, style, width: 80, height: 24 };
  const { lines, plot } = compareChart(runs, options);
  expect(lines[1]).toContain("A plain 100.00  B small [2J epochs 149.00");
  expect(plot?.x).toEqual([0, 2000]);
  expect(lines.some((line) => /A +│$/.test(line))).toBe(true);
  const there = compareChart(runs, { ...options, cursor: 100 });
  expect(there.lines[1]).toContain(`A plain ${(100 + 100 * Math.exp(-2)).toFixed(2)}`);
  expect(there.lines[1]).toContain(`epochs ${(149 + 100 * Math.exp(-1)).toFixed(2)}`);
});

test("several runs reach as far as the longest does, in steps of the first one", () => {
  const runs = [runProps(), runProps({ evaluations: 31, stepsPerEpoch: 20 })].map(
    ({ history, run }, index) => ({
      ...{ name: `run ${index}`, index, history },
      epochs: run.epochs,
    }),
  );
  expect(lastStep(longestBeat(runs))).toBe(1500);
  expect(lastStep(longestBeat([]))).toBe(0);
});

test("a compared run keeps its mark where another has no values yet", () => {
  const [a, b] = [runProps({ evaluations: 0 }), runProps()];
  const runs = [a, b].map(({ history, run }, index) => {
    return { name: `run ${index}`, index, history, epochs: run.epochs };
  });
  const { lines } = compareChart(runs, { ...view, style, width: 60, height: 12 });
  expect(lines[1]).toContain("B run 1");
  expect(compareMark(1, style)).toBe("B");
  expect(text(compareChart([], { ...view, style, width: 60, height: 12 }))).toContain("none of");
});
