import { matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { dreams } from "../../src/panels/dreams.ts";
import { graphics, picturedRun, propsOf } from "./pictured-run.ts";

test("fills its panel at every size, and says how many of the dreams it shows", () => {
  const run = picturedRun();
  for (const width of [20, 38, 72, 150]) {
    for (const height of [5, 17, 45]) {
      for (const more of [{}, { graphics }]) {
        const { lines, shown = 0 } = dreams(propsOf(run, [width, height], more));
        expect(lines.map(cellsOf)).toEqual(Array(height).fill(width));
        expect(shown).toBeGreaterThan(0);
        const range = shown > 1 ? `1–${shown}` : "1";
        expect(lines[0]).toContain(shown < 24 ? `dreams ${range}/24 ` : "dreams ");
      }
    }
  }
});

test("with the terminal's own graphics the cells are blank and the dreams are one picture", () => {
  const { lines, images = [] } = dreams(propsOf(picturedRun(), [62, 19], { graphics }));
  expect(lines.slice(1, -1)).toEqual(Array(17).fill(`│${" ".repeat(60)}│`));
  // 24 digits, nine to a row, of 56 pixels with 6 between them.
  expect(images).toMatchObject([{ row: 1, column: 2, columns: 56, rows: 10 }]);
  expect(images[0]?.picture).toMatchObject({ width: 9 * 31 - 3 });
});

test("at a cursor it shows the dreams that were stored of then", () => {
  const run = picturedRun();
  const images = matrix(2, 784);
  const past = { dream: { type: "dream", step: 100, images } as const };
  const then = dreams(propsOf(run, [72, 17], { view: { cursor: 150, past } }));
  expect(then.lines[0]).toContain("dreams at step 100");
  expect(then.shown).toBe(2);
  const none = dreams(propsOf(run, [72, 17], { view: { cursor: 1 } }));
  expect(none.lines[1]).toContain("no dreams are stored of then");
  const early = dreams(propsOf({ ...run, dream: undefined }, [72, 17]));
  expect(early.lines[1]).toContain("waiting for the first dreams");
});

test("paging goes on from any dream, as large as before; where all fit there is one page", () => {
  const page = (dream: number, size: readonly [number, number]) =>
    dreams(propsOf(picturedRun(), size, { view: { dream } }));
  const { shown = 0 } = page(0, [72, 17]);
  const last = 24 - (24 % shown || shown);
  expect(page(last, [72, 17])).toMatchObject({ shown });
  expect(page(last, [72, 17]).lines[0]).toContain("24/24");
  expect(page(99, [20, 8]).lines[0]).toContain("dreams 24/24");
  expect(page(shown, [72, 17]).lines.slice(1)).not.toEqual(page(0, [72, 17]).lines.slice(1));
  const all = (dream: number) =>
    dreams(propsOf(picturedRun(), [62, 19], { graphics, view: { dream } }));
  expect(all(5).shown).toBe(24);
  expect(all(5)).toEqual(all(0));
});

test("ink is light on dark and dark on light", () => {
  const run = picturedRun();
  run.dream = { type: "dream", step: 1, images: matrix(1, 784, new Float32Array(784).fill(1)) };
  const first = (theme: "dark" | "light") =>
    dreams(propsOf(run, [72, 32], { style: { depth: 24, theme } })).lines[5];
  expect(first("dark")).toContain("48;2;233;233;233m");
  expect(first("light")).toContain("48;2;25;25;25m");
});

test("they are drawn anew only for other dreams, another size or style", () => {
  const run = picturedRun();
  const props = propsOf(run, [72, 17], { graphics });
  const first = dreams(props);
  expect(dreams({ ...props, graphics: { ...graphics, cell: { ...graphics.cell } } })).toBe(first);
  expect(dreams({ ...props, graphics: undefined })).not.toBe(first);
  const again = dreams(props);
  run.dream = { type: "dream", step: 500, images: matrix(3, 784) };
  expect(dreams(props)).not.toBe(again);
});
