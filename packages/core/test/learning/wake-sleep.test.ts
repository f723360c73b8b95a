import { describe, expect, test } from "vitest";
import { cpu } from "../../src/backends/cpu.ts";
import { kirby, kirbyDistribution } from "../../src/datasets/kirby.ts";
import { divergence, enumerate, visibleDistribution } from "../../src/enumeration.ts";
import { dream, recognize } from "../../src/inference.ts";
import { createLearner, initialState } from "../../src/learning/learner.ts";
import { takeStep } from "../../src/learning/rule.ts";
import { type WakeSleepOptions, wakeSleep } from "../../src/learning/wake-sleep.ts";
import { createMachine, type Direction, type Machine } from "../../src/machine.ts";
import { type States, states } from "../../src/matrix.ts";
import { sgd } from "../../src/optimizers.ts";
import { fold, key } from "../../src/random.ts";
import { allStates, logProb, numbers } from "../fixtures/formulas.ts";
import { parameters, randomMachine, row, statesOf, tinySizes } from "../fixtures/machines.ts";

const k = key(12);

describe.each(tinySizes.map((sizes) => ({ sizes })))("on a machine of $sizes", ({ sizes }) => {
  const machine = randomMachine(sizes);
  const data = statesOf([Array.from({ length: sizes[0] }, (_, i) => (i + 1) % 2)]);

  test("a wake update is the gradient of log p(d, α), layer by layer: equation 4", () => {
    const s = layersOf(recognize(cpu(), machine, data, fold(k, 0)));
    const learned = learn(machine, data, { sleep: [] });
    machine.generative.forEach((_, l) => {
      expectGradient(machine, learned, "generative", l, s[l + 1], s[l]);
    });
  });

  test("a sleep update is the gradient of log q(α | d) on a dream: equation 7", () => {
    const s = layersOf(dream(cpu(), machine, 1, fold(k, 1)));
    const learned = learn(machine, data, { wake: [] });
    machine.recognition.forEach((_, l) => {
      expectGradient(machine, learned, "recognition", l, s[l], s[l + 1]);
    });
  });

  test("either direction can learn from either phase", () => {
    const seen = layersOf(recognize(cpu(), machine, data, fold(k, 0)));
    const dreamt = layersOf(dream(cpu(), machine, 1, fold(k, 1)));
    const wake = learn(machine, data, { wake: ["recognition"], sleep: [] });
    const sleep = learn(machine, data, { wake: [], sleep: ["generative"] });
    for (let l = 0; l < sizes.length - 1; l++) {
      expectGradient(machine, wake, "recognition", l, seen[l], seen[l + 1]);
      expectGradient(machine, sleep, "generative", l, dreamt[l + 1], dreamt[l]);
    }
  });

  test("without wake the generative weights stay, without sleep the recognition weights", () => {
    const slept = learn(machine, data, { wake: [] });
    expect(slept.generative).toEqual(machine.generative);
    expect(slept.recognition).not.toEqual(machine.recognition);
    const woken = learn(machine, data, { sleep: [] });
    expect(woken.recognition).toEqual(machine.recognition);
    expect(woken.generative).not.toEqual(machine.generative);
    expect(learn(machine, data, { wake: [], sleep: [] })).toEqual(machine);
  });
});

describe("the rule", () => {
  const names = (options: WakeSleepOptions) => wakeSleep(options).phases.map(({ name }) => name);

  test("has the phases in which anything learns", () => {
    expect(names({})).toEqual(["wake", "sleep"]);
    expect(names({ wake: [] })).toEqual(["sleep"]);
    expect(names({ sleep: [] })).toEqual(["wake"]);
    expect(names({ wake: [], sleep: [] })).toEqual([]);
  });

  test("with other options keeps those not named", () => {
    const slept = wakeSleep({ sleep: ["recognition", "generative"] }).with({ wake: [] });
    expect(slept.options).toEqual({ wake: [], sleep: ["recognition", "generative"] });
    const woken = slept.with({ wake: ["generative"] });
    expect(woken.phases.map(({ name }) => name)).toEqual(["wake", "sleep"]);
  });

  test.each([
    { nap: [] },
    { wake: "generative" },
    { wake: ["both"] },
    { sleep: undefined },
    { sleep: true },
  ])("refuses %j", (options) => {
    expect(() => wakeSleep().with(options)).toThrow(RangeError);
  });

  test("refuses what is no list of directions from the beginning", () => {
    const options = { wake: "generative" } as unknown as WakeSleepOptions;
    expect(() => wakeSleep(options)).toThrow(
      'wake-sleep: wake needs a list of generative and recognition, got "generative"',
    );
  });
});

