import { cellsOfPictures, type Medium } from "../../draw/medium.ts";
import type { Arrangement, MirrorContents, Space, Spine } from "./arrangement.ts";
import { comfort } from "./worth.ts";

/** Which pictures an arrangement has, how large they are, and how they lie … */
export interface Choice {
  readonly stacked: boolean;
  readonly upright: boolean;
  /** How many layers are shown, from the pixels up. With 1 sleep has one more, with 0 only pixels too. */
  readonly layers: number;
  /** Of the pixels. */
  readonly zoom: number;
  /** The most that hidden units are magnified. */
  readonly hiddenZoom: number;
  /** Up to which layer both is shown, what was drawn and what is predicted; above, one of them. */
  readonly paired: "pixels" | "below the top" | "top";
}

/** … and what there is around them. */
export type Fitting = Pick<Arrangement, "captions" | "headings" | "between"> & {
  readonly spine: Omit<Spine, "column">;
};

/**
 * All that is worth a try. Of each list, which goes from much to little, the first that there is
 * room for.
 */
export function* choices(
  { shapes }: MirrorContents,
  space: Space,
  medium: Medium,
): Generator<readonly Choice[]> {
  const { zooms, cell, graphics } = medium;
  const [pixels] = shapes;
  if (!pixels) return;
  const hiddenZooms = graphics ? SHARES.map((share) => Math.ceil(share * cell.height)) : [2, 1];
  for (const zoom of zooms) {
    const { columns, rows } = cellsOfPictures(pixels, zoom, medium);
    for (const stacked of [true, false]) {
      const isTooLarge = stacked
        ? columns > space.columns || 2 * (rows + 1) > space.rows
        : 3 * columns > space.columns || rows + 1 > space.rows;
      if (isTooLarge) continue;
      for (const hiddenZoom of hiddenZooms) {
        const common = { zoom, hiddenZoom, stacked };
        const counts = shapes.map((_, layer) => layer + 1).reverse();
        yield counts
          .filter((layers) => layers > 1)
          .map((layers) => ({ ...common, upright: true, layers, paired: "top" }));
        yield [...counts, 0].flatMap((layers) =>
          PAIRED.map((paired) => ({ ...common, upright: false, layers, paired })),
        );
      }
    }
  }
}

const PAIRED = ["top", "below the top", "pixels"] as const;

// How high a hidden unit can be in the terminal's own graphics, in cells.
const SHARES = [1, 0.75, 0.5, 0.25];

/** What there can be around them, from much to little. */
export function fittingsOf({ stacked, upright }: Choice): readonly Fitting[] {
  return FITTINGS[stacked ? "stacked" : "beside"][upright ? "upright" : "line"];
}

function fittings(spines: readonly Fitting["spine"][], gaps: readonly number[]): Fitting[] {
  const all = spines.flatMap((spine) =>
    [true, false].flatMap((captions) =>
      [2, 1].flatMap((headings) => gaps.map((between) => ({ captions, headings, between, spine }))),
    ),
  );
  return all.toSorted((a, b) => comfort(b) - comfort(a));
}

// "▲ layer 1 ▼", "▲1▼", and where halves are stacked "▲ layer 1".
const SPINES = [
  { cells: 13, margin: 1, name: 7 },
  { cells: 11, margin: 0, name: 7 },
  { cells: 5, margin: 1, name: 1 },
  { cells: 3, margin: 0, name: 1 },
];
const STACKED_SPINES = [
  { cells: 10, margin: 0, name: 7 },
  { cells: 3, margin: 0, name: 1 },
];
const NO_SPINE = { cells: 0, margin: 0, name: 0 };
const DIVIDE = { cells: 3, margin: 0, name: 0 };

const FITTINGS = {
  stacked: { upright: fittings(STACKED_SPINES, [1, 0]), line: fittings([NO_SPINE], [3, 1]) },
  beside: { upright: fittings(SPINES, [1, 0]), line: fittings([DIVIDE], [3, 1]) },
};
