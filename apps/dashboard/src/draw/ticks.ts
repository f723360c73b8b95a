import { formatExponent, groupThousands } from "./text.ts";

/** A span of values, ends included. */
export type Range = readonly [from: number, to: number];

/**
 * Round numbers within a range, in even steps of 1, 2 or 5 times a power of ten.
 *
 * @param steps the most steps that the whole range may have, at least 1
 */
export function ticks([from, to]: Range, steps: number): number[] {
  const step = niceStep((to - from) / steps);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const count = Number.isFinite(last - first) ? Math.max(0, last - first + 1) : 0;
  // Dividing by a whole number keeps 0.3 what it is, where three times 0.1 would not.
  const parts = step < 1 ? Math.round(1 / step) : 0;
  return Array.from({ length: count }, (_, i) =>
    parts ? (first + i) / parts : (first + i) * step,
  );
}

/**
 * Round numbers for a logarithmic axis: 1, 2 and 5 times the powers of ten where there is room for
 * them, otherwise only powers of ten. Even steps where the range has hardly any of those.
 *
 * @param range of positive numbers
 * @param most how many at most, at least 2
 */
export function logTicks(range: Range, most: number): number[] {
  const [from, to] = range;
  const low = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - low + 1 }, (_, i) => low + i);
  const within = (factors: readonly number[], every = 1) =>
    powers
      .filter((power) => power % every === 0)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((value) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9));
  const fine = within([1, 2, 5]);
  if (fine.length < 3) return ticks(range, most);
  if (fine.length <= most) return fine;
  return within([1], Math.ceil(powers.length / most));
}

/**
 * Ticks as text, all with the decimals that tell them apart; from 100,000 in thousands (200k), from
 * a million on as 1.5e6.
 */
export function tickLabels(values: readonly number[]): string[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const smallest = values.reduce((least, value, i) => {
    return i > 0 ? Math.min(least, Math.abs(value - (values[i - 1] ?? 0))) : least;
  }, largest || 1);
  if (largest >= 1e6 || smallest < 1e-6) {
    const last = exponentOf(smallest);
    return values.map((value) => formatExponent(value, Math.max(0, exponentOf(value) - last)));
  }
  const [unit, suffix] = unitOf(largest);
  const decimals = decimalsOf(smallest / unit);
  return values.map((value) => {
    if (value === 0 && unit > 1) return "0";
    return groupThousands((value / unit).toFixed(decimals)) + suffix;
  });
}

/** Ticks of a logarithmic axis as text, each with the decimals that it needs. */
export function logTickLabels(values: readonly number[]): string[] {
  return values.map((value) => {
    const digits = Number(value.toPrecision(6));
    if (digits < 1e-5 || digits >= 1e6) return digits.toExponential().replace("e+", "e");
    const [unit, suffix] = unitOf(digits);
    return groupThousands(String(digits / unit)) + suffix;
  });
}

/** The least range that has all of `values`, widened where they are all the same; none for none. */
export function extent(values: Iterable<number>): Range | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  if (from > to) return undefined;
  const margin = from === to ? Math.max(Math.abs(from) * 0.1, 0.5) : 0;
  return [from - margin, to + margin];
}

function unitOf(largest: number): readonly [unit: number, suffix: string] {
  return largest >= 1e5 ? [1e3, "k"] : [1, ""];
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((f) => f * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function decimalsOf(step: number): number {
  return Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
}

// The power of ten of the first digit.
function exponentOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)) + 1e-9);
}
