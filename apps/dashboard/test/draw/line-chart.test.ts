import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { type Line, lineChart } from "../../src/draw/line-chart.ts";
import { createStyle, type Glyphs } from "../../src/draw/style.ts";

const style = createStyle({ depth: 1 });
const ascii = createStyle({ depth: 1, glyphs: "ascii" });
const GLYPHS: readonly Glyphs[] = ["braille", "blocks", "ascii"];

function line(y: readonly number[], rest: Partial<Line> = {}): Line {
  return { x: y.map((_, i) => i), y, color: [0, 0, 0], ...rest };
}

/** What is right of the y axis, row by row. */
function plotted({ lines }: { lines: readonly string[] }): string[] {
  return lines.slice(0, -2).map((text) => text.replace(/^[^│┤|+]*[│┤|+]/, ""));
}

test("a falling line over its axes", () => {
  const unit = epochs(1);
  const { lines } = lineChart([line([4, 3, 2, 1, 0])], { columns: 18, rows: 6, style, unit });
  expect(lines).toEqual([
    "4┤⠙⠲⢤⣀            ",
    " │   ⠈⠙⠲⢤⣀        ",
    "2┤       ⠈⠉⠓⠦⣄⡀   ",
    "0┤            ⠉⠓⠦⣄",
    " ╰┴───────┴──────┴",
    "  0       2      4",
  ]);
});

test("the same line in block characters, and in ASCII", () => {
  const shape = (glyphs: Glyphs) =>
    plotted(
      lineChart([line([4, 3, 2, 1, 0])], {
        columns: 18,
        rows: 6,
        style: createStyle({ depth: 1, glyphs }),
      }),
    );
  expect(shape("blocks")).toEqual([
    "▀▙▄▄            ",
    "   ▝▀▜▄▄        ",
    "       ▝▀▀▙▄▖   ",
    "            ▀▀▜▄",
  ]);
  expect(shape("ascii")).toEqual([
    "--..            ",
    "   '--..        ",
    "       ''--..   ",
    "            '--.",
  ]);
});

test("a steep step is drawn without a gap", () => {
  const rows = plotted(lineChart([line([0, 0, 100, 100])], { columns: 20, rows: 10, style }));
  for (const row of rows) expect(row).toMatch(/[⠁-⣿]/);
});

test("what lies beyond the range is cut off, not squeezed in", () => {
  const options = { columns: 30, rows: 8, style, y: [0, 10] as const };
  const cut = lineChart([line([1e12, 5, 5, 5])], options).lines;
  const plain = lineChart([line([5, 5, 5, 5])], options).lines;
  expect(cut.map((text) => text.slice(14))).toEqual(plain.map((text) => text.slice(14)));
});

test("values that are no numbers are gaps, and a lone value between two of them shows", () => {
  const options = { columns: 30, rows: 8, style };
  const gap = plotted(lineChart([line([1, 2, Number.NaN, 2, 1])], options));
  expect(
    gap
      .map((text) => text.slice(12, 15))
      .join("")
      .trim(),
  ).toBe("");
  const lone = lineChart([line([1, Number.NaN, 2, Number.NaN, 1])], options);
  expect(
    plotted(lone)
      .map((text) => text.slice(12, 16))
      .join("")
      .trim(),
  ).not.toBe("");
});

test("a band keeps a spike that the mean hides", () => {
  const mean = Array.from({ length: 100 }, () => 1);
  const max = mean.map((value, i) => (i === 50 ? 9 : value));
  const options = { columns: 40, rows: 10, style };
  const hasDots = (row: string | undefined) => /[⠁-⣿]/.test(row ?? "");
  const banded = plotted(lineChart([line(mean, { min: mean, max })], options));
  expect(banded.every(hasDots)).toBe(true);
  expect(plotted(lineChart([line(mean)], options)).filter(hasDots)).toHaveLength(1);
});

test("a dashed line has gaps, a full one has none", () => {
  const options = { columns: 42, rows: 6, style };
  const row = (pattern: Line["pattern"]) =>
    plotted(lineChart([line([1, 1], { pattern })], options)).find((text) => text.trim() !== "");
  expect(row("solid")).toMatch(/^[⠁-⣿]+$/);
  expect(row("dashed")?.trim()).toMatch(/[⠁-⣿] [⠁-⣿]{3} /);
});

