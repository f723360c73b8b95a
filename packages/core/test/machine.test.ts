import { expect, test } from "vitest";
import { createMachine, mapMachine, parameterCount } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { parameters } from "./fixtures/machines.ts";
import { mean } from "./fixtures/statistics.ts";

const shapes = (sizes: number[]) => {
  const machine = mapMachine(createMachine(sizes, key(1)), (m) => [m.rows, m.cols]);
  return { generative: machine.generative, recognition: machine.recognition };
};

test("every layer has the shape of the two that it joins, and the prior no inputs", () => {
  expect(shapes([5, 3, 2])).toEqual({
    generative: [
      { weights: [3, 5], bias: [1, 5] },
      { weights: [2, 3], bias: [1, 3] },
      { weights: [0, 2], bias: [1, 2] },
    ],
    recognition: [
      { weights: [5, 3], bias: [1, 3] },
      { weights: [3, 2], bias: [1, 2] },
    ],
  });
});

test("weights and biases are counted right", () => {
  const machine = createMachine([5, 3, 2], key(1));
  const layers = [...machine.generative, ...machine.recognition];
  expect(parameterCount([5, 3, 2])).toBe(layers.flatMap(parameters).length);
});

test("the same key gives the same machine, another key another", () => {
  expect(createMachine([5, 3], key(1))).toEqual(createMachine([5, 3], key(1)));
  expect(createMachine([5, 3], key(1))).not.toEqual(createMachine([5, 3], key(2)));
});

test("no two layers begin with the same numbers", () => {
  const { generative, recognition } = createMachine([3, 3, 3], key(1), {
    initialization: "normal",
  });
  const values = [...generative, ...recognition].flatMap(parameters);
  expect(new Set(values).size).toBe(values.length);
});

test("normal weights have variance 1, glorot's 2 ÷ (inputs + units)", () => {
  const variance = (initialization: "normal" | "glorot") => {
    const { data } = createMachine([300, 200], key(1), { initialization }).recognition[0].weights;
    return mean(data.map((w) => w * w));
  };
  // Of 60,000 squares: relative standard deviation √(2 ÷ 60,000), less for a uniform.
  const limit = 4 * Math.sqrt(2 / 60_000);
  expect(Math.abs(variance("normal") - 1)).toBeLessThan(limit);
  expect(Math.abs(variance("glorot") / (2 / 500) - 1)).toBeLessThan(limit);
});

test("the hidden bias is added to every generative bias but the visible ones", () => {
  const machine = createMachine([3, 2, 1], key(1), { initialization: "zero", hiddenBias: -3 });
  expect(machine.generative.map(({ bias }) => [...bias.data])).toEqual([[0, 0, 0], [-3, -3], [-3]]);
  expect(machine.recognition.flatMap(parameters).every((value) => value === 0)).toBe(true);
});

test.each([
  { sizes: [] },
  { sizes: [3] },
  { sizes: [3, 0] },
  { sizes: [3, -1] },
  { sizes: [3, 1.5] },
  { sizes: [3, Number.NaN] },
  { sizes: [2 ** 20, 2 ** 20] },
])("sizes $sizes are refused", ({ sizes }) => {
  expect(() => createMachine(sizes, key(1))).toThrow(RangeError);
});
