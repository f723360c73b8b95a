import {
  barsDistribution,
  divergence,
  dreamImages,
  fold,
  js,
  key,
  type Machine,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { bitsOfBars, LEAST_BITS, learnBars, MOST_IMAGES } from "../../src/views/home/learn-bars.ts";

const outcomes = barsDistribution();

test("the machine that learns in the page dreams bars, and comes near the shortest code", {
  timeout: 60_000,
}, async () => {
  let images = 0;
  let machine: Machine | undefined;
  // The seed of the page.
  for await (const learned of learnBars(3)) ({ machine, images } = learned);
  if (!machine) throw new Error("no machine");
  expect(images).toBe(MOST_IMAGES);

  const { entropy, kl, penalty } = divergence(machine, outcomes);
  expect(LEAST_BITS).toBeCloseTo(entropy, 10);
  expect(entropy + kl + penalty).toBeLessThan(LEAST_BITS + 0.3);

  const dreams = await js().read(dreamImages(js(), machine, 500, fold(key(1), 0)));
  const known = new Set(outcomes.map(({ states }) => states.join()));
  const shownOf = (n: number) => dreams.data.subarray(16 * n, 16 * n + 16);
  const likeData = Array.from({ length: dreams.rows }, (_, n) =>
    known.has(Array.from(shownOf(n), (p) => (p > 0.5 ? 1 : 0)).join()),
  );
  expect(likeData.filter(Boolean).length / dreams.rows).toBeGreaterThan(0.95);
  expect(dreams.data.filter((p) => p > 0.2 && p < 0.8).length / dreams.data.length).toBeLessThan(
    0.01,
  );
});

test("bits by drawn causes are near the exact mean", async () => {
  for await (const { machine, images } of learnBars(3)) {
    if (images < 10_000) continue;
    const { entropy, kl, penalty } = divergence(machine, outcomes);
    // Of 16 draws for each image.
    expect(Math.abs((await bitsOfBars(machine)) - (entropy + kl + penalty))).toBeLessThan(0.3);
    return;
  }
});
