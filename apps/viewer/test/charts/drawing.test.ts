import { expect, test } from "vitest";
import { layOut } from "../../src/charts/drawing.ts";
import { bucketsOf, mergedBuckets } from "./buckets.ts";
import { chartOf } from "./chart-of.ts";

const draw = (chart: ReturnType<typeof chartOf>) => layOut(chart, 400, 200);
const pathsOf = (chart: ReturnType<typeof chartOf>) => draw(chart).paths[0];
const strokes = (path = "") => path.match(/M/g)?.length ?? 0;

test("NaN is a gap in the line, and 0 is one on a logarithmic axis", () => {
  const buckets = bucketsOf([3, 2, Number.NaN, 0, 2, 1]);
  expect(strokes(pathsOf(chartOf(buckets))?.line)).toBe(2);
  expect(pathsOf(chartOf(buckets))?.line.match(/[ML]/g)).toHaveLength(5);
  expect(pathsOf(chartOf(buckets, { log: true }))?.line.match(/[ML]/g)).toHaveLength(4);
});

test("a smoothed line has what was measured behind it", () => {
  const buckets = bucketsOf([3, 1, 4, 1, 5]);
  expect(pathsOf(chartOf(buckets))?.ghost).toBeUndefined();
  const smoothed = pathsOf(chartOf(buckets, { smoothing: 0.5 }));
  expect(smoothed?.ghost).toBe(pathsOf(chartOf(bucketsOf([3, 1, 4, 1, 5])))?.line);
  expect(smoothed?.line).not.toBe(smoothed?.ghost);
});

test("merged values have a band from the least to the greatest", () => {
  expect(pathsOf(chartOf(bucketsOf([1, 9, 2, 8])))?.band).toBeUndefined();
  const { paths, y } = draw(chartOf(mergedBuckets([1, 9, 2, 8])));
  expect(paths[0]?.band).toMatch(new RegExp(`,${Math.round(10 * y.at(9)) / 10}L`));
  expect(paths[0]?.band).toMatch(new RegExp(`,${Math.round(10 * y.at(1)) / 10}(L|Z)`));
});

test("a curve of more points than pixels is drawn with few, and its spikes stay in the band", () => {
  const values = Array.from({ length: 2048 }, (_, i) => (i === 1001 ? 500 : 100));
  const { paths, y, x } = draw(chartOf(bucketsOf(values)));
  expect(paths[0]?.line.match(/[ML]/g)?.length).toBeLessThan(x.range[1] - x.range[0]);
  expect(paths[0]?.band).toContain(`,${Math.round(10 * y.at(500)) / 10}L`);
});

test("paths are drawn anew when values or axes change, and not else", () => {
  const buckets = bucketsOf([3, 2, 1, 2]);
  const of = (step: number) => step;
  const chart = chartOf(buckets, { xAxis: { name: "step", of, format: String } });
  const before = pathsOf(chart);
  expect(pathsOf(chart)).toBe(before);
  Object.assign(buckets[3] ?? {}, { mean: 1.5, min: 1.5, max: 1.5, count: 2 });
  const changed = pathsOf(chart);
  expect(changed?.line).not.toBe(before?.line);
  expect(layOut(chart, 500, 200).paths[0]?.line).not.toBe(changed?.line);
});

test("zooming in gives the y axis to what is shown", () => {
  const chart = chartOf(bucketsOf([1000, 10, 11, 12, 13]));
  expect(layOut(chart, 400, 200, [2, 4]).y.domain[1]).toBeLessThan(20);
  expect(layOut(chart, 400, 200).y.domain[1]).toBeGreaterThanOrEqual(1000);
});

test("where nothing can be drawn, the chart says why", () => {
  expect(draw(chartOf([])).empty).toBe("No values yet");
  expect(draw(chartOf(bucketsOf([Number.NaN]))).empty).toBe("No values yet");
  expect(draw(chartOf(bucketsOf([0, -1]), { log: true })).empty).toContain("log");
  expect(draw(chartOf(bucketsOf([0, -1]))).empty).toBeUndefined();
  expect(layOut(chartOf(bucketsOf([3, 4])), 400, 200, [5, 9]).empty).toBe("No values here");
});

