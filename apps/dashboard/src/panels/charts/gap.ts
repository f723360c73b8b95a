import { formatBits } from "../../draw/text.ts";
import { type Chart, type ChartProps, drawChart } from "./draw-chart.ts";

const chart: Chart = {
  title: "KL gap",
  unit: "nats per image",
  curves: () => [{ series: "gap", name: "free energy + log p", hue: 2 }],
  format: formatBits,
  steep: true,
  empty: "the gap is estimated at each checkpoint",
};

/** How far what is recognized is from what would explain best: free energy above −log p. */
export const gap = (props: ChartProps) => drawChart(chart, props);
