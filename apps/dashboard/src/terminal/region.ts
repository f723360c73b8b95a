import type { Picture } from "../draw/picture.ts";
import type { Scale } from "../draw/scale.ts";

/** A rectangle of the screen, painted past Ink. */
export interface Region {
  /** Of its upper left cell, from 0. */
  readonly row: number;
  readonly column: number;
  /** Cells that each line takes. */
  readonly width: number;
  /** May have codes of colours, and ends them. */
  readonly lines: readonly string[];
  readonly images?: readonly PlacedImage[];
}

/** A picture in the terminal's own graphics, over cells that are left blank. */
export interface PlacedImage {
  /** Of its upper left cell, from the upper left cell of the region. */
  readonly row: number;
  readonly column: number;
  /** Size in cells. */
  readonly columns: number;
  readonly rows: number;
  readonly picture: Picture;
  readonly scale: Scale;
}
