import { formatBits } from "../../draw/text.ts";
import { type Chart, type ChartProps, drawChart, numbered } from "./draw-chart.ts";

const chart: Chart = {
  title: "layers",
  unit: "bits per image",
  curves: (history) =>
    numbered(history, "layer", (l) => ({
      name: l === 0 ? "visible" : "hidden",
      mark: String(l),
      hue: l,
    })),
  format: formatBits,
  steep: true,
  empty: "waiting for the first evaluation",
};

/** What each layer costs of the description length. */
export const layers = (props: ChartProps) => drawChart(chart, props);
