import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { attempt } from "../app/notify.tsx";
import { Button } from "../ui/button.tsx";
import type { ChartData, Zoom } from "./chart-data.ts";
import { csvOf } from "./csv-of.ts";
import type { Drawing } from "./drawing.ts";
import { pngOf } from "./png-of.ts";
import { saveFile } from "./save-file.ts";
import { svgOf } from "./svg-of.tsx";
import { zoomBy } from "./zoom.ts";

export interface ChartMenuProps {
  data: ChartData;
  drawing: Drawing;
  cursor: Signal<number | undefined>;
  zoom: Signal<Zoom | undefined>;
  /** Asks for the other kind of y axis. */
  onLog(): void;
}

/** What can be done with a chart besides looking at it, behind one small button. */
export function ChartMenu({ data, drawing, cursor, zoom, onLog }: ChartMenuProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  const close = (refocus: boolean) => {
    if (!ref.current?.open) return;
    ref.current.open = false;
    if (refocus) ref.current.querySelector("summary")?.focus();
  };
  const save = async (kind: "png" | "svg" | "csv", content: () => string | Promise<Blob>) => {
    close(true);
    await attempt(`save chart as ${kind}`, async () => {
      const made = await content();
      const blob = made instanceof Blob ? made : new Blob([made], { type: TYPES[kind] });
      saveFile(`${fileName(data.title)}.${kind}`, blob);
    });
  };
  const size = { width: Math.max(480, drawing.width + 32), height: 320 };
  const zoomed = { ...size, zoom: zoom.value };
  return (
    <details
      ref={ref}
      class="chart-menu"
      onKeyDown={(event) => event.key === "Escape" && close(true)}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (!(next instanceof Node && event.currentTarget.contains(next))) close(false);
      }}
    >
      <summary aria-label={`Save or scale: ${data.title}`} title="Save or scale">
        <svg width={16} height={16} aria-hidden="true" fill="currentColor">
          <circle cx={3} cy={8} r={1.5} />
          <circle cx={8} cy={8} r={1.5} />
          <circle cx={13} cy={8} r={1.5} />
        </svg>
      </summary>
      {/* A click between the buttons keeps it open. */}
      <div class="chart-menu-items" tabIndex={-1}>
        <Button kind="quiet" onClick={() => save("png", () => pngOf(data, zoomed))}>
          Save as PNG
        </Button>
        <Button kind="quiet" onClick={() => save("svg", () => svgOf(data, zoomed))}>
          Save as SVG
        </Button>
        <Button kind="quiet" onClick={() => save("csv", () => csvOf(data))}>
          Save as CSV
        </Button>
        <hr />
        <Button kind="quiet" pressed={data.log ?? false} onClick={onLog}>
          Log scale
        </Button>
        <Button kind="quiet" onClick={() => zoomBy(drawing, cursor.peek(), zoom, 0.5)}>
          Zoom in
        </Button>
        <Button kind="quiet" onClick={() => zoomBy(drawing, cursor.peek(), zoom, 2)}>
          Zoom out
        </Button>
      </div>
    </details>
  );
}

const TYPES = { png: "image/png", svg: "image/svg+xml", csv: "text/csv;charset=utf-8" } as const;

function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "chart"
  );
}
