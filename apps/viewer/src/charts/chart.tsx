import type { Signal } from "@preact/signals";
import { useId, useMemo, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import type { ChartData, Zoom } from "./chart-data.ts";
import { ChartMenu } from "./chart-menu.tsx";
import { ChartTable } from "./chart-table.tsx";
import { layOut } from "./drawing.ts";
import { Legend } from "./legend.tsx";
import { PlotLayers } from "./plot-layers.tsx";
import { PlotSurface } from "./plot-surface.tsx";
import { unitWords } from "./unit-words.ts";
import { usePaced } from "./use-paced.ts";
import { useWidth } from "./use-width.ts";
import "./chart.css";

export interface ChartProps extends ChartData {
  /** A step; one signal for all charts that share a cursor. */
  cursor: Signal<number | undefined>;
  /** The steps that are shown, undefined for all; one signal for all charts that zoom together. */
  zoom: Signal<Zoom | undefined>;
  /** Pixels of the plot with its axes. Default 240. */
  height?: number;
  /** Somebody picked a step: by a click, a tap or Enter. */
  onStep?(step: number): void;
}

/**
 * Curves over the steps of runs, as wide as there is room, with a legend that says the values at
 * the cursor, a menu and a table of the same numbers. Drawn at most once a frame.
 */
export function Chart(props: ChartProps) {
  const shown = usePaced(props, requestAnimationFrame);
  const { cursor, zoom, height = 240, onStep } = shown;
  const [ref, width] = useWidth<HTMLElement>();
  const [isOtherScale, setOtherScale] = useState(false);
  const titleId = useId();

  const data = useMemo(
    (): ChartData => ({ ...shown, log: (shown.log ?? false) !== isOtherScale }),
    [shown, isOtherScale],
  );
  const steps = zoom.value;
  const drawing = useMemo(
    () => layOut(data, Math.max(width, 1), height, steps),
    [data, width, height, steps],
  );
  return (
    <figure class="chart" ref={ref} aria-labelledby={titleId}>
      <figcaption class="chart-head">
        <span class="chart-heading" id={titleId} title={headingOf(data)}>
          <span class="chart-title">{data.title}</span>{" "}
          <span class="chart-unit">{unitWords(data)}</span>
        </span>
        {steps && (
          <Button
            kind="quiet"
            onClick={() => {
              zoom.value = undefined;
            }}
          >
            Show all
          </Button>
        )}
        <ChartMenu
          {...{ data, drawing, cursor, zoom }}
          onLog={() => setOtherScale((other) => !other)}
        />
      </figcaption>
      <Legend drawing={drawing} cursor={cursor} />
      {width > 0 && (
        <PlotSurface
          {...{ drawing, cursor, zoom, onStep }}
          label={`${data.title}, ${data.unit}: cursor`}
        >
          <PlotLayers drawing={drawing} />
        </PlotSurface>
      )}
      <ChartTable data={data} />
    </figure>
  );
}

// Where there is no room for all of it, all of it is in the tooltip.
function headingOf(data: ChartData): string {
  return [`${data.title}, ${unitWords(data)}`, data.note].filter(Boolean).join(". ");
}
