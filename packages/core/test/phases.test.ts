import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { cpu } from "../src/backends/cpu.ts";
import { kirbyDistribution } from "../src/datasets/kirby.ts";
import { enumerate, hiddenStates, visibleDistribution } from "../src/enumeration.ts";
import { createLearner, initialState } from "../src/learning/learner.ts";
import type { Machine } from "../src/machine.ts";
import { matrix, type States } from "../src/matrix.ts";
import { sgd } from "../src/optimizers.ts";
import { learnToy, toys } from "../src/toys.ts";
import { statesOf } from "./fixtures/machines.ts";

// The sections of docs/theory.md on what each phase reduces, recomputed by enumeration.

const document = readFileSync(new URL("../../../docs/theory.md", import.meta.url), "utf8");
const RATE = 0.5;
const data = kirbyDistribution();
const print = (value: number) => value.toFixed(3).replace("-", "−");

let machines: Machine[];

beforeAll(async () => {
  const { machine } = await learnToy(toys.kirby(), { seed: 1, steps: 2_000 });
  machines = [machine, await wakeStep(machine), await sleepStep(machine)];
});

test("the document is right about what a step of each phase changes", () => {
  const columns = machines.map(measure);
  for (const name of Object.keys(columns[0])) {
    expect(cellsOf("What each phase reduces", name)).toEqual(
      columns.map((column) => print(column[name])),
    );
  }
});

test("wake lowers the mean cost and leaves bits back, sleep lowers KL(P to Q) on dreams", () => {
  const [before, wake, sleep] = machines.map(measure);
  expect(wake["mean cost"]).toBeLessThan(before["mean cost"]);
  expect(wake["bits back H(Q)"]).toBe(before["bits back H(Q)"]);
  expect(wake["F(d)"]).toBeLessThan(before["F(d)"]);
  expect(sleep["−log p(d)"]).toBe(before["−log p(d)"]);
  expect(sleep["KL(P to Q), on dreams"]).toBeLessThan(before["KL(P to Q), on dreams"]);
});

test("the document is right about the two ways round of KL", () => {
  const [sleep, best] = exclusiveCauses();
  for (const name of Object.keys(sleep)) {
    expect(cellsOf("The wrong way round", name)).toEqual([sleep, best].map((x) => print(x[name])));
  }
});

test("where causes exclude each other, what sleep leads to costs more bits than need be", () => {
  const [sleep, best] = exclusiveCauses();
  expect(sleep["KL(P to Q)"]).toBeLessThan(best["KL(P to Q)"]);
  expect(sleep["KL(Q to P)"]).toBeGreaterThan(best["KL(Q to P)"]);
  expect(sleep["F(d)"]).toBeGreaterThan(best["F(d)"]);
});

// Means over the data, or over all dreams, in bits.
function measure(machine: Machine): Record<string, number> {
  let [cost, entropy, free, surprise, penalty, reversed] = [0, 0, 0, 0, 0, 0];
  for (const { states, probability } of data) {
    const exact = enumerate(machine, states);
    exact.logRecognition.forEach((logQ, i) => {
      cost -= probability * Math.exp(logQ) * exact.logJoint[i];
      entropy -= probability * Math.exp(logQ) * logQ;
    });
    free += probability * exact.freeEnergy;
    surprise -= probability * exact.logLikelihood;
    penalty += probability * exact.divergence;
  }
  visibleDistribution(machine).forEach((probability, number) => {
    const exact = enumerate(machine, visible(machine, number));
    exact.logJoint.forEach((logJoint, i) => {
      const logP = logJoint - exact.logLikelihood;
      reversed += probability * Math.exp(logP) * (logP - exact.logRecognition[i]);
    });
  });
  const nats = {
    "mean cost": cost,
    "bits back H(Q)": entropy,
    "F(d)": free,
    "−log p(d)": surprise,
    "KL(Q to P), on the data": penalty,
    "KL(P to Q), on dreams": reversed,
  };
  return Object.fromEntries(Object.entries(nats).map(([name, value]) => [name, value / Math.LN2]));
}

// The mean of all wake updates: every datum with every representation, weighted by how probable it is.
async function wakeStep(machine: Machine): Promise<Machine> {
  const cases = data.flatMap(({ states, probability }) => {
    const { logRecognition } = enumerate(machine, states);
    return [...logRecognition].map((logQ, i) => ({
      layers: [states, ...hiddenStates(machine, i), new Uint8Array()],
      weight: probability * Math.exp(logQ),
    }));
  });
  return step(machine, "generative", cases);
}

