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
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Ticks as text, all with the decimals that tell them apart. */
export function tickLabels(values: readonly number[]): string[] {
  const [first = 0, second = first + 1] = values;
  const decimals = Math.max(0, Math.ceil(-Math.log10(second - first) - 1e-9));
  return values.map((value) =>
    value.toLocaleString("en-US", {
      minimumFractionDigits: Math.min(6, decimals),
      maximumFractionDigits: Math.min(6, decimals),
    }),
  );
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

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((f) => f * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
