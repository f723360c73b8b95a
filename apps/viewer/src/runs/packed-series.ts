import type { Bucket, Series } from "@helmholtz/core";

/** A curve as numbers side by side, which cross to another thread without being copied. */
export interface PackedSeries {
  /** [buckets × fields], the fields of `Bucket` in their order. */
  readonly buckets: Float64Array<ArrayBuffer>;
  readonly recent: Float64Array<ArrayBuffer>;
}

/** Of a bucket. */
const FIELDS = 7;

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

// Both field by field, without lists of fields: it is done for 10⁵ buckets at a time.
function packed(buckets: readonly Bucket[]): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(buckets.length * FIELDS);
  let at = 0;
  for (const { from, to, count, mean, min, max, last } of buckets) {
    numbers[at] = from;
    numbers[at + 1] = to;
    numbers[at + 2] = count;
    numbers[at + 3] = mean;
    numbers[at + 4] = min;
    numbers[at + 5] = max;
    numbers[at + 6] = last;
    at += FIELDS;
  }
  return numbers;
}

function unpacked(numbers: Float64Array): Bucket[] {
  const field = (at: number) => numbers[at] as number; // within their length
  const buckets: Bucket[] = [];
  for (let at = 0; at < numbers.length; at += FIELDS) {
    buckets.push({
      from: field(at),
      to: field(at + 1),
      count: field(at + 2),
      mean: field(at + 3),
      min: field(at + 4),
      max: field(at + 5),
      last: field(at + 6),
    });
  }
  return buckets;
}
