import { describe, expect, test } from "vitest";
import { divergence } from "../src/enumeration.ts";
import { createMachine } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { learnToy, toys } from "../src/toys.ts";

describe.each(Object.entries(toys))("%s", (_, recipe) => {
  const toy = recipe();

  test("has a distribution that sums to 1, each image once", () => {
    const total = toy.distribution.reduce((sum, { probability }) => sum + probability, 0);
    expect(total).toBeCloseTo(1, 12);
    const images = toy.distribution.map(({ states }) => states.join(""));
    expect(new Set(images).size).toBe(images.length);
  });

  test("has a machine that fits its images", () => {
    expect(toy.sizes[0]).toBe(toy.data.train.width * toy.data.train.height);
    for (const { states } of toy.distribution) expect(states).toHaveLength(toy.sizes[0]);
  });
});

test("entropies are those of the papers", () => {
  const entropy = (name: keyof typeof toys) => {
    const { sizes, machine, distribution } = toys[name]();
    return divergence(createMachine(sizes, key(1), machine), distribution).entropy;
  };
  expect(entropy("bars")).toBeCloseTo(3.428, 3);
  expect(entropy("kirby")).toBeCloseTo(3.503, 3);
});

test("Kirby's recipe comes within 0.35 bit of the data", async () => {
  const { kl, penalty } = await learnToy(toys.kirby(), { seed: 1 });
  expect(kl).toBeLessThan(0.35);
  expect(kl).toBeGreaterThan(0);
  expect(penalty).toBeGreaterThan(0);
});

test("bars come closer to the data in 200,000 steps, with weights into pixels of at least 0", async () => {
  const toy = toys.bars();
  const untrained = divergence(createMachine(toy.sizes, key(1), toy.machine), toy.distribution);
  const { kl, machine } = await learnToy(toy, { seed: 1, steps: 200_000 });
  expect(kl).toBeLessThan(untrained.kl / 4);
  expect(Math.min(...machine.generative[0].weights.data)).toBeGreaterThanOrEqual(0);
});

test("the same seed learns the same", async () => {
  const options = { seed: 5, steps: 500 };
  expect(await learnToy(toys.shifter(), options)).toEqual(await learnToy(toys.shifter(), options));
});
