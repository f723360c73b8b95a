/** How fast training goes, as a consumer of its events measures it. */
export interface Pace {
  /** Milliseconds of training, pauses left out. */
  readonly elapsed: number;
  /** Over the last seconds; absent until there is enough to measure. */
  readonly stepsPerSecond?: number;
}

const WINDOW_MS = 10_000;
const WARM_UP_MS = 2_000;
const SAMPLE_MS = 200;

/** A stopwatch that knows steps. It runs from the start. */
export function createPaceMeter(clock: () => number) {
  let started = clock();
  let pausedAt: number | undefined;
  let samples: { time: number; step: number }[] = [];
  const elapsed = () => (pausedAt ?? clock()) - started;
  return {
    /** Notes that `step` steps are done. A step before the last one begins the measuring anew. */
    step(step: number): void {
      const time = elapsed();
      const last = samples.at(-1);
      if (last && step < last.step) samples = [];
      if (samples.length > 1 && last && time - (samples.at(-2)?.time ?? 0) < SAMPLE_MS) {
        samples.pop();
      }
      samples.push({ time, step });
      const stale = samples.findIndex((sample) => time - sample.time <= WINDOW_MS);
      samples.splice(0, stale);
    },
    pause(): void {
      pausedAt ??= clock();
    },
    resume(): void {
      if (pausedAt !== undefined) started += clock() - pausedAt;
      pausedAt = undefined;
    },
    read(): Pace {
      const [first] = samples;
      const last = samples.at(-1);
      const time = elapsed();
      if (!first || !last || time < WARM_UP_MS || last.step === first.step) {
        return { elapsed: time };
      }
      return {
        elapsed: time,
        stepsPerSecond: (1000 * (last.step - first.step)) / (last.time - first.time),
      };
    },
  };
}

export type PaceMeter = ReturnType<typeof createPaceMeter>;
