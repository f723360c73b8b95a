import { useState } from "preact/hooks";
import { colorScheme } from "../app/theme.ts";
import { CrispCanvas } from "./crisp-canvas.tsx";
import { crisp, pixelRatio } from "./device-pixels.ts";
import { moveInGrid } from "./move-in-grid.ts";
import type { Values } from "./paint.ts";
import { paintUnits, unitColumns } from "./paint-units.ts";
import { countOfUnits, stateOf } from "./words.ts";
import "./unit-grid.css";

export interface UnitGridProps {
  /** [units]: probability that each is on; or its state, where no `states` are given. */
  values: Values;
  /** [units]: 0 or 1. Drawn inside of each unit, the probability around it. */
  states?: Values;
  /** The units that are held, and whether on. */
  clamped?: ReadonlyMap<number, boolean>;
  /** The layer's name, such as "layer 1". */
  label: string;
  /** Makes the units focusable: a click, Enter or Space on one. */
  onUnit?(unit: number): void;
  /** The unit under the mouse or the focus; none as that ends. */
  onNear?(unit: number | undefined): void;
  /** Size of a unit in CSS pixels, about. Default 24. */
  cell?: number;
  /** Units across. Default all in a row where they are few, else the least square with room for them. */
  columns?: number;
}

/** A layer's units as cells: a row of a few, a near-square grid of many. */
export function UnitGrid(props: UnitGridProps) {
  const { values, states, clamped, label, cell = 24 } = props;
  const { columns = unitColumns(values.length) } = props;
  const ratio = pixelRatio.value;
  const theme = colorScheme.value;
  const size = Math.max(3 / ratio, crisp(cell, ratio));
  const bits = states ?? values;
  const rows = Math.ceil(values.length / columns);
  const pixel = 1 / ratio;
  return (
    <div class="unit-grid" style={{ "--cell": `${size}px`, "--columns": columns }}>
      <CrispCanvas
        paint={() => paintUnits(values, { columns, cell: Math.round(size * ratio), states, theme })}
        inputs={[values, states, columns, size, ratio, theme]}
        width={columns * size - pixel}
        height={rows * size - pixel}
        label={props.onUnit ? undefined : summary(label, bits, clamped)}
      />
      {props.onUnit ? (
        <UnitCells {...props} columns={columns} rows={rows} bits={bits} onUnit={props.onUnit} />
      ) : (
        Array.from(clamped ?? [], ([unit]) => (
          <span key={unit} class="unit-held" style={placeOf(unit, columns)} />
        ))
      )}
    </div>
  );
}

interface UnitCellsProps extends UnitGridProps {
  columns: number;
  rows: number;
  bits: Values;
  onUnit(unit: number): void;
}

// Over the canvas, and invisible but for focus and clamps.
function UnitCells({ bits, clamped, label, columns, rows, onUnit, onNear }: UnitCellsProps) {
  const [active, setActive] = useState(0);
  const count = bits.length;
  const focusable = Math.min(active, count - 1);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }, unit: number) => {
    const to = moveInGrid(event, unit, { count, columns });
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
    event.currentTarget.closest("table")?.querySelectorAll("button")[to]?.focus();
  };
  const cellOf = (unit: number) => {
    const held = clamped?.get(unit);
    return (
      <button
        type="button"
        class={held === undefined ? "unit-cell" : "unit-cell held"}
        style={placeOf(unit, columns)}
        data-unit={unit}
        tabIndex={unit === focusable ? 0 : -1}
        aria-label={`${label}, unit ${unit}, ${stateOf(bits[unit], held)}`}
        onClick={() => {
          setActive(unit);
          onUnit(unit);
        }}
        onKeyDown={(event) => onKeyDown(event, unit)}
        onFocus={() => onNear?.(unit)}
        onBlur={() => onNear?.(undefined)}
        onPointerEnter={() => onNear?.(unit)}
        onPointerLeave={() => onNear?.(undefined)}
      />
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that the arrow keys move in.
    <table role="grid" class="unit-cells" aria-label={summary(label, bits, clamped)}>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => (
              <td key={column}>{cellOf(row * columns + column)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOf(unit: number, columns: number) {
  return { "--x": unit % columns, "--y": Math.floor(unit / columns) };
}

function summary(label: string, bits: Values, clamped?: ReadonlyMap<number, boolean>): string {
  let on = 0;
  for (let i = 0; i < bits.length; i++) if ((bits[i] ?? 0) >= 0.5) on++;
  const held = clamped?.size ? `, ${clamped.size} clamped` : "";
  return `${label}: ${on} of ${countOfUnits(bits.length)} on${held}`;
}
