import { expect, test } from "vitest";
import { lineChart, type Series } from "../../src/draw/line-chart.ts";
import { createStyle } from "../../src/draw/style.ts";

const style = createStyle(1);

function line(ys: readonly number[], rest: Partial<Series> = {}): Series {
  return { points: ys.map((y, x) => ({ x, y })), color: [0, 0, 0], ...rest };
}

test("a falling line over its axes", () => {
  const lines = lineChart([line([4, 3, 2, 1, 0])], { columns: 18, rows: 6, style, xUnit: "epoch" });
  expect(lines).toEqual([
    "4┤⠙⠲⢤⣀            ",
    "2┤   ⠈⠙⠲⢤⣀        ",
    " │       ⠈⠉⠓⠦⣄⡀   ",
    "0┤            ⠉⠓⠦⣄",
    " ╰┴──────┴───────┴",
    "  0      2   epoch",
  ]);
});

test("a steep step is drawn without a gap", () => {
  const lines = lineChart([line([0, 0, 100, 100])], { columns: 20, rows: 10, style });
  const plot = lines.slice(0, 8).map((text) => text.slice(4));
  for (const row of plot) expect(row).toMatch(/[⠁-⣿]/);
});

test("what lies beyond the range is cut off, not squeezed in", () => {
  const options = { columns: 30, rows: 8, style, y: [0, 10] as const };
  const cut = lineChart([line([1e12, 5, 5, 5])], options);
  const plain = lineChart([line([5, 5, 5, 5])], options);
  expect(cut.map((text) => text.slice(14))).toEqual(plain.map((text) => text.slice(14)));
});

test("values that are no numbers are gaps", () => {
  const options = { columns: 30, rows: 8, style };
  const lines = lineChart([line([1, 2, Number.NaN, 2, 1])], options);
  const middle = lines.slice(0, 6).map((text) => text.slice(14, 17));
  expect(middle.join("").trim()).toBe("");
});

test("a dotted line has gaps, a full one has none", () => {
  const options = { columns: 42, rows: 6, style };
  const row = (dotted: boolean) =>
    lineChart([line([1, 1], { dotted })], options)
      .slice(0, 4)
      .map((text) => text.replace(/^[^│┤]*[│┤]/, ""))
      .find((text) => text.trim() !== "");
  expect(row(false)).toMatch(/^[⠁-⣿]+$/);
  expect(row(true)?.trim()).toMatch(/[⠁-⣿] [⠁-⣿] /);
});

test("every line is as wide as asked, whatever the numbers", () => {
  for (const ys of [[0.001, 0.002], [1e6, 2e6], [-5, 5], [7, 7, 7], [3]]) {
    const lines = lineChart([line(ys)], { columns: 40, rows: 9, style, xUnit: "epoch" });
    expect(lines).toHaveLength(9);
    for (const text of lines) expect(text).toHaveLength(40);
  }
});

test("no point or no room gives no chart", () => {
  expect(lineChart([], { columns: 40, rows: 9, style })).toEqual([]);
  expect(lineChart([line([])], { columns: 40, rows: 9, style })).toEqual([]);
  expect(lineChart([line([1, 2])], { columns: 3, rows: 9, style })).toEqual([]);
  expect(lineChart([line([1, 2])], { columns: 40, rows: 2, style })).toEqual([]);
});
