import type { ChartData, Zoom } from "./chart-data.ts";
import { layOut, TEXT_SIZE } from "./drawing.ts";
import { widthOfText } from "./end-labels.ts";
import { markupOf } from "./markup.ts";
import { pageColor } from "./page-color.ts";
import { PlotLayers } from "./plot-layers.tsx";
import type { Trace } from "./traces.ts";
import { unitWords } from "./unit-words.ts";

export interface SvgOptions {
  /** Pixels. Default 760. */
  readonly width?: number;
  /** Pixels of the plot with its axes; title and legend are above it. Default 380. */
  readonly height?: number;
  readonly zoom?: Zoom;
  /** Makes of a colour of the page one that stands for itself. Default: as the page looks now. */
  readonly resolve?: (color: string) => string;
}

/** A chart with its title and legend as an SVG file that needs nothing else. */
export function svgOf(data: ChartData, options: SvgOptions = {}): string {
  const { width = 760, height = 380, zoom, resolve = pageColor } = options;
  const { title } = data;
  const unit = unitWords(data);
  const inner = width - 2 * MARGIN;
  const drawing = layOut(data, inner, height, zoom);
  const legend = placeLegend(drawing.traces, inner);
  const head = 30 + LINE * (1 + (legend.at(-1)?.line ?? -1));
  const total = head + height + 2 * MARGIN;

  const picture = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={total}
      viewBox={`0 0 ${width} ${total}`}
      font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
      font-size={TEXT_SIZE}
      font-variant="tabular-nums"
    >
      <title>{`${title}, ${unit}`}</title>
      <rect width="100%" height="100%" fill="var(--surface)" />
      <g transform={`translate(${MARGIN} ${MARGIN})`}>
        <text y={14} font-size={15} fill="var(--text)">
          <tspan font-weight={600}>{title}</tspan>
          <tspan dx={8} font-size={13} fill="var(--muted)">
            {unit}
          </tspan>
        </text>
        {legend.map(({ trace, x, line }) => (
          <g key={trace.id} transform={`translate(${x} ${34 + LINE * line})`}>
            <path d="M0 0h18" stroke={trace.color} stroke-width={2} stroke-dasharray={trace.dash} />
            <text x={25} y={4} fill="var(--text)">
              {trace.name}
            </text>
          </g>
        ))}
        <g transform={`translate(0 ${head})`}>
          <PlotLayers drawing={drawing} />
        </g>
      </g>
    </svg>
  );
  const colors = new Map<string, string>();
  return markupOf(picture, (name, value) => {
    const text = String(value);
    if ((name !== "fill" && name !== "stroke") || text === "none") return text;
    const color = colors.get(text) ?? resolve(text);
    colors.set(text, color);
    return color;
  });
}

const MARGIN = 16;
const LINE = 20;

/** A name in the legend: pixels from the left, and its line. */
interface LegendItem {
  readonly trace: Trace;
  readonly x: number;
  readonly line: number;
}

function placeLegend(traces: readonly Trace[], width: number): LegendItem[] {
  let x = 0;
  let line = 0;
  return traces.map((trace) => {
    const needed = 25 + widthOfText(trace.name) + 18;
    if (x > 0 && x + needed > width) {
      x = 0;
      line++;
    }
    const item = { trace, x, line };
    x += needed;
    return item;
  });
}
