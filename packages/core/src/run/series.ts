/** A stretch of a curve: one value, or several merged. */
export interface Bucket {
  /** Step of its first value. */
  readonly from: number;
  /** Step of its last value. */
  readonly to: number;
  /** Values that it is made of; those that are no numbers only where there are no others. */
  readonly count: number;
  /** NaN, as are the fields below, where no value is a number: a gap in the curve. */
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** The last of them. */
  readonly last: number;
}

/** A curve in bounded memory, however long the run is. */
export interface Series {
  /** The whole curve, ascending, at most 2048: merged evenly as it grows, so that no spike is lost. */
  readonly buckets: readonly Bucket[];
  /** The last 2048 values one by one, ascending. */
  readonly recent: readonly Bucket[];
}

const MOST = 2048;

/** A series to append to. */
export class GrowingSeries implements Series {
  // The last one, or a pair that is merged, changes in place.
  readonly buckets: GrowingBucket[] = [];
  // Values that a bucket takes before the next one begins: doubled whenever all are merged in pairs.
  #stride = 1;
  // Values that the last bucket has taken.
  #taken = 0;
  // The last values, and as many before them as are not worth cutting off yet.
  readonly #steps: number[] = [];
  readonly #values: number[] = [];
  #recent: readonly Bucket[] | undefined;

  get recent(): readonly Bucket[] {
    this.#recent ??= this.#bucketsFrom(Math.max(0, this.#steps.length - MOST));
    return this.#recent;
  }

  /** Adds a value, which replaces that of the same step and of later ones. */
  append(step: number, value: number): void {
    this.rewind(step - 1);
    this.#steps.push(step);
    this.#values.push(value);
    if (this.#steps.length === 2 * MOST) {
      this.#steps.splice(0, MOST);
      this.#values.splice(0, MOST);
    }
    this.#recent = undefined;

    const { buckets } = this;
    if (buckets.length > 0 && this.#taken < this.#stride) {
      include(buckets[buckets.length - 1], step, value);
      this.#taken++;
      return;
    }
    if (buckets.length === MOST) {
      mergePairs(buckets);
      this.#stride *= 2;
    }
    buckets.push(bucketOf(step, value));
    this.#taken = 1;
  }

  /**
   * Drops the values of later steps. A bucket that has values of both sides is made anew of recent
   * ones; where those do not reach back so far, it ends at the step and still says what it was made of.
   */
  rewind(step: number): void {
    const { buckets } = this;
    if (buckets.length === 0 || buckets[buckets.length - 1].to <= step) return;
    while (this.#steps.length > 0 && this.#steps[this.#steps.length - 1] > step) {
      this.#steps.pop();
      this.#values.pop();
    }
    this.#recent = undefined;

    while (buckets.length > 0 && buckets[buckets.length - 1].from > step) buckets.pop();
    this.#taken = this.#stride;
    const cut = buckets.at(-1);
    if (!cut || cut.to <= step) return;
    const first = this.#steps.lastIndexOf(cut.from);
    if (first >= 0) {
      const [whole, ...others] = this.#bucketsFrom(first);
      for (const value of others) absorb(whole, value);
      buckets[buckets.length - 1] = whole;
      this.#taken = 1 + others.length;
    } else {
      cut.to = step;
    }
  }

  #bucketsFrom(first: number): GrowingBucket[] {
    const values = this.#values.slice(first);
    return values.map((value, i) => bucketOf(this.#steps[first + i], value));
  }
}

type GrowingBucket = { -readonly [K in keyof Bucket]: Bucket[K] };

function bucketOf(step: number, value: number): GrowingBucket {
  const v = Number.isFinite(value) ? value : Number.NaN;
  return { from: step, to: step, count: 1, mean: v, min: v, max: v, last: v };
}

// As `absorb`, but nothing is made for a value that nobody keeps: of a long run, that is nearly all.
function include(into: GrowingBucket, step: number, value: number): void {
  if (!Number.isFinite(value) || isGap(into)) {
    absorb(into, bucketOf(step, value));
    return;
  }
  into.to = step;
  into.count++;
  into.mean += (value - into.mean) / into.count;
  into.min = Math.min(into.min, value);
  into.max = Math.max(into.max, value);
  into.last = value;
}

function absorb(into: GrowingBucket, next: Bucket): void {
  const { from } = into;
  into.to = next.to;
  // A gap beside a number is lost: it is too short to be seen at this scale.
  if (isGap(next) && !isGap(into)) return;
  if (isGap(into) && !isGap(next)) {
    Object.assign(into, next, { from });
    return;
  }
  into.count += next.count;
  into.mean += (next.mean - into.mean) * (next.count / into.count);
  into.min = Math.min(into.min, next.min);
  into.max = Math.max(into.max, next.max);
  into.last = next.last;
}

function isGap({ mean }: Bucket): boolean {
  return Number.isNaN(mean);
}

function mergePairs(buckets: GrowingBucket[]): void {
  const pairs = buckets.length >> 1;
  for (let i = 0; i < pairs; i++) {
    absorb(buckets[2 * i], buckets[2 * i + 1]);
    buckets[i] = buckets[2 * i];
  }
  buckets.length = pairs;
}
