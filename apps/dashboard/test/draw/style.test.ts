import { expect, test } from "vitest";
import { colorDepth, foreground, type Rgb } from "../../src/draw/color.ts";
import { createStyle, curveHue, hues, type Theme } from "../../src/draw/style.ts";

const THEMES: readonly Theme[] = ["dark", "light"];
const GROUNDS: Readonly<Record<Theme, Rgb>> = { dark: [24, 24, 28], light: [250, 250, 250] };
const SIX = [0, 1, 2, 3, 4, 5];

test("a pipe and NO_COLOR have no colour, a terminal what it says", () => {
  const terminal = { getColorDepth: () => 8 };
  expect(colorDepth({}, {})).toBe(1);
  expect(colorDepth(terminal, { NO_COLOR: "1" })).toBe(1);
  expect(colorDepth(terminal, { NO_COLOR: "" })).toBe(8);
  const plain = createStyle({ depth: 1 });
  expect(plain.bold(plain.dim(plain.color(hues.blue, plain.faint(hues.blue, "plain"))))).toBe(
    "plain",
  );
});

test("a colour becomes the nearest that the terminal has", () => {
  expect(foreground([95, 215, 255], 24)).toBe("\x1b[38;2;95;215;255m");
  expect(foreground([95, 215, 255], 8)).toBe("\x1b[38;5;81m");
  expect(foreground([250, 10, 10], 4)).toBe("\x1b[91m");
  expect(foreground(hues.blue, 1)).toBe("");
});

test.each(THEMES)("six curves have six of the sixteen colours, %s", (theme) => {
  for (const depth of [4, 8, 24] as const) {
    const style = createStyle({ depth, theme });
    expect(new Set(SIX.map((i) => style.color(curveHue(i, theme), "x"))).size).toBe(6);
  }
  const style = createStyle({ depth: 4, theme });
  expect(new Set(Object.values(hues).map((hue) => style.color(hue, "x"))).size).toBe(3);
});

// 3 : 1 is what graphics need by WCAG 2.1, 1.4.11.
test.each(THEMES)("curves and words stand out from a %s background", (theme) => {
  const curves = SIX.map((i) => curveHue(i, theme));
  for (const color of [...curves, ...Object.values(hues)]) {
    expect(contrast(color, GROUNDS[theme])).toBeGreaterThan(3);
  }
});

test("dim text on a light background has a contrast of 4.5 to 1, of its own grey", () => {
  const [, grey = ""] = createStyle({ depth: 24, theme: "light" }).dim("x").split(";2;");
  const [level = 0] = grey.split(";").map(Number);
  expect(contrast([level, level, level], GROUNDS.light)).toBeGreaterThan(4.5);
});

// In Oklab black and white are 1 apart; 0.02 is about what the eye can just tell.
test.each(THEMES)("all kinds of colour vision tell six curves apart, %s", (theme) => {
  for (const vision of Object.values(VISIONS)) {
    const seen = SIX.map((i) => oklab(simulate(curveHue(i, theme), vision)));
    for (const [i, a] of seen.entries()) {
      for (const b of seen.slice(i + 1)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.06);
      }
    }
  }
});

type Triple = readonly [number, number, number];
type Vision = readonly [Triple, Triple, Triple];

// Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
const VISIONS: Readonly<Record<string, Vision>> = {
  full: [
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
};

function linear(color: Rgb): Triple {
  const light = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return [light(color[0]), light(color[1]), light(color[2])];
}

function contrast(a: Rgb, b: Rgb): number {
  const luminance = (color: Rgb) => {
    const [r, g, b] = linear(color);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return Math.max(x, y) / Math.min(x, y);
}

function simulate(color: Rgb, vision: Vision): Triple {
  const [r, g, b] = linear(color);
  const mix = ([x, y, z]: Triple) => Math.max(0, x * r + y * g + z * b);
  return [mix(vision[0]), mix(vision[1]), mix(vision[2])];
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
