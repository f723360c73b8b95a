import { expect, test } from "vitest";
import {
  dropDecimals,
  fit,
  formatBits,
  formatCount,
  formatDuration,
  joinFitting,
  wrapWords,
} from "../../src/draw/text.ts";

test("durations read as people write them", () => {
  expect([0, 59_999, 61_000, 3_723_000, 183_600_000].map(formatDuration)).toEqual([
    "0:00",
    "0:59",
    "1:01",
    "1:02:03",
    "2 d 3 h",
  ]);
});

test("counts have their thousands apart", () => {
  expect(formatCount(1234567.4)).toBe("1,234,567");
  expect(formatCount(-1234)).toBe("-1,234");
  expect(formatCount(123)).toBe("123");
});

test("bits are as short as helps to compare, however many", () => {
  expect([101.237, -3, 1234.56, 999_999].map(formatBits)).toEqual([
    "101.24",
    "-3.00",
    "1234.6",
    "999999.0",
  ]);
  expect([1e6, 1.7843222840443132e23, -2e300].map(formatBits)).toEqual([
    "1.00e6",
    "1.78e23",
    "-2.00e300",
  ]);
  expect(formatBits(Number.NaN)).toBe("–");
});

test("decimals are dropped by rounding, and only where there are any", () => {
  expect(dropDecimals("0.768", 1)).toBe("0.77");
  expect(dropDecimals("19.96", 9)).toBe("20");
  expect(["1,234", "1.78e23", "–", "12"].map((text) => dropDecimals(text, 1))).toEqual([
    "1,234",
    "1.78e23",
    "–",
    "12",
  ]);
});

test("text that does not fit ends in an ellipsis", () => {
  expect(fit("machine", 7)).toBe("machine");
  expect(fit("machine", 5)).toBe("mach…");
  expect(fit("字字字", 4)).toBe("字…");
  expect(fit("machine", 0)).toBe("");
});

test("parts are joined as long as they fit", () => {
  expect(joinFitting(["ab", "cd", "ef"], 7)).toBe("ab · cd");
  expect(joinFitting(["ab"], 1)).toBe("");
});

test("words go on as many lines as they need", () => {
  expect(wrapWords("waiting for the first evaluation", 12)).toEqual([
    "waiting for",
    "the first",
    "evaluation",
  ]);
  expect(wrapWords("evaluation", 5)).toEqual(["eval…"]);
});
