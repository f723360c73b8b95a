/** What several seeds found for one figure. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation over the seeds, n − 1 in the denominator; none for a single seed. */
  readonly deviation?: number;
}

/** Mean and deviation; nothing for no values, or where one of them is missing. */
export function spread(values: readonly (number | null)[]): Spread | undefined {
  const found = values.filter((value) => value !== null);
  if (found.length === 0 || found.length < values.length) return undefined;
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  if (found.length === 1) return { mean };
  const squares = found.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (found.length - 1)) };
}

/** Mean ± deviation, both times `factor`; a dash for nothing. */
export function plusMinus(found: Spread | undefined, decimals: number, factor = 1): string {
  if (!found) return NONE;
  const mean = fixed(found.mean * factor, decimals);
  return found.deviation === undefined
    ? mean
    : `${mean} ± ${fixed(found.deviation * factor, decimals)}`;
}

/** A number with a comma between thousands, and a true minus; a dash for none. */
export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** How far a value is above or below another: "18 % above". */
export function distance(value: number, from: number): string {
  const percent = (value / from - 1) * 100;
  if (Math.abs(percent) < 0.5) return "no more than half a percent from";
  return `${fixed(Math.abs(percent), 0)} % ${percent > 0 ? "above" : "below"}`;
}

/** Nats as bits. */
export const BITS_PER_NAT = 1 / Math.LN2;

const NONE = "—";
