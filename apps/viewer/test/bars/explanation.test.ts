import { createMachine, divergence, key, matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { explain } from "../../src/views/bars/explanation.ts";
import { believe } from "../../src/views/bars/two-causes.ts";

test("the description length is the surprise and the divergence together", () => {
  const machine = createMachine([4, 3, 1], key(1), { initialization: "normal" });
  const d = Uint8Array.of(1, 0, 1, 1);
  const { surprise, divergence: gap, descriptionLength } = explain(machine, d);
  expect(descriptionLength).toBeCloseTo(surprise + gap, 10);
  const { kl, penalty } = divergence(machine, [{ states: d, probability: 1 }]);
  expect(surprise).toBeCloseTo(kl, 10);
  expect(gap).toBeCloseTo(penalty, 10);
});

test("both distributions are whole, and recognition's first layer draws each unit by itself", () => {
  const machine = createMachine([4, 2, 1], key(2), { initialization: "normal" });
  const { representations, exactCorrelations, recognizedCorrelations } = explain(
    machine,
    [1, 1, 0, 0],
  );
  const sum = (of: "exact" | "recognized") =>
    representations.reduce((total, representation) => total + representation[of], 0);
  expect(representations).toHaveLength(8);
  expect(sum("exact")).toBeCloseTo(1, 10);
  expect(sum("recognized")).toBeCloseTo(1, 10);
  expect(recognizedCorrelations[1]).toBeCloseTo(0, 10);
  expect(Math.abs(exactCorrelations[1] ?? 0)).toBeGreaterThan(1e-4);
  expect(exactCorrelations[0]).toBeCloseTo(1, 10);
});

test("a unit that is certain goes with nothing", () => {
  const machine = createMachine([1, 2], key(1), { initialization: "zero" });
  const sure = {
    ...machine,
    generative: machine.generative.map((layer, l) =>
      l === 1 ? { ...layer, bias: matrix(1, 2, Float32Array.of(80, 0)) } : layer,
    ),
  };
  expect(explain(sure, [1]).exactCorrelations[1]).toBeNaN();
});

test("two causes are believed in as Bayes' rule says", () => {
  const [rate, strength, leak] = [0.1, 0.8, 0.01];
  const { seen, withOther, withoutOther, explanation } = believe({ rate, strength, leak });
  // Causes add up in the log odds: what two of them do together.
  const logit = (p: number) => Math.log(p / (1 - p));
  const both = 1 / (1 + Math.exp(-(2 * logit(strength) - logit(leak))));
  const joint = {
    both: rate * rate * both,
    one: rate * (1 - rate) * strength,
    none: (1 - rate) ** 2 * leak,
  };
  const total = joint.both + 2 * joint.one + joint.none;
  expect(seen).toBeCloseTo((joint.both + joint.one) / total, 5);
  expect(withOther).toBeCloseTo(joint.both / (joint.both + joint.one), 5);
  expect(withoutOther).toBeCloseTo(joint.one / (joint.one + joint.none), 5);
  expect(withOther).toBeLessThan(seen);
  expect(explanation.divergence).toBeGreaterThan(0.1);
  expect(explanation.recognized[0]).toBeCloseTo(seen, 5);
});
