import { decodeCheckpoint } from "@helmholtz/core";
import type { Page, Worker } from "playwright-core";
import { expect, test } from "vitest";
import { useOpened } from "../use-opened.ts";
import { serveLive } from "./live-page.ts";
import { trainInNode } from "./node-training.ts";
import { type DeviceWatch, watchDevice } from "./watch-device.ts";

declare global {
  /** What `watchDevice` leaves in the worker that trains. */
  var device: DeviceWatch;
}

const site = useOpened(serveLive);

const SMALL = "?data=bars&hidden=6&batch=5&steps=12&seed=7";
const small = { hidden: [6], batch: 5, length: { steps: 12 }, seed: 7 };

// Shaders are compiled, and run, by a rasterizer in software.
const SLOW = { timeout: 60_000 };

test.for(["gpujs:webgpu", "gpujs:webgl2", "gpujs:webasm"])(
  "%s trains in the page what wasm does in Node, under the page's policy",
  SLOW,
  async (name, context) => {
    const live = await site().open(context, SMALL);
    const trainer = await choose(live.page, name);
    expect(await live.commandLine()).toMatch(new RegExp(` --backend ${name}$`));
    await live.is("Ready to start");
    await live.press("Start");
    await live.is("Training has ended");
    expect(await live.page.locator(".run-backend b").textContent()).toBe(name);
    const { checkpoint } = await live.save();
    expectClose(checkpoint, (await trainInNode("bars", small)).checkpoint);
    expect(await trainer.evaluate(() => globalThis.device.violations)).toEqual([]);
    await live.page.close();
  },
);

test("gpu.js is fetched for a training on it, and for no other", async (context) => {
  const live = await site().open(context, SMALL);
  const isFetchedBy = (worker: Worker | undefined) =>
    worker?.evaluate(() =>
      performance.getEntriesByType("resource").some(({ name }) => name.includes("/gpu-browser")),
    );
  expect(await isFetchedBy(live.page.workers().find(isTrainer))).toBe(false);
  const trainer = await choose(live.page, "gpujs:webasm");
  await expect.poll(() => isFetchedBy(trainer), SLOW).toBe(true);
  await live.page.close();
});

test.for([
  ["gpujs:webgl2", "WebGL context"],
  ["gpujs:webgpu", "WebGPU device"],
] as const)(
  "%s that loses its %s says so, and wasm goes on from the last checkpoint",
  SLOW,
  async ([name, lost], context) => {
    const live = await site().open(context, SMALL);
    const trainer = await choose(live.page, name);
    await live.is("Ready to start");
    await live.press("Step");
    await live.press("Step");
    await expect.poll(live.step, SLOW).toBe(2);
    await trainer.evaluate(() => globalThis.device.lose());
    await live.press("Resume");
    await live.page.getByText(`the ${lost} was lost`).waitFor();
    await live.page.getByText("wasm does, from step 0").waitFor();
    await live.is("Training has ended");
    const { checkpoint } = await live.save();
    expectClose(checkpoint, (await trainInNode("bars", small)).checkpoint);
    await live.page.close();
  },
);

test("a backend that is not possible cannot be chosen, and says what it lacks", async (context) => {
  const live = await site().open(context, SMALL);
  const option = live.page.getByLabel("Backend").locator("option[value='gpujs:webgl2']");
  expect(await option.isEnabled()).toBe(true);
  await watchTrainer(live.page, "delete globalThis.OffscreenCanvas;");
  await live.page.reload();
  await live.page.getByText("gpujs:webgl2: needs WebGL 2").waitFor({ state: "attached" });
  expect(await option.isEnabled()).toBe(false);
  await live.page.close();
});

test("an address that asks for a backend that is not possible says why", async (context) => {
  const live = await site().open(context, SMALL);
  await watchTrainer(live.page, "delete globalThis.OffscreenCanvas;");
  const hash = `#/live${SMALL}&backend=gpujs:webgl2`;
  await live.page.goto(new URL(hash, live.page.url()).href);
  await live.page.reload();
  await live.page.getByText(/gpujs:webgl2: WebGL with 32-bit floats is needed/).waitFor();
  await live.page.close();
});

// Chooses a backend as a person does, and gives the worker that trains on it.
async function choose(page: Page, name: string) {
  await watchTrainer(page, `(${watchDevice})();`);
  const trainer = page.waitForEvent("worker", isTrainer);
  await page.getByLabel("Backend").selectOption(name);
  return await trainer;
}

function isTrainer(worker: Worker): boolean {
  return worker.url().includes("train.worker");
}

// Runs this first in every worker from now on.
async function watchTrainer(page: Page, script: string): Promise<void> {
  await page.route(/\.worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

function expectClose(came: Uint8Array, wanted: Uint8Array): void {
  const [ours, theirs] = [numbersOf(came), numbersOf(wanted)];
  expect(ours.length).toBe(theirs.length);
  expect(theirs.some((value) => Math.abs(value) > 0.01)).toBe(true);
  const off = Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? Number.NaN))));
  expect(off).toBeLessThan(ROUNDING);
}

// Far above the rounding of 32-bit floats, far below what one other state of a unit does.
const ROUNDING = 1e-5;

function numbersOf(checkpoint: Uint8Array): number[] {
  const { generative, recognition } = decodeCheckpoint(checkpoint, "checkpoint").machine;
  return [...generative, ...recognition].flatMap(({ weights, bias }) => [
    ...weights.data,
    ...bias.data,
  ]);
}
