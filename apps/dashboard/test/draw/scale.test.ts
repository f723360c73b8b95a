import { expect, test } from "vitest";
import { colorAt, MARK, type Scale, scales, step, surprise } from "../../src/draw/scale.ts";
import { distance, lightness, visions } from "./color-vision.ts";

const themes = ["dark", "light"] as const;
const sizes = [0.2, 0.4, 0.6, 0.8, 1];

test.each(themes)("on %s, a weight and its opposite are equally light", (theme) => {
  for (const size of sizes) {
    const [below, above] = [-size, size].map((v) => lightness(colorAt(scales[theme].diverging, v)));
    expect(Math.abs((below ?? 0) - (above ?? 0))).toBeLessThan(0.01);
  }
});

test.each(themes)("on %s, a larger weight stands out more from the background", (theme) => {
  const zero = lightness(colorAt(scales[theme].diverging, 0));
  for (const sign of [-1, 1]) {
    const contrasts = [0, ...sizes].map((size) =>
      Math.abs(lightness(colorAt(scales[theme].diverging, sign * size)) - zero),
    );
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => a - b));
    expect(contrasts.at(-1)).toBeGreaterThan(0.5);
  }
});

test("zero is the neutral next to the background, black on dark and white on light", () => {
  for (const theme of themes) {
    const { greys, diverging, marked } = scales[theme];
    const nothing = colorAt(greys, 0);
    expect(new Set(nothing).size).toBe(1);
    expect(colorAt(diverging, 0)).toEqual(nothing);
    expect(colorAt(marked, 0)).toEqual(nothing);
  }
  expect(lightness(colorAt(scales.dark.greys, 0))).toBeLessThan(0.25);
  expect(lightness(colorAt(scales.light.greys, 0))).toBeGreaterThan(0.95);
});

test.each(visions)("with %s the sign of a weight can be told at a glance", (vision) => {
  for (const theme of themes) {
    const { diverging } = scales[theme];
    for (const size of sizes.slice(1)) {
      const [below, above] = [colorAt(diverging, -size), colorAt(diverging, size)];
      expect(distance(below, above, vision)).toBeGreaterThan(0.1);
    }
  }
});

test("in sixteen colours and in characters sign and size of a weight can be told", () => {
  for (const theme of themes) {
    const { ansi, characters } = scales[theme].diverging;
    for (const versions of [ansi.map(String), [...characters]]) {
      const middle = (versions.length - 1) / 2;
      const [below, above] = [versions.slice(0, middle), versions.slice(middle + 1)];
      expect(new Set(below).size).toBeGreaterThanOrEqual(3);
      expect(new Set(above).size).toBeGreaterThanOrEqual(3);
      const zero = versions[middle];
      for (const version of below) expect([zero, ...above]).not.toContain(version);
      expect(above).not.toContain(zero);
    }
  }
});

test("a mark has a step of its own in every version of its scale, above all weights", () => {
  for (const theme of themes) {
    const { marked } = scales[theme];
    for (const steps of [marked.colors.length, marked.ansi.length, marked.characters.length]) {
      expect(step(marked, steps, MARK)).toBe(steps - 1);
      expect(step(marked, steps, 1)).toBe(steps - 2);
    }
  }
});

const shades = ({ colors }: Scale, value: number, scale: Scale) =>
  colors[step(scale, colors.length, value)];

test("a prediction is grey where the bit is as predicted, else orange or blue", () => {
  for (const theme of themes) {
    const { surprises, greys, diverging } = scales[theme];
    const color = (bit: number, probability: number) =>
      shades(surprises, surprise(bit, probability), surprises) ?? [0, 0, 0];
    for (const probability of [0, 0.2, 0.4]) {
      expect(new Set(color(0, probability)).size).toBe(1);
      expect(new Set(color(1, 1 - probability)).size).toBe(1);
    }
    expect(color(0, 0)).toEqual(colorAt(greys, 0));
    expect(color(1, 1)).toEqual(colorAt(greys, 1));
    expect(color(1, 0)).toEqual(colorAt(diverging, 0.8));
    expect(color(0, 1)).toEqual(colorAt(diverging, -0.8));
    // Where a prediction is nearly even, either outcome is nearly the same.
    const [on, off] = [color(1, 0.49), color(0, 0.51)];
    expect(distance(on, off)).toBeLessThan(0.05);
  }
});

test("a surprise is the larger the less was expected", () => {
  expect([1, 0.75, 0.5, 0.25, 0].map((p) => surprise(1, p))).toEqual([1, 0.75, 0.5, 1.75, 2]);
  expect([0, 0.25, 0.5, 0.75, 1].map((p) => surprise(0, p))).toEqual([0, 0.25, 0.5, -0.75, -1]);
});
