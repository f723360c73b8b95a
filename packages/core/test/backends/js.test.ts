import { expect, test } from "vitest";
import type { Backend } from "../../src/backend.ts";
import { cpu } from "../../src/backends/cpu.ts";
import { js } from "../../src/backends/js.ts";
import { createLearner, initialState } from "../../src/learning/learner.ts";
import { takeStep } from "../../src/learning/rule.ts";
import { wakeSleep } from "../../src/learning/wake-sleep.ts";
import { matrix, type States, states } from "../../src/matrix.ts";
import { adam, momentum, sgd } from "../../src/optimizers.ts";
import { fold, type Key, key, uniform } from "../../src/random.ts";
import { randomMachine, row, statesOf } from "../fixtures/machines.ts";
import { testBackend } from "./backend-contract.ts";

testBackend("js", js);

test("inputs that do not fit a layer are refused by every verb", () => {
  const layer = { weights: matrix(3, 2), bias: matrix(1, 2) };
  const backend = js();
  const [x, s] = [backend.uploadStates(states(1, 4)), backend.uploadStates(states(1, 2))];
  const update = { optimizer: sgd(), rate: 1, count: 1, moments: [], nonNegative: false };
  const refusal = new RangeError("js: this layer takes 3 inputs, got 4");
  expect(() => backend.predict(layer, x)).toThrow(refusal);
  expect(() => backend.sample(layer, x, key(1))).toThrow(refusal);
  expect(() => backend.logProb(layer, x, s)).toThrow(refusal);
  expect(() => backend.learn(layer, x, s, update)).toThrow(refusal);
});

test.each([sgd(), momentum(), adam()])(
  "wake-sleep by $name leads to the very bits that the cpu backend finds",
  async (optimizer) => {
    const start = initialState(randomMachine([29, 18, 8]), optimizer);
    const train = async <M, S>(backend: Backend<M, S>) => {
      const learner = createLearner(start, { backend, optimizer });
      for (let step = 0; step < 100; step++) {
        const rows = [1, 2, 20][step % 3];
        const data = randomStates(rows, 29, fold(key(1), step));
        await takeStep(wakeSleep(), learner, data, fold(key(2), step));
      }
      return learner.state(100);
    };
    expect(await train(js())).toEqual(await train(cpu()));
  },
);

test("a row that repeats the row before gets what it gets on its own", async () => {
  const backend = js();
  const layer = randomMachine([18, 29]).recognition[0];
  // Equal neighbours, neighbours that are only equally long, and the first row once more.
  const x = statesOf([[0, 1], [0, 1], [0, 2], [], [], [0, 1]].map((units) => bitsOf(18, units)));
  const s = randomStates(x.rows, 29, key(3));
  const up = backend.uploadStates(x);
  const predicted = await backend.read(backend.predict(layer, up));
  const sampled = await backend.readStates(backend.sample(layer, up, key(4)));
  const scores = await backend.read(backend.logProb(layer, up, backend.uploadStates(s)));
  for (let n = 0; n < x.rows; n++) {
    const alone = backend.uploadStates(statesOf([row(x, n)]));
    const target = backend.uploadStates(statesOf([row(s, n)]));
    const p = await backend.read(backend.predict(layer, alone));
    expect(predicted.data.subarray(n * 29, (n + 1) * 29)).toEqual(p.data);
    expect(row(sampled, n)).toEqual(backend.sample(layer, alone, key(4), n).data);
    const score = await backend.read(backend.logProb(layer, alone, target));
    expect(scores.data[n]).toBe(score.data[0]);
  }
});

test("a layer of thousands of certain units is scored without overflow", async () => {
  const backend = js();
  const layer = { weights: matrix(0, 2500), bias: matrix(1, 2500) };
  const none = backend.uploadStates(states(1, 0));
  const score = async () =>
    (await backend.read(backend.logProb(layer, none, backend.uploadStates(states(1, 2500)))))
      .data[0];
  expect(await score()).toBeCloseTo(-2500 * Math.LN2, 3);
  layer.bias.data.fill(1000); // and every unit is off
  expect(await score()).toBe(-2_500_000);
});

function bitsOf(units: number, on: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: units }, (_, j) => (on.includes(j) ? 1 : 0));
}

function randomStates(batch: number, units: number, k: Key): States {
  const bits = Uint8Array.from({ length: batch * units }, (_, i) => (uniform(k, i) < 0.5 ? 1 : 0));
  return states(batch, units, bits);
}
