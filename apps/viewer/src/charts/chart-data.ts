import type { Bucket, Mark } from "@helmholtz/core";

/** What a chart shows: the page draws it, and SVG, PNG and CSV are made of it. */
export interface ChartData {
  /** What is measured, such as "description length". */
  readonly title: string;
  /** What it is measured in, such as "bits per image". */
  readonly unit: string;
  /** What else there is to know of it, in a sentence or two. */
  readonly note?: string;
  /**
   * An array of its own whenever a value has changed: that is how a chart hears of it, since the
   * buckets of a run under way change in place.
   */
  readonly curves: readonly Curve[];
  readonly bands?: readonly Band[];
  readonly xAxis: XAxis;
  /** A logarithmic y axis, on which values of 0 and less are gaps. Default false. */
  readonly log?: boolean;
  /** How much of what was before counts in the line, 0 … 0.99. Default 0: nothing is smoothed. */
  readonly smoothing?: number;
  /** What was done to the runs; shown on the axis. */
  readonly marks?: readonly (Mark | Note)[];
}

/** A mark that says in its own words what happened at a step. */
export interface Note {
  readonly step: number;
  readonly title: string;
}

/** A series of a run, and how a chart shows it. */
export interface Curve {
  /** Tells it from the chart's other curves and bands. */
  readonly id: string;
  /** As text, whatever is in it. */
  readonly name: string;
  /** A CSS colour, or a custom property's such as `var(--curve-1)`. */
  readonly color: string;
  /** Dashes and gaps in pixels, such as "6 3". Default: a solid line. */
  readonly dash?: string;
  /** Ascending. A mean of NaN is a gap. */
  readonly buckets: readonly Bucket[];
  /** What its values are multiplied by, such as 1 / ln 2 to show nats in bits. Default 1. */
  readonly scale?: number;
  /** Drawn behind the others, and lightly. */
  readonly faint?: boolean;
  /** Where its own steps lie on the x axis. Default: as `xAxis.of` says. */
  readonly of?: (step: number) => number;
}

/** Several runs as one: their mean, and how far they are apart. Arrays of one length. */
export interface Band {
  /** Default "mean". */
  readonly name?: string;
  readonly color: string;
  /** Steps, ascending. */
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly mean: readonly number[];
}

/** What lies along the x axis. */
export interface XAxis {
  /** Such as "step", "epoch" or "images". */
  readonly name: string;
  /** What its values are measured in, such as "s". Default: they are counted. */
  readonly unit?: string;
  /** A logarithmic axis, on which values of 0 and less have no place. Default false. */
  readonly log?: boolean;
  /** Where a step lies: ascending. The same function every time spares drawing anew. */
  readonly of: (step: number) => number;
  /** Such a value as text, short enough for a tick. */
  readonly format: (value: number) => string;
  /** Round values between two others, about so many at most. Default: powers of ten, their doubles and halves. */
  readonly ticks?: (from: number, to: number, most: number) => readonly number[];
}

/** Steps from the first to the last one that is shown. */
export type Zoom = readonly [from: number, to: number];
