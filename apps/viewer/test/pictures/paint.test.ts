import { expect, test } from "vitest";
import { cssColor } from "../../src/pictures/colors.ts";
import { type Pixels, paint } from "../../src/pictures/paint.ts";
import { paintUnits } from "../../src/pictures/paint-units.ts";
import { arrangeSheet, paintSheet } from "../../src/pictures/sheet.ts";

test("every value gets its colour of the scale, and beyond the ends that of the end", () => {
  const pixels = paint(Float32Array.of(0, 0.5, 1, 7, -3, 0.25), { width: 3, height: 2 });
  expect([0, 1, 2, 3, 4, 5].map((i) => colorAt(pixels, i, 0))).toEqual(
    [0, 0.5, 1, 1, 0, 0.25].map((value) => cssColor(value, "greys", "light")),
  );
});

test("the limit is the value that stands for one", () => {
  const options = { width: 3, height: 1, scale: "diverging", limit: 4, theme: "dark" } as const;
  const pixels = paint(Float32Array.of(-4, 0, 2), options);
  expect([0, 1, 2].map((i) => colorAt(pixels, i, 0))).toEqual(
    [-1, 0, 0.5].map((value) => cssColor(value, "diverging", "dark")),
  );
});

test("what is not a number, or missing, is not drawn", () => {
  const pixels = paint(Float32Array.of(Number.NaN, 1), { width: 3, height: 1 });
  expect([3, 7, 11].map((alpha) => pixels.data[alpha])).toEqual([0, 255, 0]);
});

test("bits and bytes are values, too", () => {
  const bits = paint(Uint8Array.of(0, 1), { width: 2, height: 1 });
  const bytes = paint(Uint8Array.of(0, 255), { width: 2, height: 1, limit: 255 });
  expect(bits.data).toEqual(bytes.data);
});

test("a sheet has its pictures row by row, with gaps and room for captions", () => {
  const pictures = { values: Float32Array.of(0, 1, 1, 0, 1, 1), count: 3, width: 2, height: 1 };
  const sheet = arrangeSheet(pictures, { columns: 2, gap: 1, foot: 3 });
  expect(sheet).toMatchObject({ columns: 2, rows: 2, width: 5, height: 9 });
  const pixels = paintSheet(pictures, sheet, {});
  const [off, on] = [cssColor(0, "greys", "light"), cssColor(1, "greys", "light")];
  const nothing = "rgb(0 0 0)";
  expect([0, 1, 2, 3, 4].map((x) => colorAt(pixels, x, 0))).toEqual([off, on, nothing, on, off]);
  expect([0, 1, 2, 3, 4].map((x) => colorAt(pixels, x, 5))).toEqual([
    ...[on, on, nothing],
    ...[nothing, nothing],
  ]);
});

test("a sheet is near-square unless told", () => {
  expect(arrangeSheet({ count: 24, width: 4, height: 4 })).toMatchObject({ columns: 5, rows: 5 });
});

test("a unit has its probability around and its state inside", () => {
  const states = Uint8Array.of(1, 0);
  const pixels = paintUnits(Float32Array.of(0.5, 0.75), { columns: 2, cell: 10, states });
  expect([pixels.width, pixels.height]).toEqual([19, 9]);
  const at = (x: number) => colorAt(pixels, x, 4);
  const grey = (value: number) => cssColor(value, "greys", "light");
  expect([0, 4, 10, 14].map(at)).toEqual([grey(0.5), grey(1), grey(0.75), grey(0)]);
  expect(at(9)).toBe("rgb(0 0 0)");
});

test("what is on but predicted off is full, what is off but predicted on is empty", () => {
  const options = { columns: 2, cell: 10, scale: "surprises" } as const;
  const pixels = paintUnits(Float32Array.of(1.9, -0.9), options);
  const color = (value: number) => cssColor(value, "surprises", "light");
  const at = (x: number) => colorAt(pixels, x, 4);
  expect([0, 4].map(at)).toEqual([color(1.9), color(1.9)]);
  expect([10, 14].map(at)).toEqual([color(-0.9), color(0)]);
});

test("a unit that is off is seen all the same", () => {
  const pixels = paintUnits(Float32Array.of(0), { columns: 1, cell: 6 });
  expect(colorAt(pixels, 0, 0)).not.toBe(colorAt(pixels, 2, 2));
});

function colorAt({ width, data }: Pixels, x: number, y: number): string {
  const [r, g, b] = data.subarray(4 * (y * width + x));
  return `rgb(${r} ${g} ${b})`;
}
