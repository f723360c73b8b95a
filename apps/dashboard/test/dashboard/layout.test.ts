import { expect, test } from "vitest";
import { layout } from "../../src/panels/layout.ts";

test("panels fill the terminal exactly, at every size", () => {
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
  const wrong: string[] = [];
  for (let columns = 40; columns <= 260; columns++) {
    for (let rows = 10; rows <= 80; rows++) {
      const places = layout(columns, rows);
      const height = rows - (places?.tall ? 5 : 3);
      const isWhole =
        places &&
        sum(places.columns.map(({ width }) => width)) === columns &&
        places.columns.every(
          ({ width, panels }) =>
            width >= 20 &&
            sum(panels.map((panel) => panel.height)) === height &&
            panels.every((panel) => panel.height >= 6),
        );
      if (!isWhole) wrong.push(`${columns} x ${rows}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("there is no layout below the smallest size", () => {
  expect(layout(39, 24)).toBeUndefined();
  expect(layout(80, 9)).toBeUndefined();
});
