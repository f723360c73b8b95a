import type { Rgb } from "./color.ts";

/** How pixels look: the colours from the lowest value to the highest, in even steps. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Few, so that neighbours often share one: a line of a picture is then a short text. */
  readonly colors: readonly Rgb[];
  /** The same without colour, in steps of their own. */
  readonly characters: string;
}

/** Probabilities, 0 to 1, from near black to near white. */
export const greys: Scale = {
  from: 0,
  to: 1,
  colors: Array.from({ length: 12 }, (_, i) => grey(24 + 19 * i)),
  characters: " .:-=+*#%@",
};

/**
 * Weights, −1 to 1: blue below zero, orange above, which all kinds of colour vision tell apart.
 * Zero is the dark of `greys`, and both sides grow lighter, so the size of a weight reads without
 * its hue. In characters, round ones are below zero and crosses above.
 */
export const diverging: Scale = {
  from: -1,
  to: 1,
  colors: [
    [95, 215, 255],
    [0, 150, 225],
    [0, 105, 185],
    [0, 75, 130],
    grey(24),
    [120, 80, 0],
    [175, 95, 0],
    [215, 135, 0],
    [255, 190, 95],
  ],
  characters: "@Oo. ,+x#",
};

/** Which of `steps` even steps of the scale a value falls into; beyond either end, into the last. */
export function step({ from, to }: Scale, steps: number, value: number): number {
  const position = Math.round(((value - from) / (to - from)) * (steps - 1));
  return Math.max(0, Math.min(steps - 1, position));
}

/** The colour of a value without steps: between two colours of the scale, mixed. */
export function colorAt({ from, to, colors }: Scale, value: number): Rgb {
  const last = colors.length - 1;
  const position = Math.max(0, Math.min(last, ((value - from) / (to - from)) * last));
  const below = colors[Math.floor(position)] ?? BLACK;
  const above = colors[Math.ceil(position)] ?? BLACK;
  const part = position - Math.floor(position);
  const mix = (i: 0 | 1 | 2) => Math.round(below[i] + part * (above[i] - below[i]));
  return [mix(0), mix(1), mix(2)];
}

const BLACK: Rgb = [0, 0, 0];

function grey(level: number): Rgb {
  return [level, level, level];
}
