import type { Rate } from "@helmholtz/core";

/** A rate as it is typed: numbers with commas. */
export function formatRate(rate: Rate): string {
  return [rate].flat().join(",");
}

/** The rate that a text says; none where it says none. */
export function parseRate(text: string): Rate | undefined {
  const rates = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (!rates.every((rate) => Number.isFinite(rate) && rate >= 0)) return undefined;
  const [only] = rates;
  return rates.length === 1 ? only : rates;
}

/** The next higher or lower rate of ten to a power of ten; several are scaled together. */
export function scaleRate(rate: Rate, direction: 1 | -1): Rate {
  if (typeof rate === "number") return preferredNumber(rate || LEAST, direction);
  const largest = Math.max(...rate) || LEAST;
  const factor = preferredNumber(largest, direction) / largest;
  return rate.map((one) => Number((one * factor).toPrecision(3)));
}

// Where nothing is learned yet, and one step up has to begin somewhere.
const LEAST = 1e-5;

// Ten even steps to a power of ten, rounded to two digits: the Renard numbers R10.
const PREFERRED = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

function preferredNumber(value: number, direction: 1 | -1): number {
  const power = Math.floor(Math.log10(value));
  const numbers = [power - 1, power, power + 1].flatMap((p) =>
    PREFERRED.map((mantissa) => Number((mantissa * 10 ** p).toPrecision(3))),
  );
  const beyond = 1 + direction * 1e-6;
  const next =
    direction > 0
      ? numbers.find((number) => number > value * beyond)
      : numbers.findLast((number) => number < value * beyond);
  return next ?? value;
}
