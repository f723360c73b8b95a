import { describe, expect, test } from "vitest";
import { bars } from "../src/datasets/bars.ts";
import { initialState, type TrainingState } from "../src/learning/learner.ts";
import { createMachine, type Machine } from "../src/machine.ts";
import { type Optimizer, optimizerMoments, optimizers } from "../src/optimizers.ts";
import { key } from "../src/random.ts";
import { encodeCheckpoint } from "../src/run/checkpoint.ts";
import { type TrainOptions, train } from "../src/train.ts";
import { warmStart } from "../src/warm-start.ts";
import { randomMachine } from "./fixtures/machines.ts";

const { sgd, momentum, adam } = optimizers;
const SEED = 7;

// A state in which no two numbers are alike.
function someState(sizes: readonly number[], optimizer: Optimizer): TrainingState {
  const { moments, ...state } = initialState(randomMachine(sizes, 1), optimizer);
  const names = Object.keys(moments);
  return {
    ...state,
    step: 40,
    moments: Object.fromEntries(names.map((name, i) => [name, randomMachine(sizes, 2 + i)])),
    updates: {
      generative: sizes.map((_, l) => 30 + l),
      recognition: sizes.slice(1).map((_, l) => 20 + l),
    },
  };
}

// One number of a machine: what it belongs to, as [layer, unit], and by which way it is reached.
interface Parameter {
  readonly name: string;
  readonly units: readonly (readonly [layer: number, unit: number])[];
  readonly value: number;
}

// Every weight and bias, one by one.
function parametersOf({ sizes, generative, recognition }: Machine): Parameter[] {
  const list: Parameter[] = [];
  const add = (way: string, units: Parameter["units"], value: number) =>
    list.push({ name: `${way} ${units.join(" ")}`, units, value });
  sizes.forEach((units, l) => {
    for (let j = 0; j < units; j++) {
      add("generative", [[l, j]], generative[l].bias.data[j]);
      if (l > 0) add("recognition", [[l, j]], recognition[l - 1].bias.data[j]);
      for (let i = 0; i < (sizes[l + 1] ?? 0); i++) {
        const [above, below] = [[l + 1, i] as const, [l, j] as const];
        add("generative", [above, below], generative[l].weights.data[i * units + j]);
        add("recognition", [below, above], recognition[l].weights.data[j * sizes[l + 1] + i]);
      }
    }
  });
  return list;
}

const valuesOf = (machine: Machine) =>
  new Map(parametersOf(machine).map(({ name, value }) => [name, value]));

// Of both machines, what is between units of `before` is as there, and all else as in `fresh`.
function expectKept(after: Machine, before: Machine, fresh: Machine): void {
  const [old, blank] = [valuesOf(before), valuesOf(fresh)];
  for (const { name, units, value } of parametersOf(after)) {
    const isOld = units.every(([layer, unit]) => unit < (before.sizes[layer] ?? 0));
    expect([name, value]).toEqual([name, (isOld ? old : blank).get(name)]);
  }
}

const SHAPES = [
  ["the same", [5, 4, 3]],
  ["a wider layer", [5, 6, 3]],
  ["a narrower layer", [5, 2, 3]],
  ["wider and narrower layers", [5, 7, 1]],
  ["a layer more on top", [5, 4, 3, 2]],
  ["a layer less", [5, 4]],
  ["other layers altogether", [5, 1, 6, 2, 2]],
] as const;

describe.each(SHAPES)("%s", (_, sizes) => {
  test.each([sgd(), momentum(), adam()])("what is not new is kept, with $name", (optimizer) => {
    const state = someState([5, 4, 3], optimizer);
    const next = warmStart(state, { sizes, optimizer, seed: SEED });
    expect(next.step).toBe(40);
    expect(next.machine.sizes).toEqual(sizes);
    expectKept(next.machine, state.machine, createMachine(sizes, key(SEED)));

    expect(Object.keys(next.moments)).toEqual(optimizerMoments[optimizer.name]);
    const zero = createMachine(sizes, key(0), { initialization: "zero" });
    for (const [name, moment] of Object.entries(next.moments)) {
      expectKept(moment, state.moments[name], zero);
    }
    expect(next.updates).toEqual({
      generative: sizes.map((_, l) => (l < 3 ? 30 + l : 0)),
      recognition: sizes.slice(1).map((_, l) => (l < 2 ? 20 + l : 0)),
    });
  });
});

