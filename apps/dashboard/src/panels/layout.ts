/** The panels between progress and footer, by name. */
export type PanelName = "curve" | "dreams" | "weights";

export interface Layout {
  /** Whether there is room for a bar and a line of progress, and for a line of news. */
  readonly tall: boolean;
  /** Side by side, from the left; the panels of each from the top. */
  readonly columns: readonly {
    readonly width: number;
    readonly panels: readonly { readonly name: PanelName; readonly height: number }[];
  }[];
}

/** The smallest terminal that has room for the dashboard. */
export const smallest = { columns: 40, rows: 10 };

/** Where everything goes on a terminal of this size; nothing where it is too small. */
export function layout(columns: number, rows: number): Layout | undefined {
  if (columns < smallest.columns || rows < smallest.rows) return undefined;
  const tall = rows >= 18;
  const height = rows - (tall ? 5 : 3);
  const whole = (name: PanelName) => [{ name, height }];
  const stacked = (...names: PanelName[]) => {
    const heights = split(height, names.length);
    return names.map((name, i) => ({ name, height: heights[i] ?? 0 }));
  };
  if (!tall || (columns >= 110 && rows < 28)) {
    const names: PanelName[] = columns >= 72 ? ["curve", "dreams", "weights"] : ["curve", "dreams"];
    const widths = split(columns, names.length);
    return {
      tall,
      columns: names.map((name, i) => ({ width: widths[i] ?? 0, panels: whole(name) })),
    };
  }
  if (columns < 64) {
    const names: PanelName[] = rows >= 30 ? ["curve", "dreams", "weights"] : ["curve", "dreams"];
    return { tall, columns: [{ width: columns, panels: stacked(...names) }] };
  }
  const left = Math.round(columns * 0.425);
  return {
    tall,
    columns: [
      { width: left, panels: whole("curve") },
      { width: columns - left, panels: stacked("dreams", "weights") },
    ],
  };
}

// Whole parts of nearly the same size, larger ones first.
function split(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, i) => Math.ceil((total - i) / parts));
}
