import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Backend } from "../../src/backend.ts";
import { cpu } from "../../src/backends/cpu.ts";
import { takeStep, wakeSleep } from "../../src/learning/index.ts";
import { createLearner, initialState } from "../../src/learning/learner.ts";
import { type Layer, mapLayer } from "../../src/machine.ts";
import { type Matrix, matrix, type States, states } from "../../src/matrix.ts";
import {
  adam,
  layerRate,
  momentum,
  type Optimizer,
  optimizerMoments,
  sgd,
} from "../../src/optimizers.ts";
import { fold, type Key, key, normal, uniform } from "../../src/random.ts";
import { gradient, scalarAscent } from "../fixtures/ascent.ts";
import { logProb, type Numbers, numbers, probabilities } from "../fixtures/formulas.ts";
import { parameters, randomMachine, row } from "../fixtures/machines.ts";

// Odd ones, so that no vector width divides them, one tile and more; 0 is the input of the prior.
const SHAPES = [
  [0, 1],
  [0, 29],
  [1, 7],
  [7, 1],
  [28, 28],
  [29, 29],
  [28, 785],
  [785, 29],
].map(([inputs, units]) => ({ inputs, units }));
const BATCHES = [1, 3, 20, 101];
const STEPS = 30;
const OPTIMIZERS = [
  sgd({ rate: 0.05 }),
  momentum({ rate: 0.02, momentum: 0.9 }),
  // δ well above the rounding of 32-bit floats: at 10⁻⁸ a gradient of nothing but rounding would
  // move a weight by the whole rate.
  adam({ rate: 0.01, epsilon: 1e-4 }),
];

/**
 * What every backend must do: the same states as the cpu backend from the same keys, and the
 * numbers of the formulas.
 *
 * @param open called once, before the tests
 */
export function testBackend(name: string, open: () => Backend | Promise<Backend>): void {
  describe(`backend ${name}`, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await open();
    });
    const reference = cpu();

    describe.each(SHAPES)("with $inputs inputs and $units units", ({ inputs, units }) => {
      const host = randomLayer(inputs, units, key(inputs * 100 + units));

      test.each(BATCHES)("predicts, samples and scores a batch of %i", async (batch) => {
        for (const x of inputsOf(batch, inputs)) {
          const layer = mapLayer(host, (m) => backend.upload(m));
          const up = backend.uploadStates(x);
          const predicted = await backend.read(backend.predict(layer, up));
          expect([predicted.rows, predicted.cols]).toEqual([batch, units]);
          expectClose(
            predicted.data,
            rows(x).flatMap((bits) => probabilities(numbers(host), bits)),
            1e-6,
          );

          const s = reference.sample(host, x, key(8), 5);
          const sampled = backend.sample(layer, up, key(8), 5);
          expect(await backend.readStates(sampled)).toEqual(s);

          const scores = await backend.read(backend.logProb(layer, up, sampled));
          expect([scores.rows, scores.cols]).toEqual([batch, 1]);
          const exact = rows(x).map((bits, n) => logProb(numbers(host), bits, row(s, n)));
          expectClose(scores.data, exact, 1e-4);
        }
      });

      test.each(OPTIMIZERS)("learns by $name as the cpu backend does", async (optimizer) => {
        for (const batch of BATCHES) {
          const [own, wanted] = [backend, reference].map((b) => study(b, host, optimizer, batch));
          expectClose(parameters(await own), parameters(await wanted), 1e-5);
        }
      });

      test.each(OPTIMIZERS)("learns by $name as the formulas do", async (optimizer) => {
        const learned = await study(backend, host, optimizer, 3);
        expectClose(parameters(learned), formulaStudy(host, optimizer, 3), 1e-4);
      });
    });

    test("a weight for each image replaces the mean", async () => {
      const host = randomLayer(7, 5, key(1));
      const [x, s] = [randomStates(4, 7, key(2)), randomStates(4, 5, key(3))];
      const weight = [0.5, 0, 2, -1];
      const layer = mapLayer(host, (m) => backend.upload(m));
      backend.learn(
        layer,
        backend.uploadStates(x),
        backend.uploadStates(s),
        { optimizer: sgd(), rate: 1, count: 1, moments: [], nonNegative: false },
        backend.upload(matrix(4, 1, Float32Array.from(weight))),
      );
      const g = gradient(numbers(host), rows(x), rows(s), weight);
      const wanted = flat(g).map((value, i) => parameters(host)[i] + value);
      expectClose(parameters(await readLayer(backend, layer)), wanted, 1e-5);
    });

    test("non-negative weights are raised to 0, biases are not", async () => {
      const host = randomLayer(7, 5, key(4));
      host.bias.data.fill(-2);
      const update = { optimizer: sgd(), rate: 0.1, count: 1, moments: [] };
      const learned = async (nonNegative: boolean) => {
        const layer = mapLayer(host, (m) => backend.upload(m));
        const x = backend.uploadStates(randomStates(3, 7, key(5)));
        const s = backend.uploadStates(randomStates(3, 5, key(6)));
        backend.learn(layer, x, s, { ...update, nonNegative });
        return readLayer(backend, layer);
      };
      const [free, raised] = [await learned(false), await learned(true)];
      expect(Math.min(...free.weights.data)).toBeLessThan(0);
      expectClose(
        raised.weights.data,
        free.weights.data.map((w) => Math.max(w, 0)),
        1e-6,
      );
      expectClose(raised.bias.data, free.bias.data, 1e-6);
      expect(Math.max(...raised.bias.data)).toBeLessThan(0);
    });

    test("certain units are sampled and scored without overflow", async () => {
      const host = { weights: matrix(0, 2), bias: matrix(1, 2, Float32Array.of(1000, -1000)) };
      const layer = mapLayer(host, (m) => backend.upload(m));
      const x = backend.uploadStates(states(3, 0));
      const s = backend.sample(layer, x, key(1));
      expect([...(await backend.readStates(s)).data]).toEqual([1, 0, 1, 0, 1, 0]);
      const scores = await backend.read(backend.logProb(layer, x, s));
      expectClose(scores.data, [0, 0, 0], 1e-6);
    });

    test("what is read and uploaded are copies", async () => {
      const host = matrix(1, 2, Float32Array.of(1, 2));
      const uploaded = backend.upload(host);
      host.data[0] = 5;
      (await backend.read(uploaded)).data[1] = 7;
      expect([...(await backend.read(uploaded)).data]).toEqual([1, 2]);
    });

    test("a closed arena leaves what is older", async () => {
      const layer = mapLayer(randomLayer(7, 5, key(7)), (m) => backend.upload(m));
      const before = await readLayer(backend, layer);
      const arena = backend.arena();
      backend.sample(layer, backend.uploadStates(randomStates(3, 7, key(8))), key(9));
      arena[Symbol.dispose]();
      expect(await readLayer(backend, layer)).toEqual(before);
    });

    test("wake-sleep leads to the machine that the cpu backend finds", async () => {
      const start = initialState(randomMachine([29, 7, 3]), adam({ epsilon: 1e-4 }));
      const train = async (b: Backend) => {
        const learner = createLearner(start, { backend: b, optimizer: adam({ epsilon: 1e-4 }) });
        for (let step = 0; step < STEPS; step++) {
          const arena = b.arena();
          takeStep(
            wakeSleep(),
            learner,
            randomStates(20, 29, fold(key(10), step)),
            fold(key(11), step),
          );
          arena[Symbol.dispose]();
        }
        const { machine } = await learner.state(STEPS);
        return [...machine.generative, ...machine.recognition].flatMap(parameters);
      };
      expectClose(await train(backend), await train(reference), 1e-5);
    });

    afterAll(async () => {
      const closing = backend as Partial<AsyncDisposable>;
      await closing[Symbol.asyncDispose]?.();
    });
  });
}

