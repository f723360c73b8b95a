/** Bits in figures, with one place behind the point. */
export function formatBits(bits: number): string {
  return bits.toFixed(1);
}
