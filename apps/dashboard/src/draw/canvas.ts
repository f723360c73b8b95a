import { type DotGlyphs, dotGlyphs } from "./glyphs.ts";
import type { Glyphs } from "./style.ts";

/**
 * A drawing of dots, several to a character cell. A cell has one colour, so it belongs to one
 * layer: the one that was last drawn there.
 */
export interface Canvas extends DotGlyphs {
  /** Character cells. */
  readonly columns: number;
  readonly rows: number;
  /** Dots in all, across and down. */
  readonly width: number;
  readonly height: number;
  /** Layers 1 to `ground` are ground: what is drawn there clears the cell first. Others add dots. */
  readonly ground: number;
  /** [rows × columns]: the dots of each cell, as a mask of its `characters`. */
  readonly dots: Uint8Array;
  /** [rows × columns]: the layer that each cell belongs to; 0 where it is empty. */
  readonly layers: Uint8Array;
}

export function createCanvas(
  columns: number,
  rows: number,
  { glyphs, ground }: { glyphs: Glyphs; ground: number },
): Canvas {
  const { down, characters } = dotGlyphs[glyphs];
  return {
    ...{ columns, rows, down, characters, ground },
    ...{ width: 2 * columns, height: down * rows },
    dots: new Uint8Array(columns * rows),
    layers: new Uint8Array(columns * rows),
  };
}

/**
 * Changes `canvas`: sets the dots of column `x` from row `top` to row `bottom`, or with `sparse`
 * every other one, as on a chessboard. What lies beyond the canvas is cut off.
 */
export function drawUpright(
  canvas: Canvas,
  x: number,
  top: number,
  bottom: number,
  layer: number,
  sparse = false,
): void {
  if (!(x >= 0 && x < canvas.width)) return;
  const { columns, down, dots, layers, ground } = canvas;
  const last = Math.min(canvas.height - 1, bottom);
  const shift = x & 1 ? down : 0;
  for (let y = Math.max(0, top); y <= last; y++) {
    if (sparse && (x + y) & 1) continue;
    const row = down === 4 ? y >> 2 : y >> 1;
    const cell = row * columns + (x >> 1);
    const owner = layers[cell] ?? 0;
    if (owner !== layer && owner <= ground) dots[cell] = 0;
    dots[cell] = (dots[cell] ?? 0) | (1 << (shift + y - row * down));
    layers[cell] = layer;
  }
}
