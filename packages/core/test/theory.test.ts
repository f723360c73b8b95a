import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cpu } from "../src/backends/cpu.ts";
import { enumerate } from "../src/enumeration.ts";
import * as core from "../src/index.ts";
import { createLearner, initialState } from "../src/learning/learner.ts";
import type { Direction, Layer, Machine } from "../src/machine.ts";
import { type Matrix, matrix, states } from "../src/matrix.ts";
import { sgd } from "../src/optimizers.ts";
import { numbers, probabilities } from "./fixtures/formulas.ts";
import { statesOf } from "./fixtures/machines.ts";

const document = readFileSync(new URL("../../../docs/theory.md", import.meta.url), "utf8");
const [example] = document.split(/^## /m).filter((part) => part.startsWith("A worked example"));
// The numbers of the worked example as they are printed, by the first cell of their row.
const rows = new Map(
  example
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => {
      const [name, ...cells] = line.slice(1, -1).split("|");
      return [name.trim(), cells.map((cell) => cell.trim()).filter((cell) => cell !== "")] as const;
    }),
);

const d = [1, 1];
const machine: Machine = {
  sizes: [2, 1],
  generative: [
    { weights: given("generative weights G₀", 1), bias: given("generative biases b₀", 1) },
    { weights: matrix(0, 1), bias: given("prior bias b₁", 1) },
  ],
  recognition: [
    { weights: given("recognition weights R₀", 2), bias: given("recognition bias r₀", 1) },
  ],
};
const exact = enumerate(machine, d);
const [generative, prior] = machine.generative.map(numbers);
const [on] = probabilities(prior, []);
const pixels = [0, 1].map((s) => probabilities(generative, [s]));
const bits = (p: number) => -Math.log2(p);
const Q = [...exact.logRecognition].map(Math.exp);
const cost = [...exact.logJoint].map((log) => -log / Math.LN2);
const wakened = await wake();
const slept = await sleep();

const facts: [string, number[]][] = [
  ["p(s₁)", [1 - on, on]],
  ["p of each pixel", pixels.map(([p]) => p)],
  ["cost of the hidden unit, bits", [bits(1 - on), bits(on)]],
  ["cost of the pixels, bits", pixels.map(([a, b]) => bits(a) + bits(b))],
  ["C(α, d), bits", cost],
  ["Q(α given d)", Q],
  ["P(α given d)", [...exact.logJoint].map((log) => Math.exp(log - exact.logLikelihood))],
  ["mean cost", [Q[0] * cost[0] + Q[1] * cost[1]]],
  ["bits back H(Q)", [Q[0] * bits(Q[0]) + Q[1] * bits(Q[1])]],
  ["F(d)", [exact.freeEnergy / Math.LN2]],
  ["−log p(d)", [-exact.logLikelihood / Math.LN2]],
  ["KL(Q to P)", [exact.divergence / Math.LN2]],
  ["bound with K = 2, on average", [boundOfTwo()]],
  ["wake with s₁ = 1: Δ of both weights in G₀", change(wakened, "generative", 0, "weights")],
  ["wake with s₁ = 1: Δ of b₁", change(wakened, "generative", 1, "bias")],
  ["F(d) after that, bits", [enumerate(wakened, d).freeEnergy / Math.LN2]],
  ["sleep on the dream s₁ = 1, s₀ = (1, 0): Δ of R₀", change(slept, "recognition", 0, "weights")],
  ["sleep on that dream: Δ of r₀", change(slept, "recognition", 0, "bias")],
];

test.each(facts)("the document is right about %s", (name, values) => {
  const printed = rows.get(name);
  expect(printed).toEqual(values.map(print));
});

test("every function that the document names is exported", () => {
  const names = [...document.matchAll(/`(\w+)\(\)`/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(core).toHaveProperty(name);
});

// Numbers that the document gives, a row for each of `count` inputs.
function given(name: string, count: number): Matrix {
  const values = (rows.get(name) ?? []).map((cell) => Number(cell.replace("−", "-")));
  return matrix(count, values.length / count, Float32Array.from(values));
}

function print(value: number): string {
  return value.toFixed(3).replace("-", "−");
}

// What two samples bound −log p(d) by, on average: over all pairs of representations, in bits.
function boundOfTwo(): number {
  const quotients = Q.map((q, i) => 2 ** -cost[i] / q);
  let bound = 0;
  for (const i of [0, 1]) {
    for (const k of [0, 1]) bound += Q[i] * Q[k] * bits((quotients[i] + quotients[k]) / 2);
  }
  return bound;
}

async function wake(): Promise<Machine> {
  const learner = startLearner();
  learner.learn("generative", 0, statesOf([[1]]), statesOf([d]));
  learner.learn("generative", 1, states(1, 0), statesOf([[1]]));
  return (await learner.state(1)).machine;
}

async function sleep(): Promise<Machine> {
  const learner = startLearner();
  learner.learn("recognition", 0, statesOf([[1, 0]]), statesOf([[1]]));
  return (await learner.state(1)).machine;
}

function startLearner() {
  const optimizer = sgd({ rate: 0.1 });
  return createLearner(initialState(machine, optimizer), { backend: cpu(), optimizer });
}

function change(learned: Machine, direction: Direction, l: number, part: keyof Layer): number[] {
  const before = machine[direction][l][part].data;
  return Array.from(learned[direction][l][part].data, (value, i) => value - before[i]);
}
