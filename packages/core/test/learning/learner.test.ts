import { describe, expect, test } from "vitest";
import { cpu } from "../../src/backends/cpu.ts";
import { createLearner, initialState } from "../../src/learning/learner.ts";
import type { Machine } from "../../src/machine.ts";
import { adam, momentum, type Optimizer, sgd } from "../../src/optimizers.ts";
import { gradient, scalarAscent } from "../fixtures/ascent.ts";
import { numbers } from "../fixtures/formulas.ts";
import { copyMachine, parameters, randomMachine, statesOf } from "../fixtures/machines.ts";

const machine = randomMachine([4, 3, 2]);
const inputs = [
  [1, 0, 1],
  [0, 0, 0],
  [1, 1, 1],
];
const targets = [
  [1, 1, 0, 0],
  [0, 1, 0, 1],
  [1, 1, 1, 0],
];

test("an update of a batch is the mean of its images' updates", async () => {
  const whole = await change(inputs, targets);
  const single = await Promise.all(inputs.map((x, n) => change([x], [targets[n]])));
  whole.forEach((value, i) => {
    expect(value).toBeCloseTo((single[0][i] + single[1][i] + single[2][i]) / 3, 6);
  });
});

describe.each([
  sgd({ rate: 0.1 }),
  momentum({ rate: 0.1, momentum: 0.8 }),
  adam({ rate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
])("$name", (optimizer) => {
  test("moves every weight as its formula says", async () => {
    const learner = start(machine, optimizer);
    const layer = learner.machine.generative[0];
    const ascents = parameters(machine.generative[0]).map((w) => scalarAscent(optimizer, 0.1, w));
    for (let step = 0; step < 5; step++) {
      const [x, s] = [inputs.slice(step % 3), targets.slice(step % 3)];
      const { weights, bias } = gradient(numbers(layer), x, s);
      const wanted = [...weights.flat(), ...bias].map((g, i) => ascents[i](g));
      learner.learn("generative", 0, statesOf(x), statesOf(s));
      parameters(layer).forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i], 5);
      });
    }
  });

  test("continues exactly from a state that was read", async () => {
    const learner = start(machine, optimizer);
    const steps = (to: typeof learner) => {
      for (let n = 0; n < 3; n++) {
        to.learn("generative", 0, statesOf([inputs[n]]), statesOf([targets[n]]));
        to.learn("recognition", 0, statesOf([targets[n]]), statesOf([inputs[n]]));
      }
    };
    steps(learner);
    const middle = await learner.state(3);
    steps(learner);
    const continued = createLearner(middle, { backend: cpu(), optimizer });
    steps(continued);
    expect(await continued.state(6)).toEqual(await learner.state(6));
  });
});

test("each layer has its own rate, and those beyond the last rate have the last", async () => {
  const deep = randomMachine([3, 3, 3, 3]);
  const learner = start(deep, sgd({ rate: [0.4, 0.1] }));
  const unit = start(deep, sgd({ rate: 1 }));
  const bits = statesOf([[1, 0, 1]]);
  for (const each of [learner, unit]) {
    for (const l of [0, 1, 2]) {
      each.learn("generative", l, bits, bits);
      each.learn("recognition", l, bits, bits);
    }
  }
  for (const direction of ["generative", "recognition"] as const) {
    for (const [l, rate] of [0.4, 0.1, 0.1].entries()) {
      const from = parameters(deep[direction][l]);
      const [slow, fast] = [learner, unit].map((each) =>
        parameters(each.machine[direction][l]).map((value, i) => value - from[i]),
      );
      slow.forEach((value, i) => {
        expect(value).toBeCloseTo(rate * fast[i], 6);
      });
    }
  }
});

test("non-negative holds only the generative weights into the visible layer", async () => {
  const backend = cpu();
  const options = { backend, optimizer: sgd({ rate: 0.1 }), nonNegative: true };
  const learner = createLearner(initialState(machine, options.optimizer), options);
  learner.learn("generative", 0, statesOf(inputs), statesOf(targets));
  learner.learn("generative", 1, statesOf([[1, 0]]), statesOf([[1, 0, 0]]));
  learner.learn("recognition", 0, statesOf(targets), statesOf(inputs));
  const { generative, recognition } = learner.machine;
  const least = (values: Float32Array) => Math.min(...values);
  expect(least(generative[0].weights.data)).toBe(0);
  expect(least(generative[0].bias.data)).toBeLessThan(0);
  expect(least(generative[1].weights.data)).toBeLessThan(0);
  expect(least(recognition[0].weights.data)).toBeLessThan(0);
});

test("a learner does not change the machine that it starts from", () => {
  const before = copyMachine(machine);
  start(machine, sgd()).learn("generative", 0, statesOf(inputs), statesOf(targets));
  expect(machine).toEqual(before);
});

function start(machine: Machine, optimizer: Optimizer) {
  return createLearner(initialState(machine, optimizer), { backend: cpu(), optimizer });
}

// What one update at rate 1 adds to generative layer 0.
async function change(x: number[][], s: number[][]): Promise<number[]> {
  const learner = start(machine, sgd({ rate: 1 }));
  learner.learn("generative", 0, statesOf(x), statesOf(s));
  const from = parameters(machine.generative[0]);
  return parameters(learner.machine.generative[0]).map((value, i) => value - from[i]);
}
