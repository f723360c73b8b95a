import type { Drawing } from "./drawing.ts";
import type { Paths } from "./paths.ts";
import type { Trace } from "./traces.ts";

/** Axes, curves and marks of a chart as parts of an SVG: on the page as in a file. */
export function PlotLayers({ drawing }: { drawing: Drawing }) {
  const { traces, paths, x, y, marks, lonePoints, endLabels, empty } = drawing;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  // An SVG within an SVG clips what reaches beyond it; lines on its edges have some room.
  const box = [left - 1, top - 3, right - left + 2, bottom - top + 6] as const;
  return (
    <>
      <Axes drawing={drawing} />
      <svg
        x={box[0]}
        y={box[1]}
        width={box[2]}
        height={box[3]}
        viewBox={box.join(" ")}
        aria-hidden="true"
      >
        {traces.map((trace, i) => (
          <TraceLayer key={trace.id} trace={trace} paths={paths[i]} />
        ))}
      </svg>
      {lonePoints.map(({ id, at, y, color, label }) => (
        <g key={id} fill={color}>
          <circle cx={tenths(at)} cy={tenths(y)} r={4} />
          <text x={tenths(label.x)} y={tenths(label.y + 4)}>
            {label.text}
          </text>
        </g>
      ))}
      {marks.map((mark) => (
        <path key={mark.at} d={`M${tenths(mark.at)} ${bottom + 1}l4 7h-8z`} fill={mark.color}>
          <title>{mark.title}</title>
        </path>
      ))}
      {endLabels.map((label) => (
        <text key={label.y} x={right + 9} y={tenths(label.y + 4)} fill={label.color}>
          {label.text}
        </text>
      ))}
      {empty && (
        <text
          x={(left + right) / 2}
          y={(top + bottom) / 2}
          text-anchor="middle"
          fill="var(--muted)"
        >
          {empty}
        </text>
      )}
    </>
  );
}

function Axes({ drawing }: { drawing: Drawing }) {
  const { x, y, xTicks, yTicks, xAxis } = drawing;
  const [left, right] = x.range;
  const [bottom] = y.range;
  return (
    <g fill="var(--muted)">
      {yTicks.map(({ at, label }) => (
        <g key={at}>
          <path d={`M${left} ${crisp(at)}H${right}`} stroke="var(--line)" />
          <text x={left - 8} y={tenths(at + 4)} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      <path d={`M${left} ${crisp(bottom)}H${right}`} stroke="var(--muted)" />
      {xTicks.map(({ at, label }) => (
        <g key={at}>
          <path d={`M${crisp(at)} ${crisp(bottom)}v4`} stroke="var(--muted)" />
          <text x={tenths(at)} y={bottom + 21} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      <text x={right + 12} y={bottom + 21} text-anchor="end" font-style="italic">
        {xAxis.name}
      </text>
    </g>
  );
}

function TraceLayer({ trace, paths }: { trace: Trace; paths: Paths | undefined }) {
  if (!paths) return null;
  const { line, ghost, band } = paths;
  const { color, dash, faint } = trace;
  return (
    <g
      fill="none"
      stroke={color}
      stroke-width={faint ? 1 : 1.6}
      stroke-linejoin="round"
      stroke-linecap="round"
      stroke-dasharray={dash}
      opacity={faint ? 0.4 : undefined}
    >
      {band && <path d={band} stroke="none" fill={color} opacity={0.15} />}
      {ghost && <path d={ghost} stroke-width={1} opacity={0.35} />}
      <path d={line} />
    </g>
  );
}

function tenths(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}

// Between two pixels, a thin line would be two pixels wide and pale.
function crisp(pixels: number): number {
  return Math.floor(pixels) + 0.5;
}
