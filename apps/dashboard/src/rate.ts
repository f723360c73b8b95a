import type { Rate } from "@helmholtz/core";

/** A rate in words: "0.003", or "0.2 and 0.001 by layer", which no comma can make one number. */
export function formatRate(rate: Rate): string {
  const rates = [rate].flat();
  if (rates.length <= 1) return rates.join();
  return `${rates.slice(0, -1).join(", ")} and ${rates.at(-1)} by layer`;
}

/**
 * The rate that a text says: a number from 0 to 1,000, or several with commas, bottom up by layer.
 *
 * @throws RangeError for what says none, and where the comma may be that of a decimal.
 */
export function parseRate(text: string): Rate {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => /^\d+$/.test(part))) {
    const layers = parts.map((part) => `${Number(part)}.0`).join();
    throw new RangeError(`write ${decimalPoints(parts)}, or ${layers} by layer`);
  }
  const rates = parts.map((part) => (part === "" ? Number.NaN : Number(part)));
  if (!rates.every((rate) => rate >= 0 && rate <= MOST)) {
    throw new RangeError("rates are numbers from 0 to 1,000, by layer with commas");
  }
  const [only] = rates;
  return rates.length === 1 && only !== undefined ? only : rates;
}

/**
 * The next higher or lower rate of ten to a power of ten, 1,000 at most; several are scaled
 * together.
 */
export function scaleRate(rate: Rate, direction: 1 | -1): Rate {
  if (typeof rate === "number") return preferredNumber(rate || LEAST, direction);
  const largest = Math.max(...rate) || LEAST;
  const factor = preferredNumber(largest, direction) / largest;
  return rate.map((one) => Number((one * factor).toPrecision(3)));
}

// No machine learns at a higher one: what is typed is a mistake.
const MOST = 1000;

// Whole numbers as the decimals that somebody may have meant: "0,001" as "0.001".
function decimalPoints(parts: readonly string[]): string {
  return parts.join().replaceAll(/(\d+),(\d+)/g, "$1.$2");
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
  return next === undefined || next > MOST ? value : next;
}
