import type { Slice } from "./protocol.ts";

/** Does batches `from` … `from + count − 1`, all of them when it resolves. */
export type Work = (from: number, count: number) => Promise<unknown>;

/**
 * Times work in slices; each goes on where the last one ended. The clock is looked at only between
 * chunks of batches.
 *
 * @param batch images in a batch
 */
export function createSlicer(work: Work, batch: number): (seconds: number) => Promise<Slice> {
  let done = 0;
  let chunk = 1;
  return async (seconds) => {
    const before = done;
    const lap = startLap();
    const end = performance.now() + 1000 * seconds;
    for (let began = performance.now(); began < end; ) {
      await work(done, chunk);
      done += chunk;
      const now = performance.now();
      if (now - began < 125 * seconds) chunk *= 2;
      began = now;
    }
    return lap((done - before) * batch);
  };
}

/** Starts a stopwatch; the result says what was done since. */
export function startLap(): (images: number) => Slice {
  const began = performance.now();
  const cpu = process.cpuUsage();
  return (images) => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      images,
      seconds: (performance.now() - began) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  };
}
