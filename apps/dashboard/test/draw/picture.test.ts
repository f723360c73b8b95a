import { createMachine, key, matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { createMedium, enlarge } from "../../src/draw/medium.ts";
import { type Picture, rowPicture, rowPictures, zoom } from "../../src/draw/picture.ts";
import { pictureLines } from "../../src/draw/picture-lines.ts";
import { diverging, scales } from "../../src/draw/scale.ts";
import { planSheet, tile } from "../../src/draw/sheet.ts";
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

const text = createMedium({ glyphs: "braille" });
const graphics = createMedium({ glyphs: "braille", cell: { width: 10, height: 20 } });

test("a sheet fits its space, whatever the pictures", () => {
  for (const [medium, side] of [text, graphics].flatMap((medium) =>
    [3, 4, 8, 16, 28, 64].map((side) => [medium, side] as const),
  )) {
    for (const [columns, rows] of [
      [16, 4],
      [44, 8],
      [90, 20],
      [200, 60],
    ] as const) {
      const space = { columns, rows };
      for (const together of [1, 2]) {
        const contents = { width: side, height: side, count: 24, together };
        const plan = planSheet(contents, space, medium);
        if (!plan) expect(columns).toBe(16);
        if (!plan) continue;
        const group = Array(together).fill(enlarge(plain(side, side), plan.zoom, medium));
        const one = tile(group, { columns: together, gap: plan.rowGap });
        const picture = tile(Array(plan.shown).fill(one), plan);
        const size = medium.graphics ? Math.max(1, plan.zoom) : 1;
        const { cell } = medium;
        expect(Math.ceil((picture.width * size) / cell.width)).toBe(plan.cells.columns);
        expect(Math.ceil((picture.height * size) / cell.height)).toBe(plan.cells.rows);
        expect(plan.cells.columns).toBeLessThanOrEqual(columns);
        expect(plan.cells.rows).toBeLessThanOrEqual(rows);
        expect(plan.shown).toBeGreaterThan(0);
      }
    }
  }
});

test("a sheet magnifies only what then still fits, and halves digits to show more of them", () => {
  const plan = (side: number, columns: number, rows: number) =>
    planSheet({ width: side, height: side, count: 8 }, { columns, rows }, text);
  expect(plan(4, 90, 20)).toMatchObject({ zoom: 4, shown: 8 });
  expect(plan(28, 44, 7)).toMatchObject({ zoom: 1 / 2, shown: 3 });
  // Four would fit at half their size.
  expect(plan(28, 65, 14)).toMatchObject({ zoom: 1 / 3, shown: 8 });
});

test("in the terminal's own graphics a sheet is as large as all fit, and not too small to see", () => {
  const plan = (count: number) =>
    planSheet({ width: 28, height: 28, count }, { columns: 60, rows: 17 }, graphics);
  // 600 × 340 pixels: 24 digits of 56 pixels with 6 between them, but not of 84.
  expect(plan(24)).toMatchObject({ zoom: 2, shown: 24, columns: 9 });
  // At 28 pixels a digit is less than three cells wide.
  expect(plan(100)).toMatchObject({ zoom: 2, shown: 45 });
});

test("without room for any picture there is no sheet", () => {
  const contents = { width: 28, height: 28, count: 8 };
  expect(planSheet(contents, { columns: 1, rows: 1 }, text)).toBeUndefined();
});

test("with ASCII glyphs a picture is of characters, even where there is colour", () => {
  const lines = pictureLines(picture([0, 1], [0, 1]), { depth: 24, glyphs: "ascii" });
  expect(lines).toEqual([" @"]);
});

test("with ASCII glyphs each pixel is seen by itself where there is room for it", () => {
  const ascii = createMedium({ glyphs: "ascii" });
  expect(ascii.zooms.filter((zoom) => zoom > 1 && zoom % 2)).toEqual([]);
  const lines = pictureLines(enlarge(picture([0, 1], [1, 0]), 2, ascii), { depth: 1 });
  expect(lines).toEqual(["  @@", "@@  "]);
});

test("sixteen colours are those of the scale, whatever is nearest", () => {
  const lines = pictureLines(picture([-1, 0, 1], [-1, 0, 1]), { depth: 4, scale: diverging });
  expect(lines).toEqual(["\x1b[106m \x1b[40m \x1b[103m \x1b[0m"]);
  const light = { depth: 4, scale: scales.light.diverging } as const;
  expect(pictureLines(picture([-1, 0, 1], [-1, 0, 1]), light)).toEqual([
    "\x1b[44m \x1b[107m \x1b[41m \x1b[0m",
  ]);
});

test("a layer that is no image is the least square with room for all units", () => {
  const states = matrix(2, 5, Float32Array.of(0, 0, 0, 0, 0, 1, 0, 1, 0, 1));
  const _ = Number.NaN;
  expect(rowPicture(states, 1)).toEqual(picture([1, 0, 1], [0, 1, _]));
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

test("pictures of weights begin at the unit that is asked for", () => {
  const machine = createMachine([6, 4, 2], key(1));
  const { pictures: all, limit } = weightPictures(machine);
  const some = weightPictures(machine, { first: 1, count: 2 });
  expect(some).toEqual({ pictures: all.slice(1, 3), limit });
  expect(weightPictures(machine, { first: 3, count: 2 }).pictures).toEqual(all.slice(3));
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
