import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { COMPILER, compile } from "../../kernels/build.js";
import type { Backend } from "../../src/backend.ts";
import { BackendError } from "../../src/backends/backend-error.ts";
import { cpu } from "../../src/backends/cpu.ts";
import { kernels } from "../../src/backends/wasm/kernels.generated.ts";
import { createMemory, growMemory } from "../../src/backends/wasm/kernels.ts";
import { type WasmOptions, wasm } from "../../src/backends/wasm.ts";
import { layerLogProbs, recognize } from "../../src/inference.ts";
import { createLearner, initialState } from "../../src/learning/learner.ts";
import { takeStep } from "../../src/learning/rule.ts";
import { wakeSleep } from "../../src/learning/wake-sleep.ts";
import { createMachine, mapMachine } from "../../src/machine.ts";
import { matrix, repeatRows, type States, states } from "../../src/matrix.ts";
import { adam, momentum, type Optimizer, sgd } from "../../src/optimizers.ts";
import { fold, key, uniform } from "../../src/random.ts";
import { parameters } from "../fixtures/machines.ts";
import { testBackend } from "./backend-contract.ts";

testBackend("wasm", wasm);
testBackend("wasm, 2 threads", () => wasm({ threads: 2 }));

test.each([sgd(), momentum(), adam()])("threads change no bit of what $name learns", async (o) => {
  const one = await learn({ threads: 1 }, o);
  expect(await learn({ threads: 2 }, o)).toEqual(one);
  expect(await learn({ threads: 3 }, o)).toEqual(one);
});

test("a batch in parts gives the same states and log-probabilities", async () => {
  await using backend = await wasm();
  const machine = mapMachine(createMachine([90, 61, 30], key(1)), (m) => backend.upload(m));
  const data = randomStates(64, 90, 0.4, key(2));
  const measure = async (rows: number, from: number) => {
    const part = states(rows, 90, data.data.subarray(from * 90, (from + rows) * 90));
    const s = recognize(backend, machine, part, key(3), from);
    return (await layerLogProbs(backend, machine, s)).recognition.map((layer) => [...layer]);
  };
  // A few rows are summed one by one, many from tables of sums: another order, another rounding.
  const whole = await measure(64, 0);
  const parts = await Promise.all([measure(4, 0), measure(4, 4)]);
  parts.forEach((part, i) => {
    part.forEach((layer, l) => {
      layer.forEach((value, n) => {
        expect(value).toBeCloseTo(whole[l][4 * i + n], 4);
      });
    });
  });
});

test("rows equal to the one before are recognized as if they stood alone", async () => {
  await using backend = await wasm();
  const machine = mapMachine(createMachine([50, 33], key(1)), (m) => backend.upload(m));
  const data = repeatRows(randomStates(3, 50, 0.5, key(2)), 100);
  const together = recognize(backend, machine, data, key(3))[1];
  const alone = await Promise.all(
    Array.from({ length: data.rows }, async (_, n) => {
      const row = states(1, 50, data.data.subarray(n * 50, (n + 1) * 50));
      return (await backend.readStates(recognize(backend, machine, row, key(3), n)[1])).data;
    }),
  );
  const read = await backend.readStates(together);
  expect(read.data).toEqual(Uint8Array.from(alone.flatMap((row) => [...row])));
});

test("what a layer is yet to learn is learned before anything of it is read", async () => {
  await using backend = await wasm();
  const weights = backend.upload(matrix(2, 1));
  const layer = { weights, bias: backend.upload(matrix(1, 1)) };
  {
    using _ = backend.arena();
    const x = backend.uploadStates(states(1, 2, Uint8Array.of(1, 0)));
    const s = backend.uploadStates(states(1, 1, Uint8Array.of(1)));
    const update = { optimizer: sgd(), rate: 1, count: 1, moments: [], nonNegative: false };
    backend.learn(layer, x, s, update);
  }
  // Other states take what the closed arena has left.
  backend.uploadStates(states(1, 2, Uint8Array.of(0, 1)));
  expect([...(await backend.read(layer.bias)).data]).toEqual([0.5]);
  expect([...(await backend.read(weights)).data]).toEqual([0.5, 0]);
});

