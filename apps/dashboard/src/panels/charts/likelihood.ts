import { epochAt } from "@helmholtz/core";
import { formatBits } from "../../draw/text.ts";
import { lowest } from "./curve.ts";
import { type Chart, type ChartProps, drawChart } from "./draw-chart.ts";

const chart: Chart = {
  title: "−log p",
  unit: "nats per image",
  curves: () => [{ series: "nll", name: "estimate", hue: 3 }],
  format: formatBits,
  best({ run, history }) {
    const series = history.series.get("nll");
    const best = series && lowest(series);
    return best && { value: best.value, epoch: epochAt(run.epochs, best.step) };
  },
  steep: true,
  empty: "−log p is estimated at each checkpoint",
};

/** How improbable the machine finds an image. */
export const likelihood = (props: ChartProps) => drawChart(chart, props);
