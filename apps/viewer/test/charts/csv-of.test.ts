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
    ["step", "epoch", "a (bits per image)", "b (bits per image)"],
    ["0", "0", "1.5", "7"],
    ["2", "1", "", ""],
    ["3", "1.5", "", "8"],
    ["4", "2", "-0.25", ""],
  ]);
});

test("where a step lies elsewhere for each curve, each has a column that says where, in what unit", () => {
  const curve = (id: string, seconds: number) => ({
    ...{ id, name: id, color: "red", buckets: bucketsOf([5, 6], seconds) },
    of: (step: number) => step / seconds,
  });
  const [slow, fast] = [curve("slow", 10), curve("fast", 20)];
  const xAxis = { name: "time", unit: "s", of: slow.of, format: String };
  expect(parseCsv(csvOf(chartOf([], { curves: [slow, fast], xAxis })))).toEqual([
    ["step", "slow time (s)", `slow (${UNIT})`, "fast time (s)", `fast (${UNIT})`],
    ["0", "0", "5", "0", "5"],
    ["10", "1", "6", "", ""],
    ["20", "", "", "1", "6"],
  ]);
});

test("values that come in another unit are listed in the chart's own", () => {
  const curves = [
    { id: "a", name: "a", color: "red", buckets: bucketsOf([Math.LN2]), scale: 1 / Math.LN2 },
  ];
  expect(parseCsv(csvOf(chartOf([], { curves })))[1]).toEqual(["0", "1"]);
});

test("merged values have columns for the least and the greatest", () => {
  expect(parseCsv(csvOf(chartOf(mergedBuckets([1, 9, 2, 8]))))).toEqual([
    ["step", ...["held out", "held out min", "held out max"].map((name) => `${name} (${UNIT})`)],
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
  expect(header.slice(1)).toEqual(
    [...names.slice(0, 2), "'=1+1", "'@sum", "'-2", "'+3", "'\tx", "'＝1"].map(
      (name) => `${name} (${UNIT})`,
    ),
  );
});

const UNIT = "bits per image";
