import { expect, test } from "vitest";
import { cpu } from "../../../src/backends/cpu.ts";
import { layerLogProbs, recognize } from "../../../src/inference.ts";
import { matrix, states } from "../../../src/matrix.ts";
import { adam } from "../../../src/optimizers.ts";
import { key } from "../../../src/random.ts";
import { testBackend } from "../../backends/backend-contract.ts";
import {
  BATCH,
  expectClose,
  images,
  learnerOn,
  SIZES,
  testTraining,
  trainStep,
} from "../../backends/gpujs-training.ts";
import type { Pages } from "./in-page.ts";
import { trainThroughLoss } from "./page/train-through-loss.ts";
import { type Page, remoteBackend } from "./remote-backend.ts";

/** The contract of all backends, and what shaders have to prove besides. */
export function testMode(mode: "webgl2" | "webgpu", pages: Pages): void {
  testBackend(`gpujs:${mode}`, () => pages.openBackend(mode));
  testTraining(`gpujs:${mode}`, () => pages.openBackend(mode));

  test("shows its name, and what it runs on", async () => {
    const page = await pages.open();
    const opened = await page.evaluate((name) => globalThis.remote.open(name), `gpujs:${mode}`);
    expect(opened.name).toBe(`gpujs:${mode}`);
    expect(opened.hardware).toMatch(/swiftshader/i);
    await page.close();
  });

  test("sends up the batch and its random numbers in a step, and nothing down", async () => {
    const page = await pages.open();
    const backend = await remoteBackend(page, `gpujs:${mode}`);
    const learner = learnerOn(backend);
    const [visible, hidden] = SIZES;
    const wait = () => backend.read(learner.machine.recognition[0].bias);
    trainStep(learner, 0); // compiles
    await wait();
    const before = await usage(page);
    trainStep(learner, 1);
    await wait();
    const after = await usage(page);

    const sent = 4 * BATCH * 2 * (visible + hidden);
    expect(after.uploadedBytes - before.uploadedBytes).toBe(sent);
    // Sizes and rates go along, and what fills a texture up: a few kB.
    expect(after.bytesWritten - before.bytesWritten).toBeLessThan(sent + 20_000);
    expect(after.bytesRead - before.bytesRead).toBe(4 * hidden); // what was waited for
    expect(after.live).toBe(before.live);
    await page.close();
  });

  test("brings back one number for each image and layer", async () => {
    const page = await pages.open();
    const backend = await remoteBackend(page, `gpujs:${mode}`);
    const { machine } = learnerOn(backend);
    const seen = recognize(backend, machine, images(BATCH, SIZES[0], 0), key(1));
    const before = await usage(page);
    await layerLogProbs(backend, machine, seen);
    const after = await usage(page);
    const layers = machine.generative.length + machine.recognition.length;
    expect(after.bytesRead - before.bytesRead).toBeLessThanOrEqual(4 * BATCH * layers);
    await page.close();
  });

  test("leaves nothing behind in a thousand steps", async () => {
    const page = await pages.open();
    const backend = await remoteBackend(page, `gpujs:${mode}`);
    const learner = learnerOn(backend, adam(), [12, 4]);
    const after = async (steps: number) => {
      for (let step = 0; step < steps; step++) trainStep(learner, step, 5);
      await learner.state(steps);
      const { live, textures, buffers } = await usage(page);
      return { live, textures, buffers };
    };
    const few = await after(10);
    expect(few.textures + few.buffers).toBeGreaterThan(0);
    expect(await after(990)).toEqual(few);
    await page.close();
  }, 60_000);

  test("comes and goes forty times without keeping contexts, textures or buffers", async () => {
    const page = await pages.open();
    const cycle = async () => {
      const backend = await remoteBackend(page, `gpujs:${mode}`);
      await backend.read(backend.upload(matrix(3, 4)));
      await backend[Symbol.asyncDispose]?.();
      const { buffers, contexts } = await usage(page);
      return { buffers, contexts };
    };
    const once = await cycle();
    for (let i = 1; i < 39; i++) await cycle();
    expect(await cycle()).toEqual(once);
    await page.close();
  });

  test("says that its device was lost, instead of computing zeros", async () => {
    const page = await pages.open();
    const backend = await remoteBackend(page, `gpujs:${mode}`);
    const learner = learnerOn(backend, adam(), [20, 8, 4]);
    const wait = () => backend.read(learner.machine.recognition[0].bias);
    trainStep(learner, 0, 5);
    await wait();
    await page.evaluate(() => globalThis.devices.lose());
    trainStep(learner, 1, 5);
    await expect(wait()).rejects.toThrow(
      /gpujs:\w+: the Web\w+ (context|device) was lost, and the weights with it/,
    );
    await page.close();
  });

  test("hands a run on to another backend when its device is lost", async () => {
    const page = await pages.open();
    await page.evaluate((name) => globalThis.remote.open(name), `gpujs:${mode}`);
    const { starts, numbers } = await page.evaluate(() => globalThis.remote.trainThroughLoss());
    expect(starts).toEqual([
      { step: 0, backend: `gpujs:${mode}` },
      {
        step: 20,
        backend: "wasm",
        notice: expect.stringMatching(/ was lost, .*: wasm does, from step 20$/),
      },
    ]);
    const wanted = await trainThroughLoss(cpu(), () => {});
    expectClose(numbers, wanted.numbers, 1e-5);
    await page.close();
  });

  test("refuses a matrix that the device cannot hold", async () => {
    const page = await pages.open();
    const backend = await remoteBackend(page, `gpujs:${mode}`);
    const units = 2 ** 18;
    const layer = { weights: backend.upload(matrix(0, 4)), bias: backend.upload(matrix(1, 4)) };
    const wide = { ...layer, bias: backend.upload(matrix(1, units)) };
    const x = backend.uploadStates(states(2 ** 13, 0));
    await expect(backend.read(backend.predict(wide, x))).rejects.toThrow(
      /gpujs:\w+: this device holds matrices of at most \d+ .*, got \d+ x 262144; use smaller layers/,
    );
    await page.close();
  });
}

// What has crossed and what is there, as the backend counts it and as the browser does.
async function usage(page: Page) {
  return page.evaluate(() => {
    const { textures, buffers, bytesWritten, bytesRead } = globalThis.devices;
    const contexts = globalThis.devices.contexts();
    return {
      ...globalThis.remote.traffic(),
      ...{ textures, buffers, bytesWritten, bytesRead, contexts },
    };
  });
}
