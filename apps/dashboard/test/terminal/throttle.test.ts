import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createThrottle } from "../../src/terminal/throttle.ts";

const clock = () => performance.now();

/** Requests a paint every few milliseconds for a while, and counts the paints. */
async function paintsWithin(milliseconds: number, cost: number, share: number): Promise<number> {
  let paints = 0;
  const paint = () => {
    paints++;
    const until = clock() + cost;
    while (clock() < until);
  };
  const throttle = createThrottle(paint, { interval: 20, share, clock });
  const end = clock() + milliseconds;
  while (clock() < end) {
    throttle.request();
    await sleep(2);
  }
  throttle.cancel();
  return paints;
}

test("many requests are one paint an interval", async () => {
  const paints = await paintsWithin(200, 0, 1);
  expect(paints).toBeGreaterThan(1);
  expect(paints).toBeLessThanOrEqual(11);
});

test("paints that cost much come less often", async () => {
  expect(await paintsWithin(300, 10, 0.1)).toBeLessThanOrEqual(4);
});

test("a hurried paint does not wait for the interval", async () => {
  let paints = 0;
  const throttle = createThrottle(() => paints++, { interval: 60_000, share: 1, clock });
  throttle.now();
  throttle.request();
  throttle.hurry();
  await sleep(50);
  throttle.cancel();
  expect(paints).toBe(2);
});

test("a request that was cancelled is not painted", async () => {
  let paints = 0;
  const throttle = createThrottle(() => paints++, { interval: 1, share: 1, clock });
  throttle.request();
  throttle.cancel();
  await sleep(20);
  expect(paints).toBe(0);
});