test("sleep dreams with the weights that wake has just learned", () => {
  const machine = randomMachine([4, 3, 2]);
  const data = statesOf(allStates(4));
  const woken = learn(machine, data, { sleep: [] });
  const both = learn(machine, data, {});
  expect(both.generative).toEqual(woken.generative);
  expect(both.recognition).toEqual(learn(woken, data, { wake: [] }).recognition);
});

test("wake alone lowers the exact free energy of the data", () => {
  const freeEnergy = (machine: Machine) => {
    const { kl, penalty, entropy } = divergence(machine, kirbyDistribution());
    return kl + penalty + entropy;
  };
  const machine = createMachine([9, 4, 1], key(1));
  const learned = awake(machine, 2000);
  expect(freeEnergy(learned)).toBeLessThan(freeEnergy(machine) - 1); // bits
});

test("sleep alone lowers the divergence from posterior to recognition", () => {
  const machine = randomMachine([4, 3, 2]);
  const learned = asleep(machine, 2000);
  expect(dreamDivergence(learned)).toBeLessThan(0.5 * dreamDivergence(machine));
  // The other direction, that which F contains, follows.
  expect(penalty(learned)).toBeLessThan(penalty(machine));
});

function learn(machine: Machine, data: States, options: WakeSleepOptions, rate = 1, from = k) {
  const optimizer = sgd({ rate });
  const learner = createLearner(initialState(machine, optimizer), { backend: cpu(), optimizer });
  takeStep(wakeSleep(options), learner, data, from);
  return learner.machine;
}

// Many small steps on batches of Kirby's images.
function awake(machine: Machine, steps: number): Machine {
  const { train } = kirby();
  let learned = machine;
  for (let step = 0; step < steps; step++) {
    const data = train.draw([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], fold(key(2), step));
    learned = learn(learned, data, { sleep: [] }, 0.05, fold(key(3), step));
  }
  return learned;
}

// Many small steps on batches of dreams; of the data, only how many they are matters.
function asleep(machine: Machine, steps: number): Machine {
  const data = states(10, machine.sizes[0]);
  let learned = machine;
  for (let step = 0; step < steps; step++) {
    learned = learn(learned, data, { wake: [] }, 0.05, fold(key(3), step));
  }
  return learned;
}

function layersOf(s: readonly States[]): Uint8Array[] {
  return s.map((states) => row(states, 0));
}

// The change of a layer at rate 1 is the slope of log p(s | x), found by moving one number at a time.
function expectGradient(
  before: Machine,
  after: Machine,
  direction: Direction,
  l: number,
  x: Uint8Array,
  s: Uint8Array,
): void {
  const [from, to] = [before, after].map((machine) => parameters(machine[direction][l]));
  const H = 1e-4;
  const { weights, bias } = numbers(before[direction][l]);
  const units = bias.length;
  from.forEach((value, i) => {
    const shifted = (by: number) => {
      const layer = { weights: weights.map((w) => [...w]), bias: [...bias] };
      const part = i < x.length * units ? layer.weights[Math.floor(i / units)] : layer.bias;
      part[i % units] += by;
      return logProb(layer, x, s);
    };
    const slope = (shifted(H) - shifted(-H)) / (2 * H);
    expect(to[i] - value).toBeCloseTo(slope, 5);
  });
}

function dreamDivergence(machine: Machine): number {
  return meanOverDreams(machine, ({ logJoint, logRecognition, logLikelihood }) =>
    logJoint.reduce((sum, log, index) => {
      const posterior = Math.exp(log - logLikelihood);
      return sum + posterior * (log - logLikelihood - logRecognition[index]);
    }, 0),
  );
}

function penalty(machine: Machine): number {
  return meanOverDreams(machine, ({ divergence }) => divergence);
}

function meanOverDreams(
  machine: Machine,
  value: (exact: ReturnType<typeof enumerate>) => number,
): number {
  const probabilities = visibleDistribution(machine);
  return allStates(machine.sizes[0]).reduce(
    (sum, d, number) => sum + probabilities[number] * value(enumerate(machine, d)),
    0,
  );
}
