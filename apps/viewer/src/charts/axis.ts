import { scaleLinear } from "d3-scale";
import { trueMinus } from "./true-minus.ts";

/** How values become places along a line of pixels, and which of them are named. */
export interface Axis {
  /** Ascending. */
  readonly domain: readonly [from: number, to: number];
  /** Pixels of the domain's ends. */
  readonly range: readonly [from: number, to: number];
  readonly log: boolean;
  /** Where a value lies, in pixels; NaN for one of 0 and less on a logarithmic axis. */
  at(value: number): number;
  /** The value at a pixel. */
  valueAt(pixel: number): number;
}

/** An axis between two values that are apart; on a logarithmic one, both are above 0. */
export function createAxis(domain: Axis["domain"], range: Axis["range"], log = false): Axis {
  const warp = log ? Math.log : identity;
  const unwarp = log ? Math.exp : identity;
  const start = warp(domain[0]);
  const scale = (range[1] - range[0]) / (warp(domain[1]) - start);
  return {
    ...{ domain, range, log },
    at: (value) => (log && value <= 0 ? Number.NaN : range[0] + scale * (warp(value) - start)),
    valueAt: (pixel) => unwarp(start + (pixel - range[0]) / scale),
  };
}

/** The values with a little room around them, so that an axis of them ends on round ones. */
export function roomyDomain([from, to]: Axis["domain"], log: boolean): Axis["domain"] {
  // Numbers have no more than sixteen digits to tell ticks apart by.
  const isApart = to - from > 1e-12 * Math.max(Math.abs(from), Math.abs(to));
  if (log) {
    const margin = isApart ? (to / from) ** 0.04 : 2;
    return [from / margin, to * margin];
  }
  if (!isApart) {
    const margin = 0.1 * Math.abs(from) || 0.5;
    return [from - margin, to + margin];
  }
  const [low = from, high = to] = scaleLinear().domain([from, to]).nice(8).domain();
  return [low, high];
}

/**
 * Round values on an axis, in even steps. On a logarithmic one: 1, 2 and 5 times the powers of ten
 * where there is room for them, else powers of ten only; even steps where hardly any are within.
 *
 * @param most how many at most, at least 2
 */
export function ticksOf({ domain: [from, to], log }: Axis, most: number): number[] {
  const even = () => scaleLinear().domain([from, to]).ticks(most);
  if (!log) return even();
  const low = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - low + 1 }, (_, i) => low + i);
  const within = (factors: readonly number[], every = 1) =>
    powers
      .filter((power) => power % every === 0)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((value) => value >= from && value <= to);
  const fine = within([1, 2, 5]);
  if (fine.length < 3) return even();
  return fine.length <= most ? fine : within([1], Math.ceil(powers.length / most));
}

/** Ticks as text: with the decimals that they need, from 100,000 on in thousands (k) or millions (M). */
export function tickLabels(ticks: readonly number[], { domain, log }: Axis): string[] {
  const largest = Math.max(...domain.map(Math.abs));
  const specifier = largest >= 1e5 ? "~s" : largest < 1e-4 ? "~e" : undefined;
  if (log) {
    return ticks.map((tick) => {
      const digits = Number(tick.toPrecision(6));
      if (digits >= 1e5) return scaleLinear().tickFormat(1, "~s")(digits);
      return digits < 1e-4 ? digits.toExponential() : grouped(digits);
    });
  }
  const format = scaleLinear().domain(domain).tickFormat(ticks.length, specifier);
  return ticks.map((tick) => (tick === 0 && specifier ? "0" : format(tick)));
}

/** Values as text, all with the decimals that tell a ten thousandth of the axis apart, about. */
export function valueFormat({ domain: [from, to], log }: Axis): (value: number) => string {
  const decimals = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(to - from))));
  return (value) => {
    if (!Number.isFinite(value)) return "—";
    if (value !== 0 && (log || Math.abs(value) >= 1e6 || to - from < 1e-4)) {
      return grouped(Number(value.toPrecision(4)));
    }
    const text = value.toFixed(decimals);
    return decimals > 0 ? trueMinus(text) : grouped(Number(text));
  };
}

function grouped(value: number): string {
  return trueMinus(value.toLocaleString("en", { maximumSignificantDigits: 12 }));
}

function identity(value: number): number {
  return value;
}