// The mean of all sleep updates, over every dream.
async function sleepStep(machine: Machine): Promise<Machine> {
  const dreams = 2 ** machine.sizes[0];
  const cases = Array.from({ length: dreams }, (_, number) => {
    const d = visible(machine, number);
    return [...enumerate(machine, d).logJoint].map((logJoint, i) => ({
      layers: [d, ...hiddenStates(machine, i)],
      weight: Math.exp(logJoint),
    }));
  }).flat();
  return step(machine, "recognition", cases);
}

interface Case {
  readonly layers: readonly ArrayLike<number>[];
  readonly weight: number;
}

async function step(
  machine: Machine,
  direction: "generative" | "recognition",
  cases: readonly Case[],
): Promise<Machine> {
  const optimizer = sgd({ rate: RATE });
  const learner = createLearner(initialState(machine, optimizer), { backend: cpu(), optimizer });
  const weight = matrix(
    cases.length,
    1,
    Float32Array.from(cases, (one) => one.weight),
  );
  const layer = (l: number): States => statesOf(cases.map(({ layers }) => layers[l]));
  machine[direction].forEach((_, l) => {
    const [below, above] = [layer(l), layer(l + 1)];
    if (direction === "generative") learner.learn(direction, l, above, below, weight);
    else learner.learn(direction, l, below, above, weight);
  });
  return (await learner.state(1)).machine;
}

function visible({ sizes }: Machine, number: number): Uint8Array {
  return Uint8Array.from({ length: sizes[0] }, (_, j) => (number >>> j) & 1);
}

// One pixel that is on when either of two rare causes is; what recognizes it, sleep's way and the
// way that describes it best.
function exclusiveCauses(): Record<string, number>[] {
  const machine = (q: readonly number[]): Machine => ({
    sizes: [1, 2],
    generative: [
      { weights: matrix(2, 1, Float32Array.of(10, 10)), bias: matrix(1, 1, Float32Array.of(-6)) },
      { weights: matrix(0, 2), bias: matrix(1, 2, Float32Array.of(-3, -3)) },
    ],
    recognition: [
      {
        weights: matrix(1, 2),
        bias: matrix(
          1,
          2,
          Float32Array.from(q, (p) => Math.log(p / (1 - p))),
        ),
      },
    ],
  });
  const { logJoint, logLikelihood } = enumerate(machine([0.5, 0.5]), [1]);
  const posterior = [...logJoint].map((log) => Math.exp(log - logLikelihood));
  const describe = (q: readonly number[]) => {
    const exact = enumerate(machine(q), [1]);
    const reversed = posterior.reduce(
      (sum, p, i) => sum + p * (Math.log(p) - exact.logRecognition[i]),
      0,
    );
    return {
      "q of the first cause": q[0],
      "q of the second cause": q[1],
      "KL(P to Q)": reversed / Math.LN2,
      "KL(Q to P)": exact.divergence / Math.LN2,
      "F(d)": exact.freeEnergy / Math.LN2,
    };
  };
  // Where equation 7 changes nothing on average: each unit as often on as in the posterior.
  const marginal = posterior[1] + posterior[3];
  // The best of a coarse grid, then of finer ones around it.
  let best = describe([0.7, 0.3]);
  for (const step of [0.02, 0.002, 0.0001]) {
    const center = [best["q of the first cause"], best["q of the second cause"]];
    const around = (q: number) =>
      Array.from({ length: 41 }, (_, i) => q + (i - 20) * step).filter((p) => p > 0 && p < 1);
    for (const q0 of around(center[0])) {
      for (const q1 of around(center[1])) {
        const found = describe([q0, q1]);
        if (found["F(d)"] < best["F(d)"]) best = found;
      }
    }
  }
  return [describe([marginal, marginal]), best];
}

function cellsOf(section: string, name: string): string[] | undefined {
  const part = document.split(/^## /m).find((text) => text.startsWith(section));
  const line = part?.split("\n").find((text) => text.startsWith(`| ${name} |`));
  return line
    ?.slice(1, -1)
    .split("|")
    .slice(1)
    .map((cell) => cell.trim());
}
