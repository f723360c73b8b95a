import { createMachine, key, matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { type Picture, rowPictures, zoom } from "../../src/draw/picture.ts";
import { pictureLines } from "../../src/draw/picture-lines.ts";
import { diverging } from "../../src/draw/scale.ts";
import { sheet, tile } from "../../src/draw/sheet.ts";
import { weightPictures } from "../../src/draw/weight-pictures.ts";

function picture(...rows: readonly (readonly number[])[]): Picture {
  const width = rows[0]?.length ?? 0;
  return { width, height: rows.length, values: Float32Array.from(rows.flat()) };
}

function plain(width: number, height: number, value = 1): Picture {
  return { width, height, values: new Float32Array(width * height).fill(value) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
const ESCAPES = /\x1b\[[\d;]*m/g;

test("without colour two pixels are the character of their mean", () => {
  const lines = pictureLines(picture([0, 1, 0.5], [0, 1, 0.5], [1, 0, 0]), { depth: 1 });
  expect(lines).toEqual([" @+", "@  "]);
});

test("without colour the sign of a weight can be told", () => {
  const [line] = pictureLines(picture([-1, 0, 1]), { depth: 1, scale: diverging });
  expect(line).toBe("@ #");
});

test("in colour two pixels are one half-block, and none where both are the same", () => {
  const lines = pictureLines(picture([0, 1, 0], [0, 0, 1], [1, 1, 1]), { depth: 24 });
  expect(lines.map((line) => line.replace(ESCAPES, ""))).toEqual([" ▀▀", "▀▀▀"]);
});

test("a plain line costs one colour code, whatever its length", () => {
  for (const depth of [4, 8, 24] as const) {
    const [line] = pictureLines(plain(50, 2), { depth });
    expect(line?.match(ESCAPES)).toHaveLength(2);
    expect(line?.replace(ESCAPES, "")).toBe(" ".repeat(50));
  }
});

test("where there is no pixel nothing is drawn", () => {
  const nothing = picture([Number.NaN, Number.NaN], [Number.NaN, 1]);
  const [line] = pictureLines(nothing, { depth: 24 });
  expect(line?.replace(ESCAPES, "")).toBe(" ▄");
  expect(line?.startsWith(" ")).toBe(true);
});

test("tiles stand apart, and each row of them begins at an even pixel", () => {
  const tiles = [1, 2, 3].map((value) => plain(2, 2, value));
  const { width, height, values } = tile(tiles, { columns: 2 });
  const _ = Number.NaN;
  expect([width, height]).toEqual([5, 6]);
  expect([...values]).toEqual(
    [
      [1, 1, _, 2, 2],
      [1, 1, _, 2, 2],
      [_, _, _, _, _],
      [_, _, _, _, _],
      [3, 3, _, _, _],
      [3, 3, _, _, _],
    ].flat(),
  );
});

test("zooming out takes means and zooming in repeats", () => {
  const checks = picture([0, 1, 1], [1, 0, 1], [0, 0, 1]);
  expect([...zoom(checks, 1 / 2).values]).toEqual([0.5, 1, 0, 1]);
  expect([...zoom(picture([0, 1]), 2).values]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
});

test("a sheet fits its space, whatever the pictures", () => {
  for (const side of [3, 4, 8, 16, 28, 64]) {
    for (const [columns, rows] of [
      [16, 4],
      [44, 8],
      [90, 20],
      [200, 60],
    ] as const) {
      const pictures = Array.from({ length: 24 }, () => plain(side, side));
      const { picture, shown } = sheet(pictures, { columns, rows });
      expect(picture.width).toBeLessThanOrEqual(columns);
      expect(picture.height).toBeLessThanOrEqual(2 * rows);
      expect(shown).toBeGreaterThan(0);
    }
  }
});

test("a sheet magnifies only what then still fits, and halves digits to show more of them", () => {
  const pictures = (side: number) => Array.from({ length: 8 }, () => plain(side, side));
  expect(sheet(pictures(4), { columns: 90, rows: 20 }).picture.width).toBe(4 * (4 * 4 + 1) + 16);
  expect(sheet(pictures(28), { columns: 44, rows: 7 })).toMatchObject({ shown: 3 });
  // Four would fit at half their size.
  expect(sheet(pictures(28), { columns: 65, rows: 14 })).toMatchObject({ shown: 8 });
});

test("a matrix of dreams becomes pictures row by row", () => {
  const dreams = matrix(2, 6, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  const [, second] = rowPictures(dreams, { width: 3, height: 2 });
  expect(second).toEqual(picture([7, 8, 9], [10, 11, 12]));
});

test("a unit's picture has its weights: a generative row, a recognition column", () => {
  const machine = createMachine([6, 4, 2], key(1));
  const down = weightPictures(machine, { width: 3 });
  const up = weightPictures(machine, { width: 3, direction: "recognition" });
  expect(down.pictures).toHaveLength(4);
  expect(down.pictures[0]).toMatchObject({ width: 3, height: 2 });
  for (const unit of [0, 3]) {
    for (const i of [0, 5]) {
      const generative = machine.generative[0]?.weights.data[unit * 6 + i] ?? Number.NaN;
      const recognition = machine.recognition[0]?.weights.data[i * 4 + unit] ?? Number.NaN;
      expect(down.pictures[unit]?.values[i]).toBeCloseTo(generative / down.limit, 5);
      expect(up.pictures[unit]?.values[i]).toBeCloseTo(recognition / up.limit, 5);
    }
  }
});

test("weights into a layer that is no image fill the least square", () => {
  const { pictures } = weightPictures(createMachine([6, 5, 2], key(1)), { layer: 1 });
  expect(pictures).toHaveLength(2);
  expect(pictures[0]).toMatchObject({ width: 3, height: 2 });
  expect(pictures[0]?.values[5]).toBeNaN();
});

test("a layer with none above it is refused by number", () => {
  const machine = createMachine([6, 4], key(1));
  expect(() => weightPictures(machine, { layer: 1 })).toThrow(
    "weights: layers 0 to 0 have weights from a layer above, got 1",
  );
});
