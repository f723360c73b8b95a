import { formatBits } from "../../draw/text.ts";
import { type Chart, type ChartProps, drawChart } from "./draw-chart.ts";

const chart: Chart = {
  title: "description length",
  unit: "bits per image",
  curves: ({ series }) =>
    series.has("heldOut")
      ? [
          { series: "heldOut", name: "held out", hue: 0 },
          { series: "training", name: "training", hue: 1, pattern: "dashed" },
        ]
      : [{ series: "training", name: "training", hue: 1 }],
  format: formatBits,
  best: ({ run: { best } }) => best && { value: best.descriptionLength, epoch: best.epoch },
  steep: true,
  empty: "waiting for the first evaluation",
};

/** What the machine needs to describe an image, held out and in training. */
export const descriptionLength = (props: ChartProps) => drawChart(chart, props);
