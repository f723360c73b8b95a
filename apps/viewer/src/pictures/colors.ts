import { mix, type Oklab, type Rgb, toOklab, toRgb } from "./oklab.ts";

/** The colours around a picture. What is nothing has the colour of a panel's surface in both. */
export type ColorScheme = "light" | "dark";

/**
 * How values become colours.
 *
 * - `greys`: probabilities, 0 to 1, from the panel's surface to the colour of text.
 * - `diverging`: weights, −1 to 1, blue below zero and orange above, which all kinds of colour
 *   vision tell apart; both sides are equally light at equal size, so that the size of a weight
 *   reads without its hue.
 * - `surprises`: predictions of bits as `surprise` makes them, −1 to 2: grey where they are right,
 *   and the wronger the more magenta or green. Neither is a colour of wake or sleep.
 */
export type Scale = "greys" | "diverging" | "surprises";

/** The colours of a scale in even steps. */
export interface ColorTable {
  /** The values of the first and of the last colour. */
  readonly from: number;
  readonly to: number;
  /** As a canvas holds them on a little-endian machine: alpha, blue, green, red from the top byte. */
  readonly colors: Uint32Array;
}

/** The colours of a scale, made once. */
export function colorTable(scale: Scale, scheme: ColorScheme): ColorTable {
  const name = `${scheme} ${scale}`;
  const made = tables.get(name) ?? createTable(scale, scheme);
  tables.set(name, made);
  return made;
}

/** The colour of one value as CSS has it. Beyond either end, that of the end. */
export function cssColor(value: number, scale: Scale, scheme: ColorScheme): string {
  const { from, to, colors } = colorTable(scale, scheme);
  const last = colors.length - 1;
  const step = Math.round(((value - from) / (to - from)) * last);
  const color = colors[Math.max(0, Math.min(last, step))] ?? 0;
  return `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
}

/**
 * What is predicted of a bit, as a value of the scale `surprises`: the probability that it is on,
 * 0 to 1, where the bit is nearer to it than ½; else from 1.5 to 2 where it is on but was predicted
 * off, and from −0.5 to −1 where it is off but was predicted on.
 */
export function surprise(bit: number, probability: number): number {
  const difference = bit - probability;
  if (difference > 0.5) return 1 + difference;
  return difference < -0.5 ? difference : probability;
}

const tables = new Map<string, ColorTable>();

// Odd, so that zero has a colour of its own, and one more than a multiple of three, so that both
// probabilities 0 and 1 have one among the surprises.
const STEPS = 511;

interface Palette {
  readonly surface: Rgb;
  readonly text: Rgb;
  /** From near zero to the strongest; of each blue and its orange the lightness of OKLab is the same. */
  readonly blues: readonly Rgb[];
  readonly oranges: readonly Rgb[];
  /** On, but predicted off. */
  readonly missed: Rgb;
  /** Off, but predicted on. */
  readonly imagined: Rgb;
}

const palettes: Readonly<Record<ColorScheme, Palette>> = {
  light: {
    surface: [255, 254, 251],
    text: [28, 30, 36],
    blues: [
      [158, 206, 243],
      [82, 173, 236],
      [0, 140, 211],
      [1, 110, 167],
      [0, 82, 126],
    ],
    oranges: [
      [231, 190, 159],
      [214, 147, 90],
      [188, 111, 34],
      [152, 84, 2],
      [115, 62, 1],
    ],
    missed: [197, 27, 125],
    imagined: [74, 140, 30],
  },
  dark: {
    surface: [25, 28, 35],
    text: [235, 233, 228],
    blues: [
      [27, 69, 98],
      [7, 108, 163],
      [32, 145, 214],
      [79, 183, 254],
      [166, 216, 254],
    ],
    oranges: [
      [93, 55, 20],
      [149, 82, 1],
      [200, 112, 1],
      [241, 148, 59],
      [254, 195, 148],
    ],
    missed: [246, 92, 178],
    imagined: [140, 204, 66],
  },
};

function createTable(scale: Scale, scheme: ColorScheme): ColorTable {
  const { surface, text, blues, oranges, missed, imagined } = palettes[scheme];
  switch (scale) {
    case "greys":
      return ramp(0, 1, [surface, text]);
    case "diverging":
      return ramp(-1, 1, [...blues.toReversed(), surface, ...oranges]);
    case "surprises":
      return surprises(toOklab(surface), toOklab(text), toOklab(missed), toOklab(imagined));
    default:
      return scale satisfies never;
  }
}

function ramp(from: number, to: number, stops: readonly Rgb[]): ColorTable {
  const labs = stops.map(toOklab);
  return tableOf(from, to, (value) => {
    const position = ((value - from) / (to - from)) * (labs.length - 1);
    const below = Math.min(labs.length - 2, Math.floor(position));
    return mix(labs[below] ?? BLACK, labs[below + 1] ?? BLACK, position - below);
  });
}

const BLACK: Oklab = [0, 0, 0];

// How much of its colour the least surprise has, so that each that is counted is seen.
const LEAST = 0.5;

function surprises(surface: Oklab, text: Oklab, missed: Oklab, imagined: Oklab): ColorTable {
  const unsure = mix(surface, text, 0.5);
  return tableOf(-1, 2, (value) => {
    if (value >= 0 && value <= 1) return mix(surface, text, value);
    const size = value < 0 ? -value : value - 1;
    const part = LEAST + (1 - LEAST) * Math.max(0, 2 * size - 1);
    return mix(unsure, value < 0 ? imagined : missed, part);
  });
}

function tableOf(from: number, to: number, colorOf: (value: number) => Oklab): ColorTable {
  const colors = Uint32Array.from({ length: STEPS }, (_, i) => {
    const [r, g, b] = toRgb(colorOf(from + ((to - from) * i) / (STEPS - 1)));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
  return { from, to, colors };
}
