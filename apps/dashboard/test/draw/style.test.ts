import { expect, test } from "vitest";
import { colorDepth, foreground, type Rgb } from "../../src/draw/color.ts";
import { createStyle, curveHue, hues, type Theme } from "../../src/draw/style.ts";
import { contrast, distance, visions } from "./color-vision.ts";

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

// Three times what one just tells, of patches that touch: lines are thinner, and apart.
test.each(THEMES)("all kinds of colour vision tell six curves apart, %s", (theme) => {
  for (const vision of visions) {
    const curves = SIX.map((i) => curveHue(i, theme));
    for (const [i, a] of curves.entries()) {
      for (const b of curves.slice(i + 1)) {
        expect(distance(a, b, vision)).toBeGreaterThan(0.06);
      }
    }
  }
});
