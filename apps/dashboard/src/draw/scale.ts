import type { Rgb } from "./color.ts";
import type { Theme } from "./style.ts";

/** How pixels look: the colours from the lowest value to the highest, in even steps. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Few, so that neighbours often share one: a line of a picture is then a short text. */
  readonly colors: readonly Rgb[];
  /** The same in the terminal's own sixteen colours, by number, in steps of their own. */
  readonly ansi: readonly number[];
  /** The same without colour, in steps of their own. */
  readonly characters: string;
}

/** The scales for one theme: what is nothing is near the background in each of them. */
export interface Scales {
  /** Probabilities, 0 to 1. */
  readonly greys: Scale;
  /**
   * Weights, −1 to 1: blue below zero, orange above, which all kinds of colour vision tell apart.
   * Zero is the zero of `greys`. Both sides are equally light at equal size, so the size of a
   * weight reads without its hue. In characters, − and round ones are below zero, + and crosses above.
   */
  readonly diverging: Scale;
  /** `diverging` with one more value, `MARK`, for what is no weight. */
  readonly marked: Scale;
  /**
   * Predictions of bits, as `surprise` makes them: grey where they are right, and the wronger they
   * are the more blue or orange. In characters, round ones and crosses are for wrong ones.
   */
  readonly surprises: Scale;
}

/** A value of the scale `marked`: in the colour of text, or as an exclamation mark. */
export const MARK = 1.2;

/**
 * What is predicted of a bit, as a value of the scale `surprises`: the probability that it is on,
 * 0 to 1, where the bit is nearer to it than ½; else from 1.5 to 2 where it is on but was predicted
 * off (orange), and from −0.5 to −1 where it is off but was predicted on (blue): the more
 * surprising, the stronger.
 *
 * @param bit 0 or 1, or the mean of several
 */
export function surprise(bit: number, probability: number): number {
  const difference = bit - probability;
  if (difference > 0.5) return 1 + difference;
  return difference < -0.5 ? difference : probability;
}

/** Which of `steps` even steps of the scale a value falls into; beyond either end, into the last. */
export function step({ from, to }: Scale, steps: number, value: number): number {
  const position = Math.round(((value - from) / (to - from)) * (steps - 1));
  return Math.max(0, Math.min(steps - 1, position));
}

/** The colour of a value without steps: between two colours of the scale, mixed. */
export function colorAt(
  { from, to, colors }: Pick<Scale, "from" | "to" | "colors">,
  value: number,
): Rgb {
  const last = colors.length - 1;
  const position = Math.max(0, Math.min(last, ((value - from) / (to - from)) * last));
  const below = colors[Math.floor(position)] ?? BLACK;
  const above = colors[Math.ceil(position)] ?? BLACK;
  const part = position - Math.floor(position);
  const mix = (i: 0 | 1 | 2) => Math.round(below[i] + part * (above[i] - below[i]));
  return [mix(0), mix(1), mix(2)];
}

const BLACK: Rgb = [0, 0, 0];

// The weight whose colour stands for what was predicted all wrong: strong, but less near to white,
// or to black, than the strongest are.
const WRONG = 0.8;

// Blues, a grey and oranges: of each blue and its orange L of OKLab is the same (Ottosson 2020),
// and grows from the grey in even steps; hues 242° and 60°, chroma as high as a screen allows.
const dark = createScales({
  greys: greyRamp(24, 233),
  diverging: [
    ...([
      [166, 216, 254],
      [79, 183, 254],
      [32, 145, 214],
      [7, 108, 163],
      [27, 69, 98],
    ] as const),
    [24, 24, 24],
    ...([
      [93, 55, 20],
      [149, 82, 1],
      [200, 112, 1],
      [241, 148, 59],
      [254, 195, 148],
    ] as const),
  ],
  mark: [255, 255, 255],
  ansi: {
    greys: [0, 8, 7, 15],
    blues: [14, 14, 6, 6, 4],
    zero: 0,
    oranges: [1, 3, 3, 11, 11],
    mark: 15,
  },
});

const light = createScales({
  greys: greyRamp(245, 25),
  diverging: [
    ...([
      [0, 82, 126],
      [1, 110, 167],
      [0, 140, 211],
      [82, 173, 236],
      [158, 206, 243],
    ] as const),
    [245, 245, 245],
    ...([
      [231, 190, 159],
      [214, 147, 90],
      [188, 111, 34],
      [152, 84, 2],
      [115, 62, 1],
    ] as const),
  ],
  mark: [0, 0, 0],
  ansi: {
    greys: [15, 7, 8, 0],
    blues: [4, 4, 6, 6, 14],
    zero: 15,
    oranges: [11, 3, 3, 1, 1],
    mark: 0,
  },
});

/** The scales by theme. */
export const scales: Readonly<Record<Theme, Scales>> = { dark, light };

/** Those on dark: for files and pages, which bring their own background. */
export const { greys, diverging } = dark;

interface Palette {
  greys: readonly Rgb[];
  /** From the strongest blue over zero to the strongest orange. */
  diverging: readonly Rgb[];
  mark: Rgb;
  ansi: Record<"greys" | "blues" | "oranges", readonly number[]> & Record<"zero" | "mark", number>;
}

function createScales({ greys, diverging, mark, ansi }: Palette): Scales {
  const weights: Scale = {
    ...{ from: -1, to: 1, colors: diverging },
    ansi: [...ansi.blues, ansi.zero, ...ansi.oranges],
    characters: "@OOo- +xXX#",
  };
  return {
    greys: { from: 0, to: 1, colors: greys, ansi: ansi.greys, characters: " .:-=+*#%@" },
    diverging: weights,
    marked: {
      ...{ from: -1, to: MARK, colors: [...diverging, mark] },
      ansi: [...weights.ansi, ansi.mark],
      characters: `${weights.characters}!`,
    },
    surprises: surpriseScale(greys, weights, ansi.greys),
  };
}

// From where a prediction says nothing, the grey of ½, to where it is all wrong. Values between
// −0.5 and 0, and between 1 and 1.5, do not occur.
function surpriseScale(greys: readonly Rgb[], weights: Scale, ansiGreys: readonly number[]): Scale {
  const unsure = colorAt({ from: 0, to: 1, colors: greys }, 0.5);
  const side = (steps: number) =>
    Array.from({ length: steps }, (_, i) => Math.max(0, 1 - (2 * i) / steps));
  const wrong = (sign: 1 | -1) => colorAt(weights, sign * WRONG);
  const tinted = (sign: 1 | -1) =>
    side(greys.length - 1).map((part) =>
      colorAt({ from: 0, to: 1, colors: [unsure, wrong(sign)] }, part),
    );
  const ansi = (sign: 1 | -1) =>
    side(ansiGreys.length - 1).map(
      (part) => weights.ansi[step(weights, weights.ansi.length, sign * part)] ?? 0,
    );
  return {
    from: -1,
    to: 2,
    colors: [...tinted(-1), ...greys, ...tinted(1).reverse()],
    ansi: [...ansi(-1), ...ansiGreys, ...ansi(1).reverse()],
    characters: "OOoooo .:-*#@xxxxXX",
  };
}

function greyRamp(from: number, to: number): Rgb[] {
  const count = 12;
  return Array.from({ length: count }, (_, i) => {
    const level = Math.round(from + ((to - from) * i) / (count - 1));
    return [level, level, level];
  });
}
