import { expect, test } from "vitest";
import { moveInGrid } from "../../src/pictures/move-in-grid.ts";

// 0 1 2
// 3 4
const grid = { count: 5, columns: 3 };
const press = (key: string, at: number, ctrlKey = false) => moveInGrid({ key, ctrlKey }, at, grid);

test("arrows go to the neighbour", () => {
  expect(press("ArrowRight", 0)).toBe(1);
  expect(press("ArrowLeft", 4)).toBe(3);
  expect(press("ArrowDown", 1)).toBe(4);
  expect(press("ArrowUp", 3)).toBe(0);
});

test("arrows stay where there is no neighbour", () => {
  expect(press("ArrowLeft", 0)).toBe(0);
  expect(press("ArrowRight", 4)).toBe(4);
  expect(press("ArrowDown", 2)).toBe(2);
  expect(press("ArrowUp", 1)).toBe(1);
});

test("Home and End go to the ends of the row, with Control of all", () => {
  expect([press("Home", 4), press("End", 0), press("End", 3)]).toEqual([3, 2, 4]);
  expect([press("Home", 4, true), press("End", 0, true)]).toEqual([0, 4]);
});

test("other keys lead nowhere", () => {
  expect(press("a", 1)).toBeUndefined();
});
