import {
  cpu,
  createMachine,
  dream,
  fold,
  key,
  recognize,
  type States,
  states,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { starterCost } from "../../src/study/starter-cost.ts";

const backend = cpu();
const SIZES = [4, 3, 2];
const machine = createMachine(SIZES, key(1), { initialization: "normal" });
const rows = 5;
const pixels = Uint8Array.from({ length: rows * 4 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0));
const seen = recognize(backend, machine, states(rows, 4, pixels), key(2));
const dreamt = dream(backend, machine, rows, key(3));

// The starter code's formula, unit by unit, in 64-bit floats, its 10⁻²⁰ included.
function byHand(seen: readonly States[], above: readonly States[]): number {
  let bits = 0;
  machine.generative.forEach(({ weights, bias }, l) => {
    const [states, inputs] = [seen[l], above[l + 1]];
    if (!states || !inputs) throw new Error("a layer is missing");
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < states.units; j++) {
        let logit = bias.data[j] ?? 0;
        for (let i = 0; i < inputs.units; i++) {
          const on = inputs.data[n * inputs.units + i] ?? 0;
          logit += on * (weights.data[i * weights.cols + j] ?? 0);
        }
        const p = 1 / (1 + Math.exp(-logit));
        const s = states.data[n * states.units + j] ?? 0;
        bits -= s * Math.log2(p + 1e-20) + (1 - s) * Math.log2(1 - p + 1e-20);
      }
    }
  });
  return bits / (4 + 3 + 2);
}

test("the starter code's cost is what its formula gives unit by unit", async () => {
  const cost = await starterCost(backend, machine, seen, dreamt);
  expect(cost).toBeCloseTo(byHand(seen, dreamt), 4); // 32-bit against 64-bit floats
});

test("scored against itself instead of a dream, it is equation 3 over the units", async () => {
  const itself = await starterCost(backend, machine, seen, seen);
  expect(itself).toBeCloseTo(byHand(seen, seen), 4);
  expect(Math.abs(itself - byHand(seen, dreamt))).toBeGreaterThan(0.1);
});

test("it sums over images and averages over units: twice the images cost twice as much", async () => {
  const twice = (s: States) => states(2 * rows, s.units, Uint8Array.from([...s.data, ...s.data]));
  const one = await starterCost(backend, machine, seen, dreamt);
  const two = await starterCost(backend, machine, seen.map(twice), dreamt.map(twice));
  expect(two).toBeCloseTo(2 * one, 4);
});

test("another dream gives another cost for the same images", async () => {
  const other = dream(backend, machine, rows, fold(key(3), 1));
  const costs = [dreamt, other].map((d) => starterCost(backend, machine, seen, d));
  const [a, b] = await Promise.all(costs);
  expect(a).not.toBe(b);
});
