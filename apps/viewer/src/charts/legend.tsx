import type { ReadonlySignal } from "@preact/signals";
import type { Drawing } from "./drawing.ts";
import { readAt } from "./reading.ts";

export interface LegendProps {
  drawing: Drawing;
  /** A step. */
  cursor: ReadonlySignal<number | undefined>;
}

/** The names of the curves, each with what was measured at the cursor or last, and what the line says where it is smoothed. */
export function Legend({ drawing, cursor }: LegendProps) {
  const { where, values } = readAt(drawing, cursor.value);
  return (
    <div class="chart-legend">
      <p class="chart-where">{where}</p>
      <ul>
        {values.map(({ trace, measured = "—", smoothed }) => (
          <li key={trace.id}>
            <svg class="chart-swatch" width={18} height={10} aria-hidden="true">
              <path
                d="M1 5h16"
                stroke={trace.color}
                stroke-width={2.5}
                stroke-dasharray={trace.dash}
                stroke-linecap="round"
                opacity={trace.faint ? 0.5 : undefined}
              />
            </svg>
            <span class="chart-name" title={trace.name}>
              {trace.name}
            </span>
            <span class="chart-value">{measured}</span>
            {smoothed && <span class="chart-smoothed">smoothed {smoothed}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
