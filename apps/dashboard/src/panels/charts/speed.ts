import { formatCount } from "../../draw/text.ts";
import { type Chart, type ChartProps, drawChart } from "./draw-chart.ts";

const chart: Chart = {
  title: "speed",
  unit: "images per second",
  curves: () => [{ series: "speed", name: "learned", hue: 4 }],
  format: formatCount,
  empty: "measured from one evaluation to the next",
};

/** How many images a second are learned. */
export const speed = (props: ChartProps) => drawChart(chart, props);
