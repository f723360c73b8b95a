/** How fast training goes, as a consumer of its events measures it. */
export interface Pace {
  /** Milliseconds of training, pauses left out. */
  readonly elapsed: number;
  /**
   * Over the last seconds, or between the last reports where they are further apart. Absent until
   * there is enough to measure; after a pause, what it was before until then.
   */
  readonly stepsPerSecond?: number;
}

/** Milliseconds that `steps` more steps take at this pace; undefined while it is unknown. */
export function timeLeft({ stepsPerSecond }: Pace, steps: number): number | undefined {
  return stepsPerSecond ? (1000 * steps) / stepsPerSecond : undefined;
}

// What speed is measured over, and the least that says anything.
const WINDOW_MS = 10_000;
const WARM_UP_MS = 2_000;
const SAMPLE_MS = 200;

/**
 * A stopwatch that knows steps. It runs from the start.
 *
 * @param clock milliseconds; it may be the time of the latest event, and stand still between them
 * @param ago milliseconds that have gone by at the start
 */
export function createPaceMeter(clock: () => number, ago = 0) {
  let started = clock() - ago;
  let pausedAt: number | undefined;
  let before: number | undefined;
  let samples: Sample[] = [];
  const elapsed = () => (pausedAt ?? clock()) - started;
  return {
    /** Notes that `step` steps are done. A step before the last one begins the measuring anew. */
    step(step: number): void {
      const time = elapsed();
      const last = samples.at(-1);
      if (last && step < last.step) samples = [];
      if (isReplaced(samples, { time, step })) samples.pop();
      samples.push({ time, step });
      // Of samples that are too old one stays, or there would be nothing to measure from.
      while (samples.length > 2 && time - (samples[1]?.time ?? time) >= WINDOW_MS) samples.shift();
    },
    pause(): void {
      if (pausedAt !== undefined) return;
      before = speedOf(samples) ?? before;
      pausedAt = clock();
    },
    resume(): void {
      if (pausedAt === undefined) return;
      started += clock() - pausedAt;
      pausedAt = undefined;
      // Steps that were done by hand took no time that counts.
      samples = samples.slice(-1);
    },
    read(): Pace {
      const stepsPerSecond = pausedAt === undefined ? (speedOf(samples) ?? before) : before;
      return { elapsed: elapsed(), ...(stepsPerSecond && { stepsPerSecond }) };
    },
  };
}

interface Sample {
  /** Milliseconds of training. */
  readonly time: number;
  readonly step: number;
}

// What comes before the first step, such as a report, is no training; and a few samples are enough.
function isReplaced(samples: readonly Sample[], { time, step }: Sample): boolean {
  const [first] = samples;
  if (samples.length <= 1) return first?.step === step;
  return time - (samples.at(-2)?.time ?? 0) < SAMPLE_MS;
}

function speedOf(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.step === first.step) return undefined;
  const time = last.time - first.time;
  return time < WARM_UP_MS ? undefined : (1000 * (last.step - first.step)) / time;
}
