import { background, type ColorDepth, foreground, RESET } from "./color.ts";
import { meanPixel, type Picture, pixel } from "./picture.ts";
import { greys, type Scale, step } from "./scale.ts";
import type { Glyphs } from "./style.ts";

export interface PictureLinesOptions {
  depth: ColorDepth;
  /** With "ascii", characters instead of half-blocks, and no colour. Default "blocks". */
  glyphs?: Glyphs;
  /** Default `greys`. */
  scale?: Scale;
}

/**
 * A picture as lines of text, two pixels to a character cell: half-blocks in colour, or without
 * colour a character of the mean of both. A line is as long as the picture is wide.
 */
export function pictureLines(
  picture: Picture,
  { depth, glyphs, scale = greys }: PictureLinesOptions,
): string[] {
  const rows = Math.ceil(picture.height / 2);
  if (depth === 1 || glyphs === "ascii") {
    return Array.from({ length: rows }, (_, row) => characterLine(picture, 2 * row, scale));
  }
  const code = codes(scale, depth);
  return Array.from({ length: rows }, (_, row) => halfBlockLine(picture, 2 * row, scale, code));
}

function characterLine(picture: Picture, y: number, scale: Scale): string {
  const { characters } = scale;
  let line = "";
  for (let x = 0; x < picture.width; x++) {
    const value = meanPixel(picture, { x, y, width: 1, height: 2 });
    line += Number.isNaN(value) ? " " : characters[step(scale, characters.length, value)];
  }
  return line;
}

function halfBlockLine(picture: Picture, y: number, scale: Scale, code: Codes): string {
  const steps = code.front.length;
  const stepAt = (x: number, y: number) => {
    const value = pixel(picture, x, y);
    return Number.isNaN(value) ? NONE : step(scale, steps, value);
  };
  let line = "";
  let front = NONE;
  let back = NONE;
  for (let x = 0; x < picture.width; x++) {
    const top = stepAt(x, y);
    const bottom = stepAt(x, y + 1);
    const [character, ink, paper] = cell(top, bottom);
    if (ink !== NONE && ink !== front) {
      line += code.front[ink];
      front = ink;
    }
    if (paper !== back) {
      line += paper === NONE ? DEFAULT_BACKGROUND : code.back[paper];
      back = paper;
    }
    line += character;
  }
  return front === NONE && back === NONE ? line : line + RESET;
}

// No pixel: the terminal's own background.
const NONE = -1;
const DEFAULT_BACKGROUND = "\x1b[49m";

// The character of two pixels one above the other, what it is drawn in, and on what.
function cell(top: number, bottom: number): [character: string, ink: number, paper: number] {
  if (top === bottom) return [" ", NONE, top];
  return top === NONE ? ["▄", bottom, NONE] : ["▀", top, bottom];
}

interface Codes {
  /** For each step of the scale. */
  readonly front: readonly string[];
  readonly back: readonly string[];
}

const known = new Map<Scale, Map<ColorDepth, Codes>>();

// Finding the nearest of 256 colours is slow; each scale needs it once for each depth.
function codes(scale: Scale, depth: ColorDepth): Codes {
  const byDepth = known.get(scale) ?? new Map<ColorDepth, Codes>();
  known.set(scale, byDepth);
  const found = byDepth.get(depth) ?? (depth === 4 ? ansiCodes(scale) : colorCodes(scale, depth));
  byDepth.set(depth, found);
  return found;
}

function colorCodes({ colors }: Scale, depth: ColorDepth): Codes {
  return {
    front: colors.map((color) => foreground(color, depth)),
    back: colors.map((color) => background(color, depth)),
  };
}

// Colours 8 to 15 have codes of their own, 60 above those of 0 to 7.
function ansiCodes({ ansi }: Scale): Codes {
  const code = (ground: 30 | 40, color: number) =>
    `\x1b[${color < 8 ? ground + color : ground + 60 + color - 8}m`;
  return {
    front: ansi.map((color) => code(30, color)),
    back: ansi.map((color) => code(40, color)),
  };
}