test("a lone value has the one tick that it lies at", () => {
  const { xTicks, paths } = draw(chartOf(bucketsOf([5], 1, 0)));
  expect(xTicks.map(({ label }) => label)).toEqual(["0"]);
  expect(paths[0]?.line).toMatch(/^M[\d.]+,[\d.]+Z$/);
});

test("a curve of one value is a dot with the value beside it, and no two values lie on each other", () => {
  const lone = (id: string, value: number) => ({
    ...{ id, name: id, color: "black", buckets: bucketsOf([value], 1, 50) },
  });
  const long = { id: "long", name: "long", color: "red", buckets: bucketsOf([9, 8, 7], 50) };
  const { lonePoints, x, y } = draw(
    chartOf([], { curves: [lone("a", 8.1), lone("b", 8.1), long] }),
  );
  expect(lonePoints.map(({ id, at, y: height, label }) => [id, at, height, label.text])).toEqual([
    ["a", x.at(50), y.at(8.1), "8.100"],
    ["b", x.at(50), y.at(8.1), "8.100"],
  ]);
  const [a = 0, b = 0] = lonePoints.map(({ label }) => label.y);
  expect(Math.abs(a - b)).toBeGreaterThanOrEqual(14);
});

const logSteps = { name: "step", of: (step: number) => step, format: String, log: true };

test("on a logarithmic x axis, ten times as many steps are as far apart wherever they are", () => {
  const buckets = [0, 1, 10, 100, 1000].flatMap((step) => bucketsOf([900 - step], 1, step));
  const { x, xTicks, paths, y } = draw(chartOf(buckets, { xAxis: logSteps }));
  expect(x.domain).toEqual([1, 1000]);
  expect(x.at(100) - x.at(10)).toBeCloseTo(x.at(1000) - x.at(100));
  expect(xTicks.map(({ label }) => label)).toEqual(expect.arrayContaining(["1", "10", "100"]));
  // Step 0 has no place on it.
  expect(paths[0]?.line.match(/[ML]/g)).toHaveLength(4);
  expect(paths[0]?.line).not.toContain("NaN");
  expect(y.domain[1]).toBeLessThanOrEqual(900);
});

test("a logarithmic x axis that is zoomed to the beginning begins at the first step after it", () => {
  const buckets = [0, 1, 10, 100, 1000].flatMap((step) => bucketsOf([step], 1, step));
  expect(layOut(chartOf(buckets, { xAxis: logSteps }), 400, 200, [0, 100]).x.domain).toEqual([
    1, 100,
  ]);
  expect(draw(chartOf(bucketsOf([5]), { xAxis: logSteps })).empty).toBe(
    "No values after step 0, where a log axis begins",
  );
});

test("names stand at the ends of lines without overlapping, or not at all", () => {
  const curve = (id: string, last: number) => ({
    ...{ id, name: id, color: "black", buckets: bucketsOf([100, last]) },
  });
  const labels = (...lasts: number[]) =>
    layOut(chartOf([], { curves: lasts.map((last, i) => curve(`run ${i}`, last)) }), 600, 240)
      .endLabels;
  expect(labels(10, 50, 90).map(({ text }) => text)).toEqual(["run 2", "run 1", "run 0"]);
  const [upper, lower] = labels(50, 50.5);
  expect((lower?.y ?? 0) - (upper?.y ?? 0)).toBeGreaterThanOrEqual(14);
  expect(labels(50, 50.1, 50.2, 50.3, 50.4)).toEqual([]);
});

test("what was done to a run is marked on the axis, and close marks are one", () => {
  const { marks, x } = draw(
    chartOf(bucketsOf([1, 2, 3], 500), {
      marks: [
        { step: 500, act: { type: "change", rule: { wake: [] }, rate: 0.002 } },
        { step: 501, act: { type: "save" } },
        { step: 900, act: { type: "change", rule: { sleep: [] } } },
        { step: 950, act: { type: "resume" } },
        { step: 5000, act: { type: "pause" } },
      ],
    }),
  );
  expect(marks.map(({ title }) => title)).toEqual([
    "step 500: wake off, rate 0.002\nstep 501: saved",
    "step 900: sleep off",
  ]);
  expect(marks[1]).toMatchObject({ at: x.at(900), color: "var(--sleep)" });
});
