import { expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import { smallDigits } from "../../src/datasets/small-digits.ts";
import { key, uniform } from "../../src/random.ts";

const IMAGES = 5;
const digits = {
  width: 28,
  height: 28,
  pixels: Uint8Array.from({ length: IMAGES * 28 * 28 }, (_, i) => 180 * uniform(key(1), i)),
  labels: Uint8Array.of(3, 1, 4, 1, 5),
};

test("a small pixel is on where the mean of what it covers is at least 0.35", () => {
  const small = smallDigits(digits);
  const expected = Array.from({ length: IMAGES * 64 }, (_, to) => {
    const [n, row, column] = [Math.floor(to / 64), Math.floor(to / 8) % 8, to % 8];
    return meanOf(n, 2.5 * row, 2.5 * column) >= 0.35 ? 255 : 0;
  });
  expect([...small.pixels]).toEqual(expected);
  // Random grey is near the threshold, so that both happen often.
  const on = expected.filter((level) => level > 0).length;
  expect(on).toBeGreaterThan(IMAGES * 16);
  expect(on).toBeLessThan(IMAGES * 48);
});

// Mean brightness, 0 to 1, of the square of 2.5 pixels at (y, x) inside the border: every pixel
// of the image by the area that it shares with the square.
function meanOf(n: number, y: number, x: number): number {
  const shared = (from: number, pixel: number) =>
    Math.max(0, Math.min(from + 2.5, pixel + 1) - Math.max(from, pixel));
  let total = 0;
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      const level = digits.pixels[(n * 28 + row) * 28 + column] / 255;
      total += level * shared(y + 4, row) * shared(x + 4, column);
    }
  }
  return total / 2.5 ** 2;
}

test("small digits are 8 x 8, on or off, and keep their labels", () => {
  const { width, height, pixels, labels } = smallDigits(digits);
  expect([width, height, pixels.length]).toEqual([8, 8, IMAGES * 64]);
  expect(new Set(pixels)).toEqual(new Set([0, 255]));
  expect(labels).toEqual(digits.labels);
});

test("the border of 4 pixels does not count", () => {
  const pixels = new Uint8Array(28 * 28).fill(255);
  for (let y = 4; y < 24; y++) pixels.fill(0, 28 * y + 4, 28 * y + 24);
  expect(new Set(smallDigits({ width: 28, height: 28, pixels }).pixels)).toEqual(new Set([0]));
});

test("the least light that turns a small pixel on is 0.35 of what it could have", () => {
  const pixels = new Uint8Array(28 * 28).fill(89);
  const first = (y: number, x: number) => {
    pixels[28 * (y + 4) + x + 4]++;
    return smallDigits({ width: 28, height: 28, pixels }).pixels[0];
  };
  // In quarters of pixels 25 · 89 = 2225 of the 25 · 255 · 0.35 = 2231.25 that it takes. A whole
  // pixel adds 4, a half 2, the quarter in the corner 1.
  expect(first(0, 0)).toBe(0);
  expect(first(0, 2)).toBe(0);
  expect(first(2, 2)).toBe(255);
});

test("images of another size are refused", () => {
  const make = () => smallDigits({ width: 20, height: 20, pixels: new Uint8Array(400) });
  expect(make).toThrow(DataError);
  expect(make).toThrow("images of 28 x 28 are needed, got 20 x 20");
});
