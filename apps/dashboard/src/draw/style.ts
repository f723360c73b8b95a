import { type ColorDepth, foreground, RESET, type Rgb } from "./color.ts";

/** Whether the terminal's own background is dark or light. */
export type Theme = "dark" | "light";

/**
 * What drawings are made of: braille for curves, or block characters where a font has no braille,
 * or nothing beyond ASCII anywhere.
 */
export type Glyphs = "braille" | "blocks" | "ascii";

/** The few hues of words and marks: of middle lightness, so that they read on dark and on light. */
export const hues = {
  /** The program's name, and what is chosen. */
  blue: [38, 139, 210],
  /** What somebody did to the run, and what waits for the user. */
  orange: [216, 108, 36],
  /** What is done. */
  green: [42, 161, 110],
} as const satisfies Record<string, Rgb>;

/**
 * The hues of curves that lie over each other. They differ in lightness too, so that all kinds of
 * colour vision tell them apart; which takes other ones on a light background than on a dark one.
 */
const curveHues: Readonly<Record<Theme, readonly Rgb[]>> = {
  dark: [
    [70, 190, 240],
    [250, 155, 20],
    [0, 150, 120],
    [175, 95, 220],
    [245, 235, 90],
    [230, 55, 25],
  ],
  light: [
    [45, 69, 182],
    [245, 41, 0],
    [11, 109, 142],
    [220, 61, 195],
    [105, 130, 45],
    [105, 43, 68],
  ],
};

/** The hue of the curve with an index from 0: after the last hue, they begin anew. */
export function curveHue(index: number, theme: Theme): Rgb {
  const all = curveHues[theme];
  return all[index % all.length] ?? hues.blue;
}

/** Emphasis for text: functions from text to text with escape codes, or without at depth 1. */
export interface Style {
  readonly depth: ColorDepth;
  readonly theme: Theme;
  readonly glyphs: Glyphs;
  bold(text: string): string;
  /** What is of less weight, readable still. */
  dim(text: string): string;
  color(color: Rgb, text: string): string;
  /** In a colour that is nearly the background: what lies behind. */
  faint(color: Rgb, text: string): string;
}

export interface StyleOptions {
  depth: ColorDepth;
  /** Default "dark". */
  theme?: Theme;
  /** Default "braille". */
  glyphs?: Glyphs;
}

export function createStyle({ depth, theme = "dark", glyphs = "braille" }: StyleOptions): Style {
  const wrap = (code: string, text: string) => (code ? `${code}${text}${RESET}` : text);
  const dimCode = dimming(depth, theme);
  // Finding the nearest of 256 colours is slow, and the colours are few.
  const codes = new Map<number, string>();
  const code = (color: Rgb) => {
    const key = keyOf(color);
    const found = codes.get(key) ?? codeOf(color, depth, theme);
    codes.set(key, found);
    return found;
  };
  return {
    depth,
    theme,
    glyphs,
    bold: (text) => wrap(depth === 1 ? "" : "\x1b[1m", text),
    dim: (text) => wrap(dimCode, text),
    color: (color, text) => wrap(code(color), text),
    faint: (color, text) => wrap(depth > 4 ? code(fade(color, theme)) : dimCode, text),
  };
}

// Many terminals make faint text on white too light to read, so it gets a grey of its own there.
function dimming(depth: ColorDepth, theme: Theme): string {
  if (depth === 1) return "";
  if (theme === "dark") return "\x1b[2m";
  return depth === 4 ? "\x1b[90m" : foreground([98, 98, 98], depth);
}

function fade([r, g, b]: Rgb, theme: Theme): Rgb {
  const [ground, share] = theme === "dark" ? [22, 0.42] : [255, 0.38];
  const mixed = (value: number) => Math.round(ground + share * (value - ground));
  return [mixed(r), mixed(g), mixed(b)];
}

function codeOf(color: Rgb, depth: ColorDepth, theme: Theme): string {
  const own = depth === 4 ? ansiColors[theme].get(keyOf(color)) : undefined;
  if (own === undefined) return foreground(color, depth);
  return `\x1b[${(theme === "dark" ? 90 : 30) + own}m`;
}

function keyOf([r, g, b]: Rgb): number {
  return (r << 16) | (g << 8) | b;
}

// Each hue's own among the sixteen colours, by number, bright on dark: the nearest ones would give
// several hues the same, and blue text that is dark on dark.
const [RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN] = [1, 2, 3, 4, 5, 6];
const ansiColors: Readonly<Record<Theme, ReadonlyMap<number, number>>> = {
  dark: ansiOf(curveHues.dark, [CYAN, YELLOW, GREEN, MAGENTA, BLUE, RED]),
  light: ansiOf(curveHues.light, [BLUE, RED, CYAN, MAGENTA, GREEN, YELLOW]),
};

function ansiOf(curves: readonly Rgb[], numbers: readonly number[]): Map<number, number> {
  const words: [Rgb, number][] = [
    [hues.blue, BLUE],
    [hues.orange, YELLOW],
    [hues.green, GREEN],
  ];
  const own = curves.map((color, i): [Rgb, number] => [color, numbers[i] ?? 7]);
  return new Map([...words, ...own].map(([color, number]) => [keyOf(color), number]));
}
