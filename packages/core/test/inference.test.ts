import { describe, expect, test } from "vitest";
import { cpu } from "../src/backends/cpu.ts";
import { enumerate, visibleDistribution } from "../src/enumeration.ts";
import {
  cost,
  dream,
  dreamImages,
  layerFreeEnergies,
  layerLogProbs,
  recognize,
} from "../src/inference.ts";
import { repeatRows } from "../src/matrix.ts";
import { fold, key } from "../src/random.ts";
import {
  allStates,
  logJoint,
  logRecognition,
  numberOf,
  numbers,
  probabilities,
} from "./fixtures/formulas.ts";
import { randomMachine, row, statesOf, tinySizes } from "./fixtures/machines.ts";
import { chiSquare, chiSquareLimit, tally } from "./fixtures/statistics.ts";

const backend = cpu();
const COUNT = 50_000;

describe.each(tinySizes.map((sizes) => ({ sizes })))("a machine of $sizes", ({ sizes }) => {
  const machine = randomMachine(sizes);

  test("dreams occur as often as p(d) says", () => {
    const [visible] = dream(backend, machine, COUNT, key(1));
    const numbersSeen = Array.from({ length: COUNT }, (_, n) => numberOf(row(visible, n)));
    const counts = tally(numbersSeen, 2 ** sizes[0]);
    const expected = visibleDistribution(machine).map((p) => p * COUNT);
    expect(chiSquare(counts, expected)).toBeLessThan(chiSquareLimit(counts.length - 1));
  });

  test("representations are recognized as often as Q says", () => {
    const d = Array.from({ length: sizes[0] }, (_, i) => i % 2);
    const [, ...hidden] = recognize(backend, machine, repeatRows(statesOf([d]), COUNT), key(2));
    const seen = Array.from({ length: COUNT }, (_, n) =>
      numberOf(hidden.flatMap((s) => [...row(s, n)])),
    );
    const { logRecognition } = enumerate(machine, d);
    const counts = tally(seen, logRecognition.length);
    const expected = logRecognition.map((log) => Math.exp(log) * COUNT);
    expect(chiSquare(counts, expected)).toBeLessThan(chiSquareLimit(counts.length - 1));
  });

  test("layers' log-probabilities are what the formulas give", async () => {
    const data = statesOf(allStates(sizes[0]));
    const s = recognize(backend, machine, data, key(3));
    const logs = await layerLogProbs(backend, machine, s);
    const costs = cost(logs);
    const energies = layerFreeEnergies(logs);
    for (let n = 0; n < data.rows; n++) {
      const layers = s.map((states) => row(states, n));
      const [p, q] = [logJoint(machine, layers), logRecognition(machine, layers)];
      expect(costs[n]).toBeCloseTo(-p, 4);
      expect(energies.reduce((sum, layer) => sum + layer[n], 0)).toBeCloseTo(q - p, 4);
    }
  });
});

describe("a batch", () => {
  const machine = randomMachine([4, 3, 2]);
  const data = allStates(4);

  test("is recognized alike whole and in parts", () => {
    const whole = recognize(backend, machine, statesOf(data), key(4));
    for (const at of [1, 5, 15]) {
      const head = recognize(backend, machine, statesOf(data.slice(0, at)), key(4));
      const tail = recognize(backend, machine, statesOf(data.slice(at)), key(4), at);
      whole.forEach((states, l) => {
        expect([...head[l].data, ...tail[l].data]).toEqual([...states.data]);
      });
    }
  });

  test("dreams alike whatever its size", () => {
    const many = dream(backend, machine, 10, key(5));
    const few = dream(backend, machine, 3, key(5));
    few.forEach((states, l) => {
      expect([...states.data]).toEqual([...many[l].data.subarray(0, states.data.length)]);
    });
  });

  test("recognizes each layer with random numbers of its own", () => {
    const square = randomMachine([3, 3, 3]);
    for (const layer of square.recognition) {
      layer.weights.data.fill(0);
      layer.bias.data.fill(0);
    }
    const [, first, second] = recognize(
      backend,
      square,
      statesOf(Array(50).fill([0, 1, 1])),
      key(6),
    );
    expect(first.data).not.toEqual(second.data);
  });
});

test("a dream image is the probability of each pixel given the dream above", async () => {
  const machine = randomMachine([4, 3, 2]);
  const images = await backend.read(dreamImages(backend, machine, 5, fold(key(1), 7)));
  const [, above] = dream(backend, machine, 5, fold(key(1), 7));
  const wanted = Array.from({ length: 5 }, (_, n) =>
    probabilities(numbers(machine.generative[0]), row(above, n)),
  ).flat();
  wanted.forEach((p, i) => {
    expect(images.data[i]).toBeCloseTo(p, 6);
  });
});
