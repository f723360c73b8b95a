import {
  appendHistory,
  bars,
  createHistory,
  createMachine,
  createRunState,
  enumerate,
  js,
  key,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { onBackend } from "../../src/machine/on-backend.ts";
import { exampleBits } from "../../src/views/results/ledger/example-bits.ts";
import { layerBits } from "../../src/views/results/ledger/layer-bits.ts";
import { phasesOff } from "../../src/views/results/timeline/phases-off.ts";
import { someRecord } from "./some-record.ts";

test("the ledger of a step is that of the evaluation at it or last before it", () => {
  const history = createHistory();
  const layered = [
    { step: 0, layers: [8, 1] },
    { step: 10, layers: [6, 0.5] },
  ];
  for (const { step, layers } of layered) {
    const train = { images: 1, descriptionLength: layers[0] ?? 0, layers };
    appendHistory(history, { type: "evaluate", step, epoch: 0, ...train, train });
  }
  expect(layerBits(history, 9)).toEqual({ step: 0, layers: [8, 1], total: 9 });
  expect(layerBits(history, 500)).toEqual({ step: 10, layers: [6, 0.5], total: 6.5 });
  expect(layerBits(createHistory(), 5)).toBeUndefined();
});

test("images are described by what recognition and generation say of them, the dearest first", async () => {
  const images = bars().train;
  const machine = createMachine([16, 3, 1], key(1));
  const options = {
    backend: js(),
    machine,
    images,
    count: 25,
    signal: new AbortController().signal,
  };
  const examples = await exampleBits(options);
  expect(new Set(examples.map(({ index }) => index)).size).toBe(25);
  for (const { layers, total, image } of examples) {
    expect(layers.length).toBe(3);
    expect(total).toBeCloseTo(
      layers.reduce((sum, bits) => sum + bits, 0),
      5,
    );
    expect(image.length).toBe(16);
  }
  const totals = examples.map(({ total }) => total);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  // The same random numbers every time.
  expect(await exampleBits(options)).toEqual(examples);
});

test("on the average over its samples, an image costs its free energy", async () => {
  const machine = createMachine([16, 2, 1], key(3));
  const images = bars().train;
  const signal = new AbortController().signal;
  const examples = await exampleBits({ backend: js(), machine, images, count: 400, signal });
  const margins = examples.map(
    ({ total, image }) => total - enumerate(machine, image).freeEnergy / Math.LN2,
  );
  const mean = margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
  const squares = margins.reduce((sum, margin) => sum + (margin - mean) ** 2, 0);
  const standardError = Math.sqrt(squares) / margins.length;
  expect(Math.abs(mean)).toBeLessThan(4 * standardError);
});

test("a measurement that nobody waits for ends", async () => {
  const abort = new AbortController();
  const machine = createMachine([16, 3], key(1));
  const options = {
    backend: js(),
    machine,
    images: bars().train,
    count: 1e6,
    signal: abort.signal,
  };
  setTimeout(() => abort.abort(), 20);
  await expect(exampleBits(options)).rejects.toThrow(/abort/i);
});

test("one measurement that is stopped leaves the next its memory", async () => {
  const measure = (seed: number, signal: AbortSignal) => {
    const machine = createMachine([16, 8, 3], key(seed));
    const options = { machine, images: bars().train, count: 60, signal };
    return onBackend((backend) => exampleBits({ ...options, backend }), signal);
  };
  const { signal } = new AbortController();
  const alone = await measure(2, signal);
  const [first, waiting] = [new AbortController(), new AbortController()];
  const stopped = measure(1, first.signal);
  const neverBegun = measure(3, waiting.signal);
  const next = measure(2, signal);
  setTimeout(() => first.abort(), 2);
  waiting.abort();
  await expect(stopped).rejects.toThrow(/abort/i);
  // Takes the memory that is free now.
  const last = measure(4, signal);
  await expect(neverBegun).rejects.toThrow(/abort/i);
  expect(await next).toEqual(alone);
  expect((await last).length).toBe(60);
});

test("a phase is off as the settings say, until it is changed", () => {
  const { changes } = createRunState();
  expect([...phasesOff(someRecord({ sleep: [] }), { changes }, 5)]).toEqual(["sleep"]);
  changes.push({ step: 10, act: { type: "change", rule: { sleep: ["recognition"], wake: [] } } });
  expect([...phasesOff(someRecord({ sleep: [] }), { changes }, 9)]).toEqual(["sleep"]);
  expect([...phasesOff(someRecord({ sleep: [] }), { changes }, 10)]).toEqual(["wake"]);
});
