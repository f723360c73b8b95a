import { expect, test } from "vitest";
import { nearestPoint, nearestX, neighbourX, stepAt } from "../../src/charts/lookup.ts";
import { tracesOf } from "../../src/charts/traces.ts";
import { bucketsOf } from "./buckets.ts";
import { chartOf } from "./chart-of.ts";

const [every10] = tracesOf(chartOf(bucketsOf([1, 2, 3, 4], 10)));
const [every25] = tracesOf(chartOf(bucketsOf([1, 2], 25, 5)));
const traces = [every10, every25].filter((trace) => trace !== undefined);

test("a point stands for what is nearer to it than to the next one, and not for what is far", () => {
  const nearest = (x: number) => every10 && nearestPoint(every10.points, x);
  expect([-6, -5, 4, 6, 30, 35, 36].map(nearest)).toEqual([undefined, 0, 0, 1, 3, 3, undefined]);
});

test("the cursor falls on the nearest point of any curve, and walks over all of them", () => {
  expect(nearestX(traces, 7)).toBe(5);
  const walk = [0];
  for (let x: number | undefined = 0; x !== undefined; ) {
    x = neighbourX(traces, x, 1);
    if (x !== undefined) walk.push(x);
  }
  expect(walk).toEqual([0, 5, 10, 20, 30]);
  expect(neighbourX(traces, 10, -1)).toBe(5);
  expect(neighbourX(traces, 0, -1)).toBeUndefined();
});

test("the step of an x is the one that lies nearest to it", () => {
  const epochs = { name: "epoch", of: (step: number) => step / 200, format: String };
  for (const step of [0, 1, 199, 4000, 123_457]) expect(stepAt(epochs, step / 200)).toBe(step);
  expect(stepAt(epochs, 0.0124)).toBe(2);
  expect(stepAt(epochs, -3)).toBe(0);
});
