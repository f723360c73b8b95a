import { expect, test } from "vitest";
import { formatRate, parseRate, scaleRate } from "../src/rate.ts";

test("a rate is a number from 0 to 1,000, or one for each layer", () => {
  expect(parseRate("0.003")).toBe(0.003);
  expect(parseRate(" 1e-3 ")).toBe(0.001);
  expect(parseRate("0")).toBe(0);
  expect(parseRate("0.2,0.001")).toEqual([0.2, 0.001]);
  expect(parseRate("0,0.001")).toEqual([0, 0.001]);
  for (const text of ["", "x", "0.1,", "-1", "NaN", "Infinity", "1001", "0.1,1e9"]) {
    expect(() => parseRate(text)).toThrow("rates are numbers from 0 to 1,000");
  }
});

test("a comma that may be that of a decimal is refused, with both ways to write it", () => {
  expect(() => parseRate("0,001")).toThrow("write 0.001, or 0.0,1.0 by layer");
  expect(() => parseRate("0,1")).toThrow("write 0.1, or 0.0,1.0 by layer");
  expect(() => parseRate("0,2,0,01")).toThrow("write 0.2,0.01, or 0.0,2.0,0.0,1.0 by layer");
  expect(parseRate("0.0,1.0")).toEqual([0, 1]);
});

test("rates of layers are shown without a comma between two", () => {
  expect(formatRate(0.003)).toBe("0.003");
  expect(formatRate([0.2, 0.001])).toBe("0.2 and 0.001 by layer");
  expect(formatRate([0, 0.2, 0.1])).toBe("0, 0.2 and 0.1 by layer");
});

test("a rate is raised in ten steps to a power of ten, and to 1,000 at most", () => {
  expect(scaleRate(0.003, 1)).toBe(0.00315);
  expect(scaleRate([0.003, 0.006], -1)).toEqual([0.0025, 0.005]);
  expect(scaleRate(1000, 1)).toBe(1000);
});
