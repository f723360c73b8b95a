import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colorTable, cssColor, type Scale, surprise } from "../../src/pictures/colors.ts";
import { type Rgb, toOklab } from "../../src/pictures/oklab.ts";

const schemes = ["light", "dark"] as const;
const tokens = readFileSync(new URL("../../src/ui/tokens.css", import.meta.url), "utf8");

test.each(schemes)("what is nothing has the colour of a panel's surface, %s", (scheme) => {
  const surface = token("--surface", scheme);
  expect(rgbOf(0, "greys", scheme)).toEqual(surface);
  expect(rgbOf(0, "diverging", scheme)).toEqual(surface);
  expect(rgbOf(0, "surprises", scheme)).toEqual(surface);
  expect(rgbOf(1, "greys", scheme)).toEqual(token("--text", scheme));
});

test.each(schemes)("a weight and its negative are equally light, %s", (scheme) => {
  for (let i = 1; i <= 20; i++) {
    const [blue, orange] = [lightness(-i / 20, scheme), lightness(i / 20, scheme)];
    // A byte of a channel is about 0.004 of lightness.
    expect(Math.abs(blue - orange)).toBeLessThan(0.012);
  }
});

test.each(schemes)("the larger a weight, the further from the surface, %s", (scheme) => {
  const ground = lightness(0, scheme);
  const distances = Array.from({ length: 21 }, (_, i) =>
    Math.abs(lightness(i / 20, scheme) - ground),
  );
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  expect(distances.at(-1)).toBeGreaterThan(0.5);
});

test.each(schemes)("negative is blue and positive is orange, %s", (scheme) => {
  const [, , yellow] = toOklab(rgbOf(0.6, "diverging", scheme));
  const [, , blue] = toOklab(rgbOf(-0.6, "diverging", scheme));
  expect(yellow).toBeGreaterThan(0.05);
  expect(blue).toBeLessThan(-0.05);
});

test.each(schemes)("what was predicted all wrong stands out from the surface, %s", (scheme) => {
  for (const value of [-1, 2]) {
    const ratio = contrast(rgbOf(value, "surprises", scheme), token("--surface", scheme));
    // As WCAG 2.2 asks of what is needed to understand a picture (1.4.11).
    expect(ratio).toBeGreaterThan(3);
  }
});

test("a prediction surprises where the bit is the less probable", () => {
  expect(surprise(1, 0.75)).toBe(0.75);
  expect(surprise(0, 0.25)).toBe(0.25);
  expect(surprise(1, 0.25)).toBe(1.75);
  expect(surprise(0, 0.75)).toBe(-0.75);
});

test("the tables are made once", () => {
  expect(colorTable("greys", "dark")).toBe(colorTable("greys", "dark"));
});

function rgbOf(value: number, scale: Scale, scheme: "light" | "dark"): Rgb {
  const [r = 0, g = 0, b = 0] = cssColor(value, scale, scheme).match(/\d+/g)?.map(Number) ?? [];
  return [r, g, b];
}

function lightness(weight: number, scheme: "light" | "dark"): number {
  return toOklab(rgbOf(weight, "diverging", scheme))[0];
}

function token(name: string, scheme: "light" | "dark"): number[] {
  const [light = "", dark = ""] = tokens.split('[data-theme="dark"]');
  const hex = new RegExp(`${name}: #(\\w{6})`).exec(scheme === "light" ? light : dark)?.[1] ?? "";
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
