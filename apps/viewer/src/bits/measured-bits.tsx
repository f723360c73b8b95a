import { formatBits } from "./bits-words.ts";

/** A mean over samples, and their standard deviation. */
export interface Measure {
  readonly mean: number;
  readonly spread: number;
}

/** Bits, with their spread over samples. */
export function MeasuredBits({ mean, spread }: Measure) {
  return (
    <>
      {formatBits(mean)} <small>± {formatBits(spread)}</small>
    </>
  );
}
