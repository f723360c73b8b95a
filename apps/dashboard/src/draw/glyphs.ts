import type { Glyphs } from "./style.ts";

/** How a character cell is divided into dots, and the character for each set of them. */
export interface DotGlyphs {
  /** Dots of a cell: two across, and as many down. */
  readonly down: 2 | 4;
  /**
   * [256] or [16]: the character for a cell of which the dots of a mask are set. Dot (x, y) is bit
   * `down` × x + y.
   */
  readonly characters: readonly string[];
}

// Unicode numbers the dots of braille down the columns, but the lowest two last.
const BRAILLE_BITS = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80];

/** The dots of braille, of quarter blocks, and of what ASCII has that looks like a line there. */
export const dotGlyphs: Readonly<Record<Glyphs, DotGlyphs>> = {
  braille: { down: 4, characters: Array.from({ length: 256 }, (_, mask) => braille(mask)) },
  blocks: { down: 2, characters: [..." ▘▖▌▝▀▞▛▗▚▄▙▐▜▟█"] },
  ascii: { down: 4, characters: Array.from({ length: 256 }, (_, mask) => ascii(mask)) },
};

function braille(mask: number): string {
  if (mask === 0) return " ";
  const bits = BRAILLE_BITS.filter((_, i) => mask & (1 << i));
  return String.fromCharCode(0x2800 + bits.reduce((sum, bit) => sum + bit, 0));
}

// A line through a cell, as its dots have it: level at some height, rising, falling or upright.
function ascii(mask: number): string {
  if (mask === 0) return " ";
  const left = heights(mask & 15);
  const right = heights(mask >> 4);
  const all = heights((mask & 15) | (mask >> 4));
  const fall = left.length && right.length ? mean(right) - mean(left) : 0;
  if (fall >= 1) return "\\";
  if (fall <= -1) return "/";
  if (all.length >= 3) return "|";
  return "'--."[Math.round(mean(all))] ?? "-";
}

function heights(column: number): number[] {
  return [0, 1, 2, 3].filter((y) => column & (1 << y));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