test("on a logarithmic axis powers of ten are evenly apart, and what is not above zero is a gap", () => {
  const options = { columns: 40, rows: 12, style: ascii, log: true };
  const { lines } = lineChart([line([1000, 100, 10, 1, 0, -5, Number.NaN])], options);
  const rows = ["1,000", "100", "10", "1"].map((label) =>
    lines.findIndex((text) => text.trimStart().startsWith(`${label}+`)),
  );
  expect(rows).toEqual([0, 3, 6, 9]);
  expect(
    plotted({ lines })
      .map((text) => text.slice(18))
      .join("")
      .trim(),
  ).toBe("");
  expect(lineChart([line([-1, 0])], options).lines).toEqual([]);
});

test("smoothing draws a calmer line, and leaves the raw one faint below", () => {
  const colored = createStyle({ depth: 24 });
  const y = Array.from({ length: 400 }, (_, i) => (i === 0 ? 5 : i % 2 ? 10 : 0));
  const color = [70, 190, 240] as const;
  const options = { columns: 60, rows: 12, style: colored, smoothing: 0.97 };
  const rows = lineChart([line(y, { color })], options).lines.slice(0, 10);
  const clear = rows.filter((row) => row.includes("38;2;70;190;240m"));
  const faint = rows.filter((row) => row.includes(colored.faint(color, "x").split("x")[0] ?? "?"));
  expect(clear.length).toBeLessThan(5);
  expect(faint.length).toBeGreaterThan(7);
});

const epochs = (steps: number) => ({
  name: "epoch",
  of: (step: number) => step / steps,
  at: (epoch: number) => steps * epoch,
});

test("the cursor stands upright at its x, with its label, and lines keep the cells they have", () => {
  const options = { columns: 42, rows: 8, style, y: [0, 10] as const, cursor: 50 };
  const unit = epochs(10);
  const { lines, plot } = lineChart([line(Array(101).fill(5))], { ...options, unit });
  const column = lines[0]?.indexOf("│", 3) ?? -1;
  expect(column - (plot?.column ?? 0)).toBe(Math.floor((plot?.columns ?? 0) / 2));
  const rows = lines.slice(0, 6).map((text) => text[column]);
  expect(rows.filter((cell) => cell === "│")).toHaveLength(5);
  expect(rows.filter((cell) => /[⠁-⣿]/.test(cell ?? ""))).toHaveLength(1);
  expect(lines[6]?.[column]).toBe("┼");
  expect(lines[7]?.slice(column - 1, column + 2)).toBe("5.0");
});

test("the unit stands beside the last number, and gives way to numbers", () => {
  const unit = epochs(1);
  const labels = (columns: number, x: readonly [number, number]) =>
    lineChart([line(Array(11).fill(5))], { columns, rows: 6, style, unit, x })
      .lines.at(-1)
      ?.trim();
  expect(labels(60, [0, 11.9])).toMatch(/^0 .* 8 +10 +epoch$/);
  expect(labels(60, [0, 10])).toMatch(/^0 .* 8 +epoch 10$/);
  expect(labels(14, [0, 10])).toBe("0    5  10");
});

test("a unit may be of another size from some x on", () => {
  // Twice as long from 50 on: 50 is 5, 100 is 7.5.
  const unit = {
    name: "epoch",
    of: (x: number) => (x < 50 ? x / 10 : 5 + (x - 50) / 20),
    at: (value: number) => (value < 5 ? 10 * value : 50 + 20 * (value - 5)),
  };
  const chart = (cursor: number) =>
    lineChart([line(Array(101).fill(5))], { columns: 82, rows: 6, style, unit, cursor });
  const { lines, plot } = chart(0);
  const [left, columns] = [plot?.column ?? 0, plot?.columns ?? 0];
  const at = (label: string) => ((lines.at(-1)?.indexOf(label) ?? 0) - left) / columns;
  expect(at("2")).toBeCloseTo(0.2, 1);
  expect(at("4")).toBeCloseTo(0.4, 1);
  expect(at("6")).toBeCloseTo(0.7, 1);
  expect(chart(90).lines.at(-1)).toContain("7.0");
});

