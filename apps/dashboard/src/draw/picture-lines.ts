import { background, type ColorDepth, foreground, RESET } from "./color.ts";
import { meanPixel, type Picture, pixel } from "./picture.ts";
import { greys, type Scale, step } from "./scale.ts";

export interface PictureLinesOptions {
  depth: ColorDepth;
  /** Default `greys`. */
  scale?: Scale;
}

/**
 * A picture as lines of text, two pixels to a character cell: half-blocks in colour, or without
 * colour a character of the mean of both. A line is as long as the picture is wide.
 */
export function pictureLines(
  picture: Picture,
  { depth, scale = greys }: PictureLinesOptions,
): string[] {
  const line = depth === 1 ? characterLine : halfBlockLine;
  const rows = Math.ceil(picture.height / 2);
  return Array.from({ length: rows }, (_, row) => line(picture, 2 * row, depth, scale));
}

function characterLine(picture: Picture, y: number, _: ColorDepth, scale: Scale): string {
  const { characters } = scale;
  let line = "";
  for (let x = 0; x < picture.width; x++) {
    const value = meanPixel(picture, { x, y, width: 1, height: 2 });
    line += Number.isNaN(value) ? " " : characters[step(scale, characters.length, value)];
  }
  return line;
}

function halfBlockLine(picture: Picture, y: number, depth: ColorDepth, scale: Scale): string {
  const code = codes(scale, depth);
  const steps = scale.colors.length;
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
  readonly front: readonly string[];
  readonly back: readonly string[];
}

const known = new Map<Scale, Map<ColorDepth, Codes>>();

// Finding the nearest of 256 colours is slow; each scale needs it once for each depth.
function codes(scale: Scale, depth: ColorDepth): Codes {
  const byDepth = known.get(scale) ?? new Map<ColorDepth, Codes>();
  known.set(scale, byDepth);
  const found = byDepth.get(depth) ?? {
    front: scale.colors.map((color) => foreground(color, depth)),
    back: scale.colors.map((color) => background(color, depth)),
  };
  byDepth.set(depth, found);
  return found;
}
