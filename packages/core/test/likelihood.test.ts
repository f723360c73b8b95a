import { describe, expect, test } from "vitest";
import { cpu } from "../src/backends/cpu.ts";
import { type Enumeration, enumerate } from "../src/enumeration.ts";
import { layerFreeEnergies, layerLogProbs, recognize, sumRows } from "../src/inference.ts";
import { type Evaluation, evaluate } from "../src/likelihood.ts";
import { repeatRows } from "../src/matrix.ts";
import { fold, key } from "../src/random.ts";
import { fixedImages, randomMachine, statesOf, tinySizes } from "./fixtures/machines.ts";
import { mean } from "./fixtures/statistics.ts";

const backend = cpu();

describe.each(tinySizes.map((sizes) => ({ sizes })))("a machine of $sizes", ({ sizes }) => {
  const machine = randomMachine(sizes);
  const d = Array.from({ length: sizes[0] }, (_, i) => (i + 1) % 2);
  const exact = enumerate(machine, d);

  test("the sampled description length has the exact mean", async () => {
    const images = fixedImages([d], 20_000);
    const sampled = await evaluate(backend, machine, images, key(1), { samples: 1 });
    const error = standardError(exact, (log, index) => log - exact.logJoint[index], images.size);
    expect(Math.abs(sampled.freeEnergy - exact.freeEnergy)).toBeLessThan(4 * error);
    expect(sampled.descriptionLength).toBeCloseTo(sampled.freeEnergy / Math.LN2, 10);
    expect(sampled.nll).toBeCloseTo(sampled.freeEnergy, 5); // K = 1: the bound is F itself
    expect(sampled.nllStandardError / error).toBeCloseTo(1, 1);
  });

  test("the sampled cost has the exact mean: equation 3", async () => {
    const images = fixedImages([d], 20_000);
    const sampled = await evaluate(backend, machine, images, key(2), { samples: 1 });
    const cost = (_: number, index: number) => -exact.logJoint[index] / Math.LN2;
    const error = standardError(exact, cost, images.size);
    expect(Math.abs(sampled.cost - expectation(exact, cost))).toBeLessThan(4 * error);
  });

  test("layers sum to the description length", async () => {
    const sampled = await evaluate(backend, machine, fixedImages([d], 30), key(3));
    expect(sampled.layers).toHaveLength(sizes.length);
    const total = sampled.layers.reduce((sum, bits) => sum + bits, 0);
    expect(total).toBeCloseTo(sampled.descriptionLength, 10);
  });

  test("the likelihood tightens with more samples and comes to the exact value", async () => {
    const images = fixedImages([d], 1000);
    const gap = async (samples: number) => {
      const { nll } = await evaluate(backend, machine, images, key(4), { samples });
      return nll + exact.logLikelihood;
    };
    const gaps = [await gap(1), await gap(10), await gap(1000)];
    expect(gaps[0]).toBeGreaterThan(gaps[1]);
    expect(gaps[1]).toBeGreaterThan(Math.abs(gaps[2]));
    // Weights w = P ÷ Q have mean 1 and variance v: the log of a mean of K is below 0 by v ÷ 2K,
    // and the mean over the images has the standard deviation √(v ÷ K ÷ images).
    const weight = (log: number, index: number) =>
      Math.exp(exact.logJoint[index] - exact.logLikelihood - log);
    const v = expectation(exact, (log, index) => weight(log, index) ** 2) - 1;
    expect(gaps[2]).toBeLessThan(v / 2000 + 4 * Math.sqrt(v / 1000 / images.size));
  });
});

describe("an evaluation", () => {
  const machine = randomMachine([4, 3, 2]);
  const data = Array.from({ length: 100 }, (_, n) => [
    n & 1,
    (n >> 1) & 1,
    (n >> 2) & 1,
    (n >> 3) & 1,
  ]);
  const images = fixedImages(data);

  test.each([1, 7, 50, 3000])("in parts is the same as at once, with K = %i", async (samples) => {
    const inParts = await evaluate(backend, machine, images, key(5), { samples });
    const s = recognize(backend, machine, repeatRows(statesOf(data), samples), fold(key(5), 1));
    const energies = sumRows(layerFreeEnergies(await layerLogProbs(backend, machine, s)));
    expect(inParts.freeEnergy).toBeCloseTo(mean(energies), 5);
    const nll = data.map((_, n) => {
      const own = energies.subarray(n * samples, (n + 1) * samples);
      return -Math.log(mean(Float64Array.from(own, (f) => Math.exp(-f))));
    });
    expect(inParts.nll).toBeCloseTo(mean(nll), 5);
  });

  test("of the first images does not depend on those that follow", async () => {
    const limited = await evaluate(backend, machine, images, key(6), { limit: 60 });
    const alone = await evaluate(backend, machine, fixedImages(data.slice(0, 60)), key(6));
    expect(limited).toEqual(alone);
    expect(limited.images).toBe(60);
  });

  test("tells how far it is", async () => {
    const seen: number[] = [];
    const onProgress = (done: number) => seen.push(done);
    await evaluate(backend, machine, images, key(7), { samples: 50, onProgress });
    expect(seen).toEqual([40, 80, 100]);
  });

  test("with the same key gives the same result, with another key another", async () => {
    const nll = async (seed: number): Promise<Evaluation["nll"]> =>
      (await evaluate(backend, machine, images, key(seed))).nll;
    expect(await nll(8)).toBe(await nll(8));
    expect(await nll(8)).not.toBe(await nll(9));
  });

  test.each([0, -1, 1.5, Number.NaN])("of %s samples is refused", async (samples) => {
    await expect(evaluate(backend, machine, images, key(1), { samples })).rejects.toThrow(
      "at least 1 sample",
    );
  });

  test("of no images is refused", async () => {
    await expect(evaluate(backend, machine, images, key(1), { limit: 0 })).rejects.toThrow(
      "at least one image",
    );
  });
});

// Mean under Q of what `value` gives for log Q and the number of each representation.
function expectation(
  { logRecognition }: Enumeration,
  value: (log: number, index: number) => number,
): number {
  return logRecognition.reduce((sum, log, index) => sum + Math.exp(log) * value(log, index), 0);
}

// Of a mean of `count` samples, exactly.
function standardError(
  exact: Enumeration,
  value: (log: number, index: number) => number,
  count: number,
): number {
  const average = expectation(exact, value);
  const variance = expectation(exact, (log, index) => (value(log, index) - average) ** 2);
  return Math.sqrt(variance / count);
}
