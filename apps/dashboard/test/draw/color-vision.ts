import type { Rgb } from "../../src/draw/color.ts";

type Triple = readonly [number, number, number];

// What of linear light is seen (Machado, Oliveira and Fernandes 2009, severity 1).
const VISIONS = {
  "normal vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, readonly [Triple, Triple, Triple]>;

export type Vision = keyof typeof VISIONS;

/** Kinds of colour vision: the usual one, and those that lack one of its three pigments. */
export const visions = Object.keys(VISIONS) as Vision[]; // its keys, and no others

/**
 * How far apart two colours are to the eye, in OKLab: black and white are 1 apart. 0.02 is what one
 * just tells when two patches touch; 0.1 is told at a glance.
 */
export function distance(a: Rgb, b: Rgb, vision: Vision = "normal vision"): number {
  const [one, other] = [oklab(seen(a, vision)), oklab(seen(b, vision))];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** From black, 0, to white, 1: L of OKLab. */
export function lightness(color: Rgb): number {
  return oklab(linear(color))[0];
}

/** From 1, none, to 21, black on white (WCAG 2.1). */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(x, y) / Math.min(x, y);
}

function luminance(color: Rgb): number {
  const [r, g, b] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function seen(color: Rgb, vision: Vision): Triple {
  const [r, g, b] = times(VISIONS[vision], linear(color));
  return [Math.max(0, r), Math.max(0, g), Math.max(0, b)];
}

// Linear light of sRGB (IEC 61966-2-1).
function linear([r, g, b]: Rgb): Triple {
  const light = (level: number) => {
    const part = level / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return [light(r), light(g), light(b)];
}

// Of linear sRGB (Ottosson 2020).
function oklab(light: Triple): Triple {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

function times(rows: readonly [Triple, Triple, Triple], [x, y, z]: Triple): Triple {
  const sum = ([a, b, c]: Triple) => a * x + b * y + c * z;
  return [sum(rows[0]), sum(rows[1]), sum(rows[2])];
}
