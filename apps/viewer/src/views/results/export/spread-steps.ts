/** At most 40 of the steps, evenly among them, the first, the last and the shown one included. */
export function spreadSteps(steps: readonly number[], shown: number | undefined): number[] {
  if (steps.length <= MOST_STEPS) return [...steps];
  const most = MOST_STEPS - 1;
  const chosen = new Set<number>();
  for (let i = 0; i < most; i++) {
    chosen.add(steps[Math.round((i * (steps.length - 1)) / (most - 1))] ?? 0);
  }
  if (shown !== undefined && steps.includes(shown)) chosen.add(shown);
  return [...chosen].sort((a, b) => a - b);
}

const MOST_STEPS = 40;
