/**
 * Exponential moving average of a curve, without the bias towards zero that it has at its
 * beginning: sₙ = w sₙ₋₁ + (1 − w) yₙ, divided by 1 − wⁿ. A value that is not finite is left as
 * it is, and counts for nothing.
 *
 * @param weight how much of what was before counts, from 0 (nothing is smoothed) to below 1
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  let sum = 0;
  let share = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    share *= weight;
    sum = weight * sum + (1 - weight) * value;
    return sum / (1 - share);
  });
}
