import { expect, test } from "vitest";
import { colorDepth, foreground } from "../../src/draw/color.ts";
import { createStyle, hues } from "../../src/draw/style.ts";
import { fit, formatCount, formatDuration, joinFitting } from "../../src/draw/text.ts";

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
});

test("text that does not fit ends in an ellipsis", () => {
  expect(fit("machine", 7)).toBe("machine");
  expect(fit("machine", 5)).toBe("mach…");
  expect(fit("machine", 0)).toBe("");
});

test("parts are joined as long as they fit", () => {
  expect(joinFitting(["ab", "cd", "ef"], 7)).toBe("ab · cd");
  expect(joinFitting(["ab"], 1)).toBe("");
});

test("a pipe and NO_COLOR have no colour, a terminal what it says", () => {
  const terminal = { getColorDepth: () => 8 };
  expect(colorDepth({}, {})).toBe(1);
  expect(colorDepth(terminal, { NO_COLOR: "1" })).toBe(1);
  expect(colorDepth(terminal, { NO_COLOR: "" })).toBe(8);
  expect(createStyle(1).bold("plain")).toBe("plain");
});

test("a colour becomes the nearest that the terminal has", () => {
  expect(foreground([95, 215, 255], 24)).toBe("\x1b[38;2;95;215;255m");
  expect(foreground([95, 215, 255], 8)).toBe("\x1b[38;5;81m");
  expect(foreground([250, 10, 10], 4)).toBe("\x1b[91m");
  expect(foreground(hues.blue, 1)).toBe("");
});
