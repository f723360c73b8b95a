/** The charts, by name. */
export type ChartName = "descriptionLength" | "layers" | "likelihood" | "gap" | "norms" | "speed";

/** The panels, by name. */
export type PanelName = ChartName | "dreams" | "mirror" | "weights";

/** Where a panel is, in character cells of the screen, from 0. */
export interface Place {
  readonly name: PanelName;
  readonly row: number;
  readonly column: number;
  readonly width: number;
  readonly height: number;
}

/** How the screen is divided: header and progress, the body of panels, footer. */
export interface Layout {
  /** Whether there is room for a bar and a line of progress, and for a line of news. */
  readonly tall: boolean;
  /** The rows between progress and footer. */
  readonly body: { readonly row: number; readonly height: number };
  /** The panels of each page. Each fills the body. */
  readonly pages: readonly (readonly Place[])[];
}

/** The smallest terminal that has room for the dashboard. */
export const smallest = { columns: 40, rows: 10 };

/** Where everything goes on a terminal of this size; nothing where it is too small. */
export function layout(columns: number, rows: number): Layout | undefined {
  if (columns < smallest.columns || rows < smallest.rows) return undefined;
  const tall = rows >= 18;
  const body = { row: tall ? 3 : 2, height: rows - (tall ? 5 : 3) };
  const space = { row: body.row, column: 0, width: columns, height: body.height };
  return {
    tall,
    body,
    pages: arrangement(columns, body.height).map((page) => divide(page, space)),
  };
}

/** The same screen with one panel on all of it. */
export function enlarge({ body }: Layout, name: PanelName, columns: number): readonly Place[] {
  return [{ name, ...body, column: 0, width: columns }];
}

/** A panel, or parts with their shares, side by side or one above the other. */
type Part = PanelName | { readonly across: Shares } | { readonly down: Shares };
type Shares = readonly (readonly [share: number, part: Part])[];

const across = (...parts: Shares): Part => ({ across: parts });
const down = (...parts: Shares): Part => ({ down: parts });

function arrangement(columns: number, height: number): Part[] {
  if (columns >= 150 && height >= 38) return vast;
  if (columns >= 100 && height >= 27) return large;
  if (columns >= 64 && height >= 13) return medium;
  if (columns >= 110) return flat;
  return height >= 25 ? tower : small;
}

const charts = across(
  [1, down([1, "descriptionLength"], [1, "likelihood"], [1, "norms"])],
  [1, down([1, "layers"], [1, "gap"], [1, "speed"])],
);

// 160 × 50 and above.
const vast: Part[] = [
  across(
    [35, down([45, "descriptionLength"], [30, "layers"], [25, "gap"])],
    [33, "mirror"],
    [32, down([1, "dreams"], [1, "weights"])],
  ),
  charts,
];

// 120 × 40.
const large: Part[] = [
  across(
    [40, down([55, "descriptionLength"], [45, "layers"])],
    [60, down([55, "mirror"], [45, across([1, "dreams"], [1, "weights"])])],
  ),
  across([1, "dreams"], [1, "weights"]),
  charts,
];

// 80 × 24.
const medium: Part[] = [
  across([42.5, "descriptionLength"], [57.5, down([1, "dreams"], [1, "weights"])]),
  "mirror",
  across([1, down([1, "layers"], [1, "norms"])], [1, down([1, "likelihood"], [1, "gap"])]),
  across([1, "speed"], [1, "weights"]),
];

// Wide and low, as below an editor.
const flat: Part[] = [
  across([1, "descriptionLength"], [1, "dreams"], [1, "weights"]),
  "mirror",
  across([1, "layers"], [1, "likelihood"], [1, "gap"]),
  across([1, "norms"], [1, "speed"]),
];

// Narrow and high.
const tower: Part[] = [
  down([1, "descriptionLength"], [1, "dreams"], [1, "weights"]),
  "mirror",
  down([1, "layers"], [1, "likelihood"], [1, "gap"]),
  down([1, "norms"], [1, "speed"]),
];

// 40 × 12.
const small: Part[] = [
  across([1, "descriptionLength"], [1, "dreams"]),
  "weights",
  "mirror",
  "layers",
  "likelihood",
  "gap",
  "norms",
  "speed",
];

type Space = Omit<Place, "name">;

function divide(part: Part, space: Space): Place[] {
  if (typeof part === "string") return [{ name: part, ...space }];
  if ("across" in part) {
    return split(part.across, space.width).flatMap(([inner, offset, width]) =>
      divide(inner, { ...space, column: space.column + offset, width }),
    );
  }
  return split(part.down, space.height).flatMap(([inner, offset, height]) =>
    divide(inner, { ...space, row: space.row + offset, height }),
  );
}

// Whole cells for each part, which together are all that there are.
function split(parts: Shares, total: number): [part: Part, offset: number, size: number][] {
  const sum = parts.reduce((before, [share]) => before + share, 0);
  let before = 0;
  return parts.map(([share, part]) => {
    const from = Math.round((total * before) / sum);
    before += share;
    return [part, from, Math.round((total * before) / sum) - from];
  });
}
