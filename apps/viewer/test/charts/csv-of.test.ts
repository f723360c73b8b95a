import { expect, test } from "vitest";
import { csvOf } from "../../src/charts/csv-of.ts";
import { bucketsOf, mergedBuckets } from "./buckets.ts";
import { chartOf } from "./chart-of.ts";
import { parseCsv } from "./parse-csv.ts";

test("there is one row per step and one column per curve, with nothing in a gap", () => {
  const csv = csvOf(
    chartOf([], {
      curves: [
        { id: "a", name: "a", color: "red", buckets: bucketsOf([1.5, Number.NaN, -0.25], 2) },
        { id: "b", name: "b", color: "blue", buckets: bucketsOf([7, 8], 3) },
      ],
      xAxis: { name: "epoch", of: (step) => step / 2, format: String },
      smoothing: 0.9,
    }),
  );
  expect(parseCsv(csv)).toEqual([
    ["step", "epoch", "a", "b"],
    ["0", "0", "1.5", "7"],
    ["2", "1", "", ""],
    ["3", "1.5", "", "8"],
    ["4", "2", "-0.25", ""],
  ]);
});

test("merged values have columns for the least and the greatest", () => {
  expect(parseCsv(csvOf(chartOf(mergedBuckets([1, 9, 2, 8]))))).toEqual([
    ["step", "held out", "held out min", "held out max"],
    ["0", "5", "1", "9"],
    ["2", "5", "2", "8"],
  ]);
});

test("numbers keep all their digits", () => {
  const values = [0.1 + 0.2, 1e-300, 123_456_789.123];
  const [, ...rows] = parseCsv(csvOf(chartOf(bucketsOf(values))));
  expect(rows.map(([, value]) => Number(value))).toEqual(values);
});

test("a name is one field whatever is in it, and no formula", () => {
  const names = ['say "hi", twice', "two\r\nlines", "=1+1", "@sum", "-2", "+3", "\tx", "＝1"];
  const curves = names.map((name) => ({ id: name, name, color: "red", buckets: bucketsOf([1]) }));
  const [header = []] = parseCsv(csvOf(chartOf([], { curves })));
  expect(header.slice(1)).toEqual([
    ...names.slice(0, 2),
    ...["'=1+1", "'@sum", "'-2", "'+3", "'\tx", "'＝1"],
  ]);
});
