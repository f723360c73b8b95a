import { expect, test } from "vitest";
import { layout } from "../../src/panels/layout.ts";

test("at every size the panels of a page cover the body, each cell once", () => {
  const wrong: string[] = [];
  for (let columns = 40; columns <= 300; columns += 3) {
    for (let rows = 10; rows <= 100; rows++) {
      const places = layout(columns, rows);
      const height = rows - (places?.tall ? 5 : 3);
      places?.pages.forEach((page, number) => {
        const owner = new Uint8Array(columns * height);
        for (const { row, column, width, height } of page) {
          if (width < 20 || height < 6) wrong.push(`${columns} × ${rows}: ${width} × ${height}`);
          for (let y = row - places.body.row; y < row - places.body.row + height; y++) {
            const from = y * columns + column;
            owner.subarray(from, from + width).forEach((panels, i) => {
              owner[from + i] = panels + 1;
            });
          }
        }
        if (owner.some((panels) => panels !== 1))
          wrong.push(`${columns} × ${rows}, page ${number}`);
      });
      if (!places) wrong.push(`${columns} × ${rows}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("every panel has a page, at every size", () => {
  for (const [columns, rows] of [
    [40, 10],
    [60, 45],
    [80, 24],
    [120, 16],
    [120, 40],
    [300, 100],
  ] as const) {
    const pages = layout(columns, rows)?.pages.flat() ?? [];
    expect(new Set(pages.map(({ name }) => name)).size).toBe(9);
  }
});

test("there is no layout below the smallest size", () => {
  expect(layout(39, 24)).toBeUndefined();
  expect(layout(80, 9)).toBeUndefined();
});
