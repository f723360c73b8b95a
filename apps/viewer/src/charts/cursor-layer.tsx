import type { Drawing } from "./drawing.ts";
import type { Reading } from "./reading.ts";

/** The cursor in an SVG: a line across the plot, and a dot on every curve. */
export function CursorLayer({ drawing, reading }: { drawing: Drawing; reading: Reading }) {
  const { at, values } = reading;
  if (at === undefined) return null;
  const [bottom, top] = drawing.y.range;
  return (
    <g class="chart-cursor">
      <path d={`M${Math.floor(at) + 0.5} ${top - 4}V${bottom}`} />
      {values.map(
        ({ trace, y }) =>
          y !== undefined && <circle key={trace.id} cx={at} cy={y} r={3.5} fill={trace.color} />,
      )}
    </g>
  );
}