// Thirty updates of one layer, each from inputs and targets of its own.
async function study(
  backend: Backend,
  host: Layer,
  optimizer: Optimizer,
  batch: number,
): Promise<Layer> {
  const upload = (m: Matrix) => backend.upload(m);
  const layer = mapLayer(host, upload);
  const moments = optimizerMoments[optimizer.name].map(() =>
    mapLayer(host, (m) => backend.upload(matrix(m.rows, m.cols))),
  );
  for (let step = 0; step < STEPS; step++) {
    const [x, s] = lesson(host, batch, step).map((bits) => backend.uploadStates(bits));
    const rate = layerRate(optimizer.rate, 0);
    backend.learn(layer, x, s, { optimizer, rate, count: step + 1, moments, nonNegative: false });
  }
  return readLayer(backend, layer);
}

function formulaStudy(host: Layer, optimizer: Optimizer, batch: number): number[] {
  const ascents = parameters(host).map((w) =>
    scalarAscent(optimizer, layerRate(optimizer.rate, 0), w),
  );
  let layer = numbers(host);
  for (let step = 0; step < STEPS; step++) {
    const [x, s] = lesson(host, batch, step).map(rows);
    const values = flat(gradient(layer, x, s)).map((g, i) => ascents[i](g));
    layer = unflat(values, layer);
  }
  return flat(layer);
}

// The first lessons have inputs that are all off, then all on.
function lesson({ weights, bias }: Layer, batch: number, step: number): [States, States] {
  const choices = inputsOf(batch, weights.rows, fold(key(20), step));
  return [choices[Math.min(step, 2)], randomStates(batch, bias.cols, fold(key(21), step))];
}

// Inputs that are all off, all on, and mixed.
function inputsOf(batch: number, units: number, k = key(22)): States[] {
  const on = states(batch, units, new Uint8Array(batch * units).fill(1));
  return [states(batch, units), on, randomStates(batch, units, k)];
}

// Weights as large as makes the units neither all certain nor all undecided.
function randomLayer(inputs: number, units: number, k: Key): Layer {
  const size = Math.min(1, 2 / Math.sqrt(inputs));
  const filled = (rows: number, cols: number, from: Key) =>
    matrix(
      rows,
      cols,
      Float32Array.from({ length: rows * cols }, (_, i) => size * normal(from, i)),
    );
  return { weights: filled(inputs, units, fold(k, 0)), bias: filled(1, units, fold(k, 1)) };
}

function randomStates(batch: number, units: number, k: Key): States {
  const bits = Uint8Array.from({ length: batch * units }, (_, i) => (uniform(k, i) < 0.5 ? 1 : 0));
  return states(batch, units, bits);
}

async function readLayer<M>(backend: Backend<M>, { weights, bias }: Layer<M>): Promise<Layer> {
  return { weights: await backend.read(weights), bias: await backend.read(bias) };
}

function rows(s: States): Uint8Array[] {
  return Array.from({ length: s.rows }, (_, n) => row(s, n));
}

function flat({ weights, bias }: Numbers): number[] {
  return [...weights.flat(), ...bias];
}

function unflat(values: readonly number[], { weights, bias }: Numbers): Numbers {
  const units = bias.length;
  return {
    weights: weights.map((_, i) => values.slice(i * units, (i + 1) * units)),
    bias: values.slice(weights.length * units),
  };
}

function expectClose(
  values: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
): void {
  expect(values.length).toBe(wanted.length);
  const worst = Array.from(values).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - wanted[i])), // NaN stays NaN
    0,
  );
  expect(worst).toBeLessThan(tolerance);
}
