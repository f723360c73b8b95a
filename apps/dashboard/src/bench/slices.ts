import type { Slice } from "./protocol.ts";

/** Does batches `from` … `from + count − 1`, all of them when it resolves. */
export type Work = (from: number, count: number) => Promise<unknown>;

/**
 * Times work in slices; each goes on where the last one ended. The clock is looked at only between
 * chunks of batches: after the first batch, and then more and more seldom.
 *
 * @param batch images in a batch
 * @param cpuSeconds seconds that all processors together have worked so far
 */
export function createSlicer(
  work: Work,
  batch: number,
  cpuSeconds: () => Promise<number>,
): (seconds: number) => Promise<Slice> {
  let done = 0;
  let chunk = 1;
  return async (seconds) => {
    const before = done;
    const lap = await startLap(cpuSeconds);
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
export async function startLap(
  cpuSeconds: () => Promise<number>,
): Promise<(images: number) => Promise<Slice>> {
  const cpu = await cpuSeconds();
  const began = performance.now();
  return async (images) => {
    // First: to ask for the time of the processors may take a while.
    const seconds = (performance.now() - began) / 1000;
    return { images, seconds, cpuSeconds: (await cpuSeconds()) - cpu };
  };
}
