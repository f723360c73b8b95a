import { trueMinus } from "../charts/true-minus.ts";

/** Bits in figures, with one place behind the point. */
export function formatBits(bits: number): string {
  return trueMinus(bits.toFixed(1));
}
