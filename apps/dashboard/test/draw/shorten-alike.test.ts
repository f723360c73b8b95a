import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { shortenAlike } from "../../src/draw/shorten-alike.ts";

const seeds = ["mnist-784-200-50-adam-seed-1", "mnist-784-200-50-adam-seed-2"];

test("texts that fit stay as they are", () => {
  expect(shortenAlike(seeds, 28)).toEqual(seeds);
  expect(shortenAlike([], 28)).toEqual([]);
});

test("they are cut where they are alike: at the beginning, the end, or both", () => {
  expect(shortenAlike(seeds, 16)).toEqual(["…-50-adam-seed-1", "…-50-adam-seed-2"]);
  expect(shortenAlike(["sgd-on-all-digits", "adam-on-all-digits"], 10)).toEqual([
    "sgd-on-al…",
    "adam-on-a…",
  ]);
  expect(shortenAlike(["on-digits-sgd-for-long", "on-digits-adam-for-long"], 9)).toEqual([
    "…sgd…",
    "…adam…",
  ]);
});

test("where they differ all along they lose their middle", () => {
  expect(shortenAlike(["abcdefghijkl", "bcdefghijklm"], 7)).toEqual(["abc…jkl", "bcd…klm"]);
});

test("none is wider than allowed", () => {
  for (let width = 1; width < 30; width++) {
    for (const text of shortenAlike([...seeds, "字".repeat(20)], width)) {
      expect(cellsOf(text)).toBeLessThanOrEqual(width);
    }
  }
});