test("there are numbers on the axis, however it is zoomed", () => {
  const unit = epochs(1);
  for (let from = 0; from < 5; from += 0.37) {
    for (const length of [0.013, 0.42, 1.9, 4.2]) {
      for (const columns of [14, 20, 40, 80]) {
        const x = [from, from + length] as const;
        const y = [from, from + length];
        const { lines } = lineChart([{ ...line([5, 6]), x: y }], {
          ...{ columns, rows: 6, style, unit, x },
        });
        expect(lines.at(-1), `${x} in ${columns}`).toMatch(/\d/);
      }
    }
  }
});

test("marks stand on the axis at their x", () => {
  const marks = [
    { x: 0, symbol: "p" },
    { x: 100, symbol: "r" },
    { x: 1e9, symbol: "x" },
  ];
  const { lines } = lineChart([line(Array(101).fill(5))], { columns: 40, rows: 8, style, marks });
  expect(lines[6]).toMatch(/^ *╰p[─┴]+r$/);
});

test("a plot tells where its x lie: the end of a line is in the last of its columns", () => {
  const { lines, plot } = lineChart([line([1, 2, 3])], { columns: 30, rows: 8, style });
  expect(plot).toEqual({ row: 0, column: 2, rows: 6, columns: 28, x: [0, 2] });
  expect(lines[0]?.[29]).toMatch(/[⠁-⣿]/);
  expect(lines[5]?.[2]).toMatch(/[⠁-⣿]/);
});

test("lines that end together have their marks in order beside each other", () => {
  const ends = [1, 1.01, 1.02];
  const lines = ends.map((end, i) => line([5, end], { mark: "ABC"[i] }));
  const rows = lineChart(lines, { columns: 40, rows: 12, style, y: [0, 10] }).lines;
  const right = rows.slice(0, 10).map((text) => text.slice(-1));
  expect(right.join("")).toBe("       CBA");
});

test("without colour, marks stand on the lines themselves", () => {
  const flat = (value: number, mark: string) => line([value, value], { mark });
  const options = { columns: 60, rows: 10, style: ascii, y: [0, 10] as const };
  const rows = plotted(lineChart([flat(2, "A"), flat(8, "B")], options));
  expect(rows.find((row) => row.includes("-A-") || row.includes(".A."))).toBeDefined();
  expect(rows.find((row) => row.includes("-B-") || row.includes("'B'"))).toBeDefined();
});

test("every line is as wide as asked, whatever the numbers and the glyphs", () => {
  const curves = [[0.001, 0.002], [1e6, 2e6], [-5, 5], [7, 7, 7], [3], [1e-9, 2e-9], [1e300, 1]];
  for (const glyphs of GLYPHS) {
    for (const log of [false, true]) {
      for (const y of curves) {
        const { lines } = lineChart([line(y, { mark: "A" })], {
          ...{ columns: 40, rows: 9, log, smoothing: 0.6, cursor: 1 },
          style: createStyle({ depth: 8, glyphs }),
          unit: epochs(3),
        });
        expect(lines).toHaveLength(9);
        for (const text of lines) expect(cellsOf(text)).toBe(40);
      }
    }
  }
});

test("with ASCII glyphs there is nothing beyond ASCII", () => {
  const chart = lineChart([line([5, 3, 4, 1], { min: [4, 2, 3, 0], max: [9, 9, 9, 9] })], {
    ...{ columns: 40, rows: 9, style: ascii, cursor: 1 },
    marks: [{ x: 2, symbol: "p" }],
  });
  expect(chart.lines.join("")).toMatch(/^[ -~]+$/);
});

test("no point or no room gives no chart", () => {
  const room = { columns: 40, rows: 9, style };
  expect(lineChart([], room)).toEqual({ lines: [] });
  expect(lineChart([line([])], room)).toEqual({ lines: [] });
  expect(lineChart([line([Number.NaN])], room)).toEqual({ lines: [] });
  expect(lineChart([line([1, 2])], { ...room, columns: 3 })).toEqual({ lines: [] });
  expect(lineChart([line([1, 2])], { ...room, rows: 2 })).toEqual({ lines: [] });
});
