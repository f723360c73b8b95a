import { type Chart, type ChartProps, drawChart, numbered } from "./draw-chart.ts";

const chart: Chart = {
  title: "weight norms",
  unit: "root mean square",
  curves: (history) => [
    ...numbered(history, "generative", (l) => ({
      ...{ name: "generative", group: "gen", hue: l },
      mark: String(l),
    })),
    // Without marks: the layers' numbers are on the generative curves, and colours tell the rest.
    ...numbered(history, "recognition", (l) => ({
      ...{ name: "recognition", group: "rec", hue: l },
      pattern: "dashed",
    })),
  ],
  format: (value) => value.toPrecision(3).replace("e+", "e"),
  empty: "waiting for the first evaluation",
};

/** How large the weights of both directions are, above each layer but the top one. */
export const norms = (props: ChartProps) => drawChart(chart, props);
