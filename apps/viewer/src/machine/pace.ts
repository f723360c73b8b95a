/** How fast steps are taken, over the last seconds. */
export interface Pace {
  /** Notes that `step` steps are done now. */
  step(step: number): void;
  /** Begins anew, as after a pause. */
  reset(): void;
  /** Steps per second; none until there is enough to measure. */
  readonly stepsPerSecond: number | undefined;
}

/** @param clock milliseconds */
export function createPace(clock: () => number): Pace {
  let samples: { time: number; step: number }[] = [];
  return {
    step(step) {
      const time = clock();
      const last = samples.at(-1);
      if (last && step < last.step) samples = [];
      samples.push({ time, step });
      while (samples.length > 2 && time - (samples[1]?.time ?? time) >= WINDOW_MS) samples.shift();
    },
    reset() {
      samples = [];
    },
    get stepsPerSecond() {
      const [first, last] = [samples[0], samples.at(-1)];
      if (!first || !last || last.time - first.time < LEAST_MS) return undefined;
      return (1000 * (last.step - first.step)) / (last.time - first.time);
    },
  };
}

const WINDOW_MS = 4000;
const LEAST_MS = 500;
