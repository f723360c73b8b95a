import { describe, expect, test } from "vitest";
import { divergence, enumerate, hiddenStates, visibleDistribution } from "../src/enumeration.ts";
import { createMachine } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { allStates, logJoint, logRecognition, representations } from "./fixtures/formulas.ts";
import { randomMachine, tinySizes } from "./fixtures/machines.ts";

describe.each(tinySizes.map((sizes) => ({ sizes })))("a machine of $sizes", ({ sizes }) => {
  const machine = randomMachine(sizes);
  const data = allStates(sizes[0]);

  test("probabilities of all data sum to 1", () => {
    const total = visibleDistribution(machine).reduce((sum, p) => sum + p, 0);
    expect(total).toBeCloseTo(1, 12);
  });

  test("probabilities of all representations sum to 1, in both directions", () => {
    for (const d of data) {
      const { logJoint, logRecognition, logLikelihood } = enumerate(machine, d);
      const sum = (logs: Float64Array) => logs.reduce((sum, log) => sum + Math.exp(log), 0);
      expect(sum(logRecognition)).toBeCloseTo(1, 12);
      expect(sum(logJoint)).toBeCloseTo(Math.exp(logLikelihood), 12);
    }
  });

  test("p(d) is what the formulas give, in the order of binary numbers", () => {
    const exact = visibleDistribution(machine);
    data.forEach((d, number) => {
      const p = representations(machine, d).reduce(
        (sum, s) => sum + Math.exp(logJoint(machine, s)),
        0,
      );
      expect(exact[number]).toBeCloseTo(p, 12);
    });
  });

  test("free energy is the mean cost minus the entropy of recognition: equation 5", () => {
    for (const d of data) {
      let cost = 0;
      let entropy = 0;
      for (const s of representations(machine, d)) {
        const q = Math.exp(logRecognition(machine, s));
        cost -= q * logJoint(machine, s);
        entropy -= q * Math.log(q);
      }
      expect(enumerate(machine, d).freeEnergy).toBeCloseTo(cost - entropy, 10);
    }
  });

  test("F(d) + log p(d) is the divergence from recognition to the posterior: equation 8", () => {
    for (const d of data) {
      const all = representations(machine, d);
      const p = all.reduce((sum, s) => sum + Math.exp(logJoint(machine, s)), 0);
      let kl = 0;
      for (const s of all) {
        const q = Math.exp(logRecognition(machine, s));
        kl += q * Math.log(q / (Math.exp(logJoint(machine, s)) / p));
      }
      const { freeEnergy, logLikelihood, divergence } = enumerate(machine, d);
      expect(freeEnergy + logLikelihood).toBeCloseTo(kl, 10);
      expect(divergence).toBeCloseTo(kl, 10);
      expect(kl).toBeGreaterThan(0);
    }
  });

  test("representations are numbered as hiddenStates says", () => {
    const d = data[1];
    const { logJoint: exact } = enumerate(machine, d);
    exact.forEach((log, index) => {
      expect(log).toBeCloseTo(logJoint(machine, [d, ...hiddenStates(machine, index)]), 10);
    });
  });

  test("a machine diverges from its own distribution by nothing", () => {
    const probabilities = visibleDistribution(machine);
    const distribution = data.map((d, number) => ({
      states: Uint8Array.from(d),
      probability: probabilities[number],
    }));
    const { kl, penalty, entropy } = divergence(machine, distribution);
    expect(kl).toBeCloseTo(0, 12);
    expect(penalty).toBeGreaterThan(0);
    expect(entropy).toBeCloseTo(-probabilities.reduce((sum, p) => sum + p * Math.log2(p), 0), 12);
  });
});

test("two alternatives of 4 bits each, used equally, cost 3 bits", () => {
  // Every unit is a fair coin: 3 visible units and the hidden one cost a bit each, whether the
  // hidden one is on or off; which of the two it is gives one bit back.
  const machine = createMachine([3, 1], key(1), { initialization: "zero" });
  const { logJoint, logRecognition, freeEnergy } = enumerate(machine, [1, 0, 1]);
  expect([...logJoint].map((nats) => -nats / Math.LN2)).toEqual([4, 4]);
  expect([...logRecognition].map((nats) => -nats / Math.LN2)).toEqual([1, 1]);
  expect(freeEnergy / Math.LN2).toBeCloseTo(3, 12);
});

test("two alternatives of 4 bits cost 4 bits where recognition always takes the same one", () => {
  const machine = createMachine([3, 1], key(1), { initialization: "zero" });
  machine.recognition[0].bias.data[0] = 1000;
  const { freeEnergy, divergence } = enumerate(machine, [1, 0, 1]);
  expect(freeEnergy / Math.LN2).toBeCloseTo(4, 12);
  expect(divergence / Math.LN2).toBeCloseTo(1, 12);
});

test("more than 20 units are refused", () => {
  const machine = createMachine([2, 21], key(1));
  expect(() => enumerate(machine, [0, 1])).toThrow(/at most 20 .* got 21; sample instead/);
  expect(() => visibleDistribution(createMachine([18, 3], key(1)))).toThrow(RangeError);
});
