import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bucket, GrowingSeries } from "../../src/run/series.ts";

const MOST = 2048;

function seriesOf(values: readonly number[], from = 0): GrowingSeries {
  const series = new GrowingSeries();
  values.forEach((value, i) => {
    series.append(from + i, value);
  });
  return series;
}

const range = (length: number) => Array.from({ length }, (_, i) => i);
const steps = (buckets: readonly Bucket[]) => buckets.map(({ from, to }) => [from, to]);

// What a bucket of these values must say, computed the slow way.
function summary(values: readonly { step: number; value: number }[]): Bucket {
  const numbers = values.map(({ value }) => value).filter(Number.isFinite);
  const counted = numbers.length > 0 ? numbers : [Number.NaN];
  return {
    from: values[0].step,
    to: values[values.length - 1].step,
    count: numbers.length > 0 ? numbers.length : values.length,
    mean: counted.reduce((sum, value) => sum + value, 0) / counted.length,
    min: Math.min(...counted),
    max: Math.max(...counted),
    last: counted[counted.length - 1],
  };
}

function expectSummary(bucket: Bucket, values: readonly { step: number; value: number }[]): void {
  const { mean, ...exact } = summary(values);
  expect(bucket).toMatchObject(exact);
  // Means of means, in doubles.
  if (Number.isNaN(mean)) expect(bucket.mean).toBeNaN();
  else expect(bucket.mean).toBeCloseTo(mean, 9);
}

test("as long as there is room, every value is a bucket", () => {
  const { buckets, recent } = seriesOf([3, 1, 2]);
  expect(buckets).toEqual([3, 1, 2].map((value, step) => summary([{ step, value }])));
  expect(recent).toEqual(buckets);
});

test.each([2048, 2049, 5000, 100_000])("the buckets of %d values partition them", (count) => {
  const values = range(count).map((i) => (i % 97 === 5 ? Number.NaN : Math.sin(i) * 10));
  const { buckets, recent } = seriesOf(values);
  expect(buckets.length).toBeLessThanOrEqual(MOST);
  expect(buckets.length).toBeGreaterThan(MOST / 2 - 1);
  let at = 0;
  for (const bucket of buckets) {
    expect(bucket.from).toBe(at);
    at = bucket.to + 1;
    const inside = range(at - bucket.from).map((i) => bucket.from + i);
    expectSummary(
      bucket,
      inside.map((step) => ({ step, value: values[step] })),
    );
  }
  expect(at).toBe(count);
  expect(steps(recent)).toEqual(
    range(count)
      .slice(-MOST)
      .map((step) => [step, step]),
  );
});

test("a spike outlives every merge", () => {
  const values = range(50_000).map((i) => (i === 12_345 ? 1e6 : 1));
  const spike = seriesOf(values).buckets.filter(({ max }) => max === 1e6);
  expect(spike.length).toBe(1);
  expect(spike[0].from).toBeLessThanOrEqual(12_345);
  expect(spike[0].to).toBeGreaterThanOrEqual(12_345);
  expect(spike[0].min).toBe(1);
});

test("what is no number is a gap, and does not spoil its neighbours", () => {
  const { buckets } = seriesOf([1, Number.NaN, Number.POSITIVE_INFINITY, 4]);
  expect(buckets.map(({ mean }) => mean)).toEqual([1, Number.NaN, Number.NaN, 4]);

  // From 5,000 on nothing is a number any more, for longer than any bucket is.
  const lost = seriesOf(range(10_000).map((i) => (i < 5000 ? i : Number.NaN))).buckets;
  expect(lost.filter(({ from }) => from >= 5008).every(({ max }) => Number.isNaN(max))).toBe(true);
  expect(lost.filter(({ to }) => to < 5000).every(({ mean }) => mean >= 0)).toBe(true);
  expect(lost.findLast(({ max }) => max > 0)?.max).toBe(4999);
});

test("a value of the same step replaces the last one", () => {
  const series = seriesOf(range(3000));
  series.append(2999, -7);
  series.append(2999, -8);
  expect(series.recent.length).toBe(MOST);
  expect(series.recent.at(-1)).toMatchObject({ from: 2999, count: 1, mean: -8 });
  expect(series.recent.at(-2)?.from).toBe(2998);
  expect(series.buckets.at(-1)).toMatchObject({ from: 2998, to: 2999, count: 2, min: -8 });
  expect(series.buckets.at(-1)?.mean).toBe((2998 - 8) / 2);
});

test("rewound within recent values, a series is as if the later ones had never been", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 1000 }), (n, back) => {
      const series = seriesOf(range(n));
      series.rewind(n - 1 - back);
      const kept = Math.max(0, n - back);
      const latest = kept > 0 ? kept - 1 : undefined;
      expect(series.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(kept);
      expect(series.buckets.at(-1)?.to).toBe(latest);
      expect(series.buckets.at(-1)?.max).toBe(latest);
      expect(series.recent.at(-1)?.to).toBe(latest);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("a bucket that recent values do not reach back to is cut at the step", () => {
  const series = seriesOf(range(100_000));
  const cut = { ...series.buckets.find(({ to }) => to >= 40_010) };
  series.rewind(40_010);
  expect(cut.to).toBeGreaterThan(40_010);
  expect(series.buckets.at(-1)).toEqual({ ...cut, to: 40_010 });
  expect(series.recent).toEqual([]);
  // Still further back, and on from there.
  series.rewind(40_005);
  series.append(40_006, 5);
  expect(series.buckets.at(-1)).toEqual(summary([{ step: 40_006, value: 5 }]));
  expect(series.recent).toEqual([summary([{ step: 40_006, value: 5 }])]);
});

test("a series rewound before its first value is empty and grows again", () => {
  const series = seriesOf(range(5000), 10);
  series.rewind(9);
  expect(series.buckets).toEqual([]);
  expect(series.recent).toEqual([]);
  series.append(3, 1);
  expect(steps(series.buckets)).toEqual([[3, 3]]);
});

test("a run that is resumed again and again stays bounded", () => {
  const series = new GrowingSeries();
  for (let begin = 0; begin < 100_000; begin += 37) {
    series.rewind(begin);
    for (let step = begin + 1; step <= begin + 60; step++) series.append(step, step);
  }
  expect(series.buckets.length).toBeLessThanOrEqual(MOST);
  expect(series.recent.length).toBe(MOST);
  const order = steps(series.buckets).flat();
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