test("layers that share a bias learn in the order in which they were taught", async () => {
  const optimizer = sgd();
  const update = { optimizer, rate: 1, count: 1, moments: [], nonNegative: false };
  const teach = async <M, S>(backend: Backend<M, S>) => {
    const bias = backend.upload(matrix(1, 1));
    const layers = [0, 1].map(() => ({ weights: backend.upload(matrix(2, 1)), bias }));
    const x = backend.uploadStates(states(1, 2, Uint8Array.of(1, 0)));
    const s = backend.uploadStates(states(1, 1, Uint8Array.of(1)));
    for (const i of [0, 1, 1, 0]) backend.learn(layers[i], x, s, update);
    const learned = [bias, ...layers.map(({ weights }) => weights)];
    return Promise.all(learned.map(async (m) => [...(await backend.read(m)).data]));
  };
  await using backend = await wasm();
  const [own, wanted] = [await teach(backend), await teach(cpu())];
  own.flat().forEach((value, i) => {
    expect(value).toBeCloseTo(wanted.flat()[i], 6);
  });
});

test("a thousand steps take no more memory than the first few", async () => {
  await using backend = await wasm();
  const optimizer = adam();
  const start = initialState(createMachine([60, 20, 10], key(1)), optimizer);
  const learner = createLearner(start, { backend, optimizer });
  const matrices = new Set<number>();
  for (let step = 0; step < 1000; step++) {
    using _ = backend.arena();
    const x = randomStates(10, 60, 0.3, fold(key(2), step));
    takeStep(wakeSleep(), learner, x, fold(key(3), step));
    matrices.add((backend.uploadStates(x) as { at: number }).at);
  }
  expect(matrices.size).toBeLessThan(20);
});

test("inputs that do not fit a layer are refused", async () => {
  await using backend = await wasm();
  const layer = { weights: backend.upload(matrix(3, 2)), bias: backend.upload(matrix(1, 2)) };
  const x = backend.uploadStates(states(1, 4));
  expect(() => backend.sample(layer, x, key(1))).toThrow("wasm: this layer takes 3 inputs, got 4");
});

test("more states than can be addressed are refused", async () => {
  await using backend = await wasm();
  const layer = { weights: backend.upload(matrix(1, 70)), bias: backend.upload(matrix(1, 70)) };
  const x = backend.uploadStates(states(2_000_000, 1));
  expect(() => backend.sample(layer, x, key(1))).toThrow(
    "wasm: at most 134217728 states of a layer are possible at once, got 2000000 x 70",
  );
});

test("a number of threads that cannot be is refused", async () => {
  await expect(wasm({ threads: 0 })).rejects.toThrow(RangeError);
  await expect(wasm({ threads: 1.5 })).rejects.toThrow(
    /from 1 to 64 threads are possible, got 1.5/,
  );
});

test("more memory than WebAssembly can have is refused before anything begins", async () => {
  await expect(wasm({ bytes: 5 * 2 ** 30 })).rejects.toThrow(BackendError);
  expect(() => growMemory(createMemory(false), 5 * 2 ** 30)).toThrow(
    /^wasm: 5120 MiB of memory are needed/,
  );
});

test("the module in the repository is what its sources compile to", async (context) => {
  const version = compilerVersion();
  if (!version) context.skip(`${COMPILER} is not installed`);
  expect((await compile()).toString("base64")).toBe(kernels);
});

// Large enough for work to be shared, with inputs that are dense and sparse.
async function learn(options: WasmOptions, optimizer: Optimizer): Promise<number[][]> {
  await using backend = await wasm(options);
  const start = initialState(createMachine([300, 120, 40], key(1)), optimizer);
  const learner = createLearner(start, { backend, optimizer });
  for (let step = 0; step < 10; step++) {
    using _ = backend.arena();
    const on = step % 2 ? 0.6 : 0.1;
    takeStep(
      wakeSleep(),
      learner,
      randomStates(101, 300, on, fold(key(2), step)),
      fold(key(3), step),
    );
  }
  const { machine } = await learner.state(10);
  return [...machine.generative, ...machine.recognition].map(parameters);
}

function randomStates(rows: number, units: number, on: number, k = key(0)): States {
  const data = Uint8Array.from({ length: rows * units }, (_, i) => (uniform(k, i) < on ? 1 : 0));
  return states(rows, units, data);
}

function compilerVersion(): string | undefined {
  try {
    return execFileSync(COMPILER, ["--version"], { encoding: "utf8" });
  } catch {
    return undefined;
  }
}
