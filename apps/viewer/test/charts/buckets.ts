import type { Bucket } from "@helmholtz/core";

/** A bucket of one value for each of the values, at steps `every` apart from `first` on. */
export function bucketsOf(values: readonly number[], every = 1, first = 0): Bucket[] {
  return values.map((value, i) => {
    const step = first + i * every;
    return {
      ...{ from: step, to: step, count: 1 },
      ...{ mean: value, min: value, max: value, last: value },
    };
  });
}

/** Buckets of the values two by two. */
export function mergedBuckets(values: readonly number[]): Bucket[] {
  return Array.from({ length: values.length / 2 }, (_, i) => {
    const pair = [values[2 * i] ?? 0, values[2 * i + 1] ?? 0] as const;
    return {
      ...{ from: 2 * i, to: 2 * i + 1, count: 2, last: pair[1] },
      ...{ mean: (pair[0] + pair[1]) / 2, min: Math.min(...pair), max: Math.max(...pair) },
    };
  });
}
