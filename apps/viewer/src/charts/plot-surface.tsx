import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Zoom } from "./chart-data.ts";
import { CursorLayer } from "./cursor-layer.tsx";
import { type Drawing, TEXT_SIZE } from "./drawing.ts";
import { nearestX, stepAt } from "./lookup.ts";
import { pressKey } from "./plot-keys.ts";
import { readAt } from "./reading.ts";
import { zoomTo } from "./zoom.ts";

export interface PlotSurfaceProps {
  drawing: Drawing;
  /** What the plot shows, for those who do not see it. */
  label: string;
  cursor: Signal<number | undefined>;
  zoom: Signal<Zoom | undefined>;
  onStep?(step: number): void;
  /** Parts of an SVG in the drawing's pixels. */
  children: ComponentChildren;
}

/**
 * Where a chart is pointed at: moving over it moves the cursor, a click pins it, dragging zooms in
 * and a double click shows everything again. By touch, dragging sideways moves the cursor.
 */
export function PlotSurface(props: PlotSurfaceProps) {
  const { drawing, label, cursor, zoom, onStep, children } = props;
  const { width, height, x, y, xAxis, traces } = drawing;
  const helpId = useId();
  // Where the cursor goes back to once nothing points at the plot any more.
  const rest = useRef<number | undefined>(undefined);
  const [drag, setDrag] = useState<Drag>();

  const step = cursor.value;
  const reading = readAt(drawing, step);
  const pixelOf = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.max(x.range[0], Math.min(x.range[1], pixel));
  };
  const pointAt = (pixel: number) => {
    const nearest = nearestX(traces, x.valueAt(pixel));
    if (nearest !== undefined) cursor.value = stepAt(xAxis, nearest);
  };
  const pin = () => {
    const at = cursor.peek();
    rest.current = at;
    if (at !== undefined) onStep?.(at);
  };

  const clear = () => {
    setDrag(undefined);
    rest.current = undefined;
    cursor.value = undefined;
  };

  const first = stepAt(xAxis, x.domain[0]);
  const last = stepAt(xAxis, x.domain[1]);
  const values = reading.values.map(
    ({ trace, measured = "no value", smoothed }) =>
      `${trace.name} ${measured}${smoothed ? `, smoothed ${smoothed}` : ""}`,
  );
  const isBrush = drag !== undefined && Math.abs(drag.to - drag.from) >= LEAST_DRAG;
  return (
    <div
      class="chart-plot"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={Math.max(first, Math.min(last, step ?? last))}
      aria-valuetext={`${reading.where}: ${values.join(", ")}`}
      aria-describedby={helpId}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (pressKey(event.key, { drawing, cursor, zoom, pin, clear })) event.preventDefault();
      }}
      onPointerEnter={(event) => {
        if (event.pointerType !== "touch") rest.current = cursor.peek();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const pixel = pixelOf(event);
        pointAt(pixel);
        event.currentTarget.setPointerCapture(event.pointerId);
        if (event.pointerType !== "touch") setDrag({ from: pixel, to: pixel });
      }}
      onPointerMove={(event) => {
        const pixel = pixelOf(event);
        pointAt(pixel);
        if (drag) setDrag({ ...drag, to: pixel });
      }}
      onPointerUp={(event) => {
        setDrag(undefined);
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        if (isBrush) {
          const ends = [x.valueAt(drag.from), x.valueAt(drag.to)] as const;
          zoomTo(drawing, zoom, [Math.min(...ends), Math.max(...ends)]);
        } else pin();
      }}
      onPointerCancel={() => setDrag(undefined)}
      onPointerLeave={(event) => {
        if (event.pointerType !== "touch" && !drag) cursor.value = rest.current;
      }}
      onDblClick={() => {
        zoom.value = undefined;
      }}
    >
      <svg width={width} height={height} font-size={TEXT_SIZE} aria-hidden="true">
        {children}
        <CursorLayer drawing={drawing} reading={reading} />
        {isBrush && (
          <rect
            class="chart-brush"
            x={Math.min(drag.from, drag.to)}
            y={y.range[1] - 4}
            width={Math.abs(drag.to - drag.from)}
            height={y.range[0] - y.range[1] + 4}
          />
        )}
      </svg>
      <span id={helpId} hidden>
        Arrow keys move the cursor, Enter pins it, Escape takes it away. Plus and minus zoom, 0
        shows everything.
      </span>
    </div>
  );
}

/** Pixels across the plot. */
interface Drag {
  readonly from: number;
  readonly to: number;
}

// Pixels from which on a press is meant to be a drag.
const LEAST_DRAG = 5;
