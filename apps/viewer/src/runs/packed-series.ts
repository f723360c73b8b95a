import type { Bucket, Series } from "@helmholtz/core";

/** A curve as numbers side by side, which cross to another thread without being copied. */
export interface PackedSeries {
  /** [buckets × fields], fields as in `FIELDS`. */
  readonly buckets: Float64Array<ArrayBuffer>;
  readonly recent: Float64Array<ArrayBuffer>;
}

const FIELDS = ["from", "to", "count", "mean", "min", "max", "last"] as const;

/** Packs a curve; without its recent values where only its shape is wanted, at half the cost. */
export function packSeries(series: Series, withRecent: boolean): PackedSeries {
  return { buckets: packed(series.buckets), recent: packed(withRecent ? series.recent : []) };
}

/** The curve, unpacked when somebody looks at it: of many, few are drawn. */
export function unpackSeries(series: PackedSeries): Series {
  let buckets: readonly Bucket[] | undefined;
  let recent: readonly Bucket[] | undefined;
  return {
    get buckets() {
      buckets ??= unpacked(series.buckets);
      return buckets;
    },
    get recent() {
      recent ??= unpacked(series.recent);
      return recent;
    },
  };
}

function packed(buckets: readonly Bucket[]): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(buckets.length * FIELDS.length);
  let at = 0;
  for (const bucket of buckets) for (const field of FIELDS) numbers[at++] = bucket[field];
  return numbers;
}

function unpacked(numbers: Float64Array): Bucket[] {
  return Array.from({ length: numbers.length / FIELDS.length }, (_, i) => {
    const [from, to, count, mean, min, max, last] = numbers.subarray(
      i * FIELDS.length,
      (i + 1) * FIELDS.length,
    ) as unknown as BucketFields;
    return { from, to, count, mean, min, max, last };
  });
}

// As many as FIELDS.
type BucketFields = [number, number, number, number, number, number, number];
