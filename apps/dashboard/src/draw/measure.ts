/** What x is in another measure, and back; both ascend together. */
export interface Measure {
  of(x: number): number;
  /** The x of a value. */
  at(value: number): number;
}

/** x itself. */
export const sameMeasure: Measure = { of: (x) => x, at: (x) => x };
