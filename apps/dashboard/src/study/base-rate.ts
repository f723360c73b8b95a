import { type GreyImages, imageCount } from "@helmholtz/core";

/**
 * Bits per image in a code that knows how often each pixel is on, and nothing else. Half a count is
 * added to each side, so that what never was on has a price, too (Krichevsky and Trofimov 1981).
 *
 * @param known images that the frequencies come from, every pixel 0 or 255
 * @param unknown images of the same size to be coded, likewise
 */
export function baseRate(known: GreyImages, unknown: GreyImages): number {
  const pixels = known.width * known.height;
  const on = new Float64Array(pixels).fill(0.5);
  known.pixels.forEach((level, at) => {
    if (level > 0) on[at % pixels] = (on[at % pixels] ?? 0) + 1;
  });
  const probabilities = on.map((count) => count / (imageCount(known) + 1));
  let bits = 0;
  unknown.pixels.forEach((level, at) => {
    const p = probabilities[at % pixels] ?? 0;
    bits -= Math.log2(level > 0 ? p : 1 - p);
  });
  return bits / imageCount(unknown);
}
