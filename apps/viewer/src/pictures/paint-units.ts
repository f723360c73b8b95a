import { type ColorScheme, colorTable, type Scale } from "./colors.ts";
import { colorsOf, createPixels, type Pixels, type Values, wordsOf } from "./paint.ts";

export interface UnitsOptions {
  /** Units across. */
  readonly columns: number;
  /** Pixels from one unit to the next, the gap of one between them included: at least 3. */
  readonly cell: number;
  /** [units]: what is drawn inside of each; default the values. */
  readonly states?: Values;
  readonly scale?: Extract<Scale, "greys" | "surprises">;
  readonly theme?: ColorScheme;
}

/**
 * The pixels of a layer's units, a square for each: its rim shows the value, its inside the state,
 * so that a unit that came out as was probable is of one colour.
 *
 * Of `surprises`, one that is on but predicted off is a full square, and one that is off but
 * predicted on an empty one, so that they differ without their colours, too.
 */
export function paintUnits(
  values: Values,
  { columns, cell, states = values, scale = "greys", theme = "light" }: UnitsOptions,
): Pixels {
  const rows = Math.ceil(values.length / columns);
  const pixels = createPixels(columns * cell - 1, rows * cell - 1);
  const out = wordsOf(pixels);
  const colorAt = colorsOf(colorTable(scale, theme));
  const side = cell - 1;
  const isPlain = scale === "greys" && states === values;
  const rim = isPlain ? 1 : Math.max(1, Math.round(side / 6));
  for (let unit = 0; unit < values.length; unit++) {
    const value = values[unit] ?? 0;
    const outside = colorAt(value >= 0 ? Math.max(value, FAINTEST) : value);
    const inside = colorAt(Math.max(0, states[unit] ?? 0));
    const left = (unit % columns) * cell;
    const top = Math.floor(unit / columns) * cell;
    for (let y = 0; y < side; y++) {
      const start = (top + y) * pixels.width + left;
      const isEnd = y < rim || y >= side - rim;
      for (let x = 0; x < side; x++) {
        out[start + x] = isEnd || x < rim || x >= side - rim ? outside : inside;
      }
    }
  }
  return pixels;
}

/** How wide a grid of so many units is: the least square with room for all. */
export function gridWidth(units: number): number {
  return Math.ceil(Math.sqrt(units));
}

/** Units across where they are shown one by one: a few stand in a row, many in a near-square. */
export function unitColumns(units: number): number {
  return units <= LONGEST_ROW ? Math.max(1, units) : gridWidth(units);
}

const LONGEST_ROW = 10;

// What the rim of a unit is drawn as at least, so that a unit that is off is still seen.
const FAINTEST = 0.22;
