import { expect, test } from "vitest";
import { fit, formatCount, formatDuration, joinFitting, wrapWords } from "../../src/draw/text.ts";

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