test.each([sgd(), momentum(), adam()])(
  "with the same sizes and $name it is the same state",
  (o) => {
    const state = someState([5, 4, 3], o);
    const next = warmStart(state, { sizes: [5, 4, 3], optimizer: { ...o, rate: 0.5 }, seed: SEED });
    expect(encodeCheckpoint(next)).toEqual(encodeCheckpoint(state));
  },
);

test.each([
  [sgd(), adam()],
  [adam(), sgd()],
  [adam(), momentum()],
  [momentum(), adam()],
])("$0.name leaves $1.name nothing to remember, but the machine", (before, optimizer) => {
  const state = someState([5, 4, 3], before);
  const next = warmStart(state, { sizes: [5, 4, 3], optimizer });
  expect(next).toEqual({ ...initialState(state.machine, optimizer), step: 40 });
});

test("new weights are drawn as is asked", () => {
  const state = someState([5, 4], sgd());
  const drawn = { initialization: "normal", hiddenBias: -3 } as const;
  const next = warmStart(state, { sizes: [5, 6], optimizer: sgd(), seed: SEED, ...drawn });
  expectKept(next.machine, state.machine, createMachine([5, 6], key(SEED), drawn));
});

test("the state that it goes on from stays as it is", () => {
  const state = someState([5, 4, 3], adam());
  const before = encodeCheckpoint(state);
  const { machine } = warmStart(state, { sizes: [5, 4, 3], optimizer: adam() });
  machine.generative[0].weights.data.fill(9);
  expect(encodeCheckpoint(state)).toEqual(before);
});

test("a visible layer of another size is refused in one line", () => {
  const state = someState([5, 4, 3], sgd());
  expect(() => warmStart(state, { sizes: [6, 4, 3], optimizer: sgd() })).toThrow(
    new RangeError(
      "warm start: 5 visible units are needed as in the machine that it goes on from, got 6; choose images of its size",
    ),
  );
  expect(() => warmStart(state, { sizes: [5], optimizer: sgd() })).toThrow(RangeError);
});

test("training goes on from a warm start of the same settings as if it were resumed", async () => {
  const options: TrainOptions = {
    machine: createMachine([16, 4, 2], key(1)),
    data: bars(),
    steps: 30,
    optimizer: adam(),
    ...{ batch: 5, seed: 1, reportImages: 5, checkpointEvery: 15 },
  };
  const [, middle, end] = await checkpoints(options);
  const resume = warmStart(middle, { sizes: [16, 4, 2], optimizer: adam(), seed: 99 });
  const [warm] = await checkpoints({ ...options, resume });
  expect(encodeCheckpoint(warm)).toEqual(encodeCheckpoint(end));
});

test("a machine that has grown learns on", async () => {
  const options: TrainOptions = {
    machine: createMachine([16, 4], key(1)),
    data: bars(),
    steps: 30,
    optimizer: momentum(),
    ...{ batch: 5, seed: 1, reportImages: 5 },
  };
  const [, end] = await checkpoints(options);
  const sizes = [16, 6, 2];
  const resume = warmStart(end, { sizes, optimizer: adam() });
  const settings = { batch: 8, steps: 60, optimizer: adam() };
  const [grown] = await checkpoints({ ...options, ...settings, resume });
  expect([grown.step, grown.machine.sizes]).toEqual([60, sizes]);
  expect(valuesOf(grown.machine)).not.toEqual(valuesOf(resume.machine));
});

async function checkpoints(options: TrainOptions): Promise<TrainingState[]> {
  const states: TrainingState[] = [];
  for await (const event of train(options)) {
    if (event.type === "checkpoint") states.push(event.state);
  }
  return states;
}
