import * as gpu from "gpu.js";
import { expect, test } from "vitest";
import { BackendError } from "../../src/backends/backend-error.ts";
import { type GpuJsMode, gpujs } from "../../src/backends/gpujs.ts";
import { layerLogProbs, recognize } from "../../src/inference.ts";
import { matrix, states } from "../../src/matrix.ts";
import { adam } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import { openBackend } from "../../src/registry.ts";
import { testBackend } from "./backend-contract.ts";
import { BATCH, images, learnerOn, SIZES, testTraining, trainStep } from "./gpujs-training.ts";

const HERE: GpuJsMode[] = ["cpu", "webasm"];

for (const mode of HERE) {
  testBackend(`gpujs:${mode}`, () => gpujs({ mode }));
  testTraining(`gpujs:${mode}`, () => gpujs({ mode }));
}

test.each(HERE)(
  "only the batch and its random numbers go up in a step of mode %s",
  async (mode) => {
    await using backend = await gpujs({ mode });
    const learner = learnerOn(backend);
    const [visible, hidden] = SIZES;
    const before = { ...backend.traffic };
    trainStep(learner, 0);
    const { uploads, uploadedBytes, reads, readBytes, live } = backend.traffic;
    expect(uploads - before.uploads).toBe(4);
    expect(uploadedBytes - before.uploadedBytes).toBe(4 * BATCH * 2 * (visible + hidden));
    expect([reads, readBytes, live]).toEqual([before.reads, before.readBytes, before.live]);
  },
);

test.each(HERE)(
  "an image's description comes back as one number a layer in mode %s",
  async (mode) => {
    await using backend = await gpujs({ mode });
    const { machine } = learnerOn(backend);
    const before = { ...backend.traffic };
    const seen = recognize(backend, machine, images(BATCH, SIZES[0], 0), key(1));
    await layerLogProbs(backend, machine, seen);
    const layers = machine.generative.length + machine.recognition.length;
    expect(backend.traffic.readBytes - before.readBytes).toBe(4 * BATCH * layers);
  },
);

test.each(HERE)("a thousand steps leave nothing behind in mode %s", async (mode) => {
  await using backend = await gpujs({ mode });
  const learner = learnerOn(backend, adam(), [20, 8, 4]);
  const { live } = backend.traffic;
  for (let step = 0; step < 1000; step++) trainStep(learner, step, 5);
  await learner.state(1000);
  expect(backend.traffic.live).toBe(live);
});

test.each(HERE)("forty backends come and go in mode %s", async (mode) => {
  for (let cycle = 0; cycle < 40; cycle++) {
    const backend = await gpujs({ mode });
    trainStep(learnerOn(backend, adam(), [20, 8, 4]), cycle, 5);
    await backend[Symbol.asyncDispose]();
    expect(backend.traffic.live).toBe(0);
  }
});

test.each([
  ["webgpu", "a WebGPU adapter is needed, there is none here; use gpujs:webgl2 in a page, or wasm"],
  [
    "webgl2",
    "WebGL with 32-bit floats is needed, there is none here; open it in a page, or use wasm",
  ],
  [
    "webgl",
    "WebGL with 32-bit floats is needed, there is none here; open it in a page, or use wasm",
  ],
  [
    "headlessgl",
    "WebGL with 32-bit floats is needed, there is none here; add the package gl, or use wasm",
  ],
] as const)("mode %s is refused in Node, and nothing takes its place", async (mode, message) => {
  await expect(openBackend(`gpujs:${mode}`)).rejects.toThrow(
    new BackendError(`gpujs:${mode}: ${message}`),
  );
});

test("auto keeps the fastest mode, and says what it was compared with", async () => {
  const { backend, notice } = await openBackend("gpujs:auto");
  expect(["gpujs:cpu", "gpujs:webasm"]).toContain(backend.name);
  expect(notice).toMatch(
    /^gpujs:auto: (\w+) was the fastest in a short trial \(\1 .* ms a step\)$/,
  );
  expect(notice).toMatch(/cpu \d/);
  expect(notice).toMatch(/webasm \d/);
  await backend[Symbol.asyncDispose]?.();
});

test("the backend of a mode has the name of what runs", async () => {
  const { backend, notice } = await openBackend("gpujs:webasm");
  expect([backend.name, notice]).toEqual(["gpujs:webasm", undefined]);
  await backend[Symbol.asyncDispose]?.();
});

test("a gpu.js that computes elsewhere than it was told is refused", async () => {
  class Elsewhere extends gpu.GPU {
    constructor() {
      super({ mode: "cpu" });
    }
  }
  const library = { ...gpu, GPU: Elsewhere };
  await expect(gpujs({ mode: "webasm", library })).rejects.toThrow(
    "gpujs:webasm: gpu.js would compute with cpu instead (no reason given); use gpujs:cpu or wasm",
  );
});

test("another library than gpu.js is refused", async () => {
  await expect(gpujs({ mode: "cpu", library: { default: {} } })).rejects.toThrow(
    /gpu.js 2 is needed as library, something else was handed in/,
  );
});

test("weights that are no numbers are refused with their place", async () => {
  await using backend = await gpujs({ mode: "cpu" });
  const m = matrix(2, 3);
  m.data[4] = Number.NaN;
  expect(() => backend.upload(m)).toThrow(
    "gpujs:cpu: finite numbers are needed, got NaN in row 1, column 1; continue from an earlier checkpoint, with a lower rate",
  );
});

test("inputs that do not fit a layer are refused", async () => {
  await using backend = await gpujs({ mode: "cpu" });
  const layer = { weights: backend.upload(matrix(3, 2)), bias: backend.upload(matrix(1, 2)) };
  const x = backend.uploadStates(states(1, 4));
  expect(() => backend.sample(layer, x, key(1))).toThrow("this layer takes 3 inputs, got 4");
});

test("a matrix beyond what WebAssembly can address is refused before it is sent", async () => {
  await using backend = await gpujs({ mode: "webasm" });
  const layer = {
    weights: backend.upload(matrix(0, 2 ** 20)),
    bias: backend.upload(matrix(1, 2 ** 20)),
  };
  const x = backend.uploadStates(states(2 ** 8, 0));
  expect(() => backend.predict(layer, x)).toThrow(
    "gpujs:webasm: this device holds matrices of at most 134217728 numbers, got 256 x 1048576; use smaller layers or batches, or wasm",
  );
});
