import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { decodeCheckpoint, optimizers, type RunSettings, writeIdxImages } from "@helmholtz/core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityProblems } from "../shell/check-page.ts";
import { useOpened } from "../use-opened.ts";
import { type LivePage, type SavedRun, serveLive } from "./live-page.ts";
import { openRun, resumeInNode, warmStartInNode } from "./node-training.ts";

const site = useOpened(serveLive);

// Long enough that no test sees its end.
const LONG = "?hidden=60,5&steps=100000&seed=7";
const short = { hidden: [12, 5], length: { steps: 60 }, seed: 7 };
const long = { hidden: [60, 5], length: { steps: 100_000 }, seed: 7 };

interface Change {
  readonly does: (page: Page) => Promise<unknown>;
  readonly says: string;
  readonly settings?: Partial<RunSettings>;
  readonly selection?: { classes?: number[]; binarization?: "threshold" };
}

const changes: Readonly<Record<string, Change>> = {
  "another batch": {
    does: (page) => type(page, "Batch, images", "50"),
    says: "batch 50",
    settings: { batch: 50 },
  },
  "a class less": {
    does: (page) => page.getByRole("button", { name: "7", exact: true }).click(),
    says: "classes 0, 1, 2, 3, 4, 5, 6, 8, 9",
    selection: { classes: [0, 1, 2, 3, 4, 5, 6, 8, 9] },
  },
  "other bits of the pixels": {
    does: (page) => page.getByLabel("Grey pixels become bits").selectOption("threshold"),
    says: "pixels by half brightness",
    selection: { binarization: "threshold" },
  },
  "another optimizer": {
    does: (page) => page.getByLabel("Optimizer").selectOption("momentum"),
    says: "optimizer momentum, rate 0.01",
    settings: { optimizer: optimizers.momentum() },
  },
  "more units": {
    does: (page) => type(page, "Units of layer 1", "70"),
    says: "70 units in layer 1",
    settings: { hidden: [70, 5] },
  },
  "fewer units": {
    does: (page) => type(page, "Units of layer 1", "50"),
    says: "50 units in layer 1",
    settings: { hidden: [50, 5] },
  },
  "a layer more": {
    does: (page) => page.getByRole("button", { name: "Add layer" }).click(),
    says: "a new layer 3 of 3 units",
    settings: { hidden: [60, 5, 3] },
  },
  "a layer less": {
    does: (page) => page.getByRole("button", { name: "Remove layer 2" }).click(),
    says: "no layer 2",
    settings: { hidden: [60] },
  },
  "another length": {
    does: (page) => type(page, "Steps", "200000"),
    says: "length 200000 steps",
    settings: { length: { steps: 200_000 } },
  },
  "another backend": {
    does: (page) => page.getByLabel("Backend").selectOption("js"),
    says: "backend js",
    settings: { backend: "js" },
  },
  "more threads": {
    does: (page) => type(page, "Threads", "2"),
    says: "threads 2",
  },
};

test.for(Object.entries(changes))(
  "with %s a machine that learns goes on at its step, with what it has learned",
  async ([, { does, says, settings, selection }], context) => {
    const live = await site().open(context, LONG);
    await live.press("Start");
    await expect.poll(live.step).toBeGreaterThan(20);
    await does(live.page);
    const step = await wentOn(live, says);
    const after = await live.save();
    await live.press("Go back");
    const before = await live.save();

    const run = await openRun(after.directory);
    expect((await run.checkpoints())[0]).toBe(step);
    expect((await run.checkpoints()).at(-1)).toBeGreaterThan(step);
    const length = { steps: settings?.length ? 200_000 : 100_000 };
    const node = await warmStartInNode(
      checkpointAt(before, step),
      "mnist",
      { ...long, ...settings, length },
      { ...selection, only: "first" },
    );
    expectSameBytes(checkpointAt(after, step), node.checkpoint);
    expect({ ...run.record, versions: {} }).toEqual({
      ...node.record,
      parent: { run: basename(before.directory), step },
    });
  },
);

test("a machine that went on learns to the end what Node makes of its state", async (context) => {
  const live = await site().open(context, "?classes=3,8&hidden=12,5&steps=60&seed=7");
  await live.press("Step");
  await live.press("Step");
  await expect.poll(live.step).toBe(2);
  const before = await live.save();
  await type(live.page, "Batch, images", "30");
  await live.page.getByLabel("Optimizer").selectOption("sgd");
  await wentOn(live, "optimizer sgd, rate 0.1, batch 30");
  await live.page.getByText(`--warm-start ${basename(before.directory)}@2 --optimizer`).waitFor();
  await live.press("Resume");
  await live.is("Training has ended");
  const node = await warmStartInNode(
    before.checkpoint,
    "mnist",
    { ...short, batch: 30, optimizer: optimizers.sgd() },
    { classes: [3, 8] },
  );
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("own images of the same size are learned from at once", async (context) => {
  const pixels = (step: number) => Uint8Array.from({ length: 60 * 12 }, (_, i) => (i * step) % 256);
  const [first, second] = ["first-idx3-ubyte", "second-idx3-ubyte"].map((name) =>
    join(site().folder, name),
  ) as [string, string];
  await writeFile(first, writeIdxImages({ width: 4, height: 3, pixels: pixels(37) }));
  await writeFile(second, writeIdxImages({ width: 4, height: 3, pixels: pixels(91) }));

  const live = await site().open(context, "?hidden=6&steps=100000&batch=5");
  await live.page.getByText("Your own images").click();
  const choose = (file: string) =>
    live.page.locator("input[type=file]").first().setInputFiles(file);
  await choose(first);
  await live.is("Ready to start");
  await expect.poll(live.commandLine).toContain("--data first-idx3-ubyte");
  await live.press("Step");
  await live.is("Paused");
  await choose(second);
  expect(await wentOn(live, "images second-idx3-ubyte")).toBe(1);
  await live.press("Go back");
  expect(await live.commandLine()).toContain("--data first-idx3-ubyte");
  const before = await live.save();
  await choose(second);
  await wentOn(live, "images second-idx3-ubyte");
  await live.press("Step");
  await expect.poll(live.step).toBe(2);
  const settings = { hidden: [6], batch: 5, length: { steps: 2 } };
  const node = await warmStartInNode(before.checkpoint, second, settings);
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("a paused machine stays paused, shows itself as it is now, and its saved run resumes in Node to the page's bytes", async (context) => {
  const live = await site().open(context, "?classes=3,8&hidden=12,5&steps=60&seed=7");
  await live.page.locator("body").press(".");
  await live.page.locator("body").press(".");
  await expect.poll(live.step).toBe(2);
  await live.page.getByLabel("Wake", { exact: true }).uncheck();
  await live.press("Add layer");
  expect(await wentOn(live, "a new layer 3 of 3 units")).toBe(2);
  await live.is("Paused");
  expect(await live.step()).toBe(2);
  await live.page.getByText("layer 3", { exact: true }).first().waitFor();
  expect(await live.page.getByLabel("Wake", { exact: true }).isChecked()).toBe(false);
  expect(await accessibilityProblems(live.page)).toEqual([]);

  const early = await live.save();
  await live.press("Resume");
  await live.is("Training has ended");
  const { checkpoint } = await live.save();
  expectSameBytes(await resumeInNode(early.directory), checkpoint);
  const run = await openRun(early.directory);
  expect(await run.checkpoints()).toEqual([2]);
  const { start, curve, changes } = await run.state();
  expect(start?.sizes).toEqual([784, 12, 5, 3]);
  expect(curve.map(({ step, layers }) => [step, layers.length])).toEqual([
    [0, 0],
    [1, 0],
    [2, 4],
  ]);
  expect(changes).toEqual([]);
  expect(run.record.options.wake).toEqual([]);
});

test("what is typed in a row is one change, and the way back leads before all of it", async (context) => {
  const live = await site().open(context, LONG);
  await live.press("Start");
  await expect.poll(live.step).toBeGreaterThan(20);
  const batch = live.page.getByLabel("Batch, images");
  await batch.evaluate(async (field: HTMLInputElement) => {
    for (let i = 0; i < 5; i++) {
      field.stepUp();
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  const step = await wentOn(live, "batch 25");
  const { directory } = await live.save();
  expect((await openRun(directory)).record.parent?.step).toBe(step);
  // By keyboard: space pauses and resumes again right after.
  await live.page.getByRole("button", { name: "Go back" }).focus();
  await live.page.keyboard.press("Enter");
  await live.is("Training");
  await live.page.keyboard.press(" ");
  await live.is("Paused");
  await live.page.keyboard.press(" ");
  await live.is("Training");
  expect(await batch.inputValue()).toBe("20");
  await expect.poll(live.step).toBeGreaterThan(step);
  const { record } = await openRun((await live.save()).directory);
  expect([record.options.batch, record.parent]).toEqual([20, undefined]);
  expect(await live.page.getByRole("button", { name: /^Go back/ }).count()).toBe(0);
});

test("the pictures and curves are never away while a machine goes on", async (context) => {
  const live = await site().open(context, LONG);
  await live.press("Start");
  await expect.poll(live.step).toBeGreaterThan(20);
  await live.page.evaluate(() => {
    const gone: string[] = [];
    Object.assign(globalThis, { gone });
    const look = () => {
      for (const part of [".mirror", ".picture-grid", ".weight-pairs", ".run-status dl"]) {
        if (!document.querySelector(part)) gone.push(part);
      }
      if (document.querySelector(".stage-waiting")) gone.push("waiting");
      requestAnimationFrame(look);
    };
    look();
  });
  await live.press("Add layer");
  await wentOn(live, "a new layer 3 of 3 units");
  await live.page.getByText("layer 3", { exact: true }).first().waitFor();
  expect(await live.page.evaluate("gone")).toEqual([]);
  // Of all steps, also those before; with a mark where it went on.
  const chart = live.page.getByRole("region", { name: "Description length" });
  await expect
    .poll(() => chart.locator("title").allTextContents())
    .toContainEqual(expect.stringContaining("layer 3: 3 new units"));
});

test("a run with a batch beyond its images goes on as it was, and says why", async (context) => {
  const live = await site().open(context, "?classes=3&hidden=4&steps=100000");
  await live.press("Start");
  await expect.poll(live.step).toBeGreaterThan(20);
  await type(live.page, "Batch, images", "2000");
  await live.page.getByText(/a batch of 2000 needs as many images, there are \d+/).waitFor();
  const step = await live.step();
  await live.is("Training");
  await expect.poll(live.step).toBeGreaterThan(step);
  await live.press("Keep this run");
  expect(await live.commandLine()).toBe("helmholtz train --classes 3 --hidden 4 --steps 100000");
});

test("epochs count the passes of all the trainings in a row", async (context) => {
  const live = await site().open(context, "?data=bars&hidden=4&epochs=0.1&batch=20");
  for (let i = 0; i < 10; i++) await live.press("Step");
  await expect.poll(live.step).toBe(10);
  await type(live.page, "Batch, images", "50");
  await wentOn(live, "batch 50");
  // 10 steps of 20 images, then 16 of 50: a tenth of 10,000.
  await live.page.getByText("10 of 26", { exact: true }).waitFor();
  await live.press("Resume");
  await live.is("Training has ended");
  await live.page.getByText("0.10", { exact: true }).waitFor();
  const { curve } = await (await openRun((await live.save()).directory)).state();
  expect(curve.at(-1)).toMatchObject({ step: 26, epoch: 0.1 });
});

test("reset brings the untrained machine of the settings shown", async (context) => {
  const live = await site().open(context, LONG);
  await live.press("Step");
  await live.is("Paused");
  await type(live.page, "Batch, images", "50");
  await wentOn(live, "batch 50");
  await live.press("Reset");
  await live.is("Ready to start");
  expect(await live.step()).toBe(0);
  expect(await live.commandLine()).toContain("--batch 50");
  expect(await live.page.getByRole("button", { name: /^Go back/ }).count()).toBe(0);
});

async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: !label.startsWith("Units") }).fill(text);
  await page.keyboard.press("Enter");
}

// The step at which the page says that it went on so.
async function wentOn(live: LivePage, says: string): Promise<number> {
  const said = live.page.getByRole("status").filter({ hasText: `with ${says}.` });
  const text = (await said.textContent()) ?? "";
  return Number(/step ([\d,]+)/.exec(text)?.[1]?.replaceAll(",", ""));
}

function checkpointAt({ files }: SavedRun, step: number): Uint8Array {
  const file = [...files].find(([path]) => path.includes(`/${String(step).padStart(12, "0")}.`));
  if (!file) throw new Error(`no checkpoint of step ${step} in ${[...files.keys()]}`);
  expect(decodeCheckpoint(file[1], file[0]).step).toBe(step);
  return file[1];
}

function expectSameBytes(came: Uint8Array, wanted: Uint8Array): void {
  expect(came.length).toBe(wanted.length);
  expect(Buffer.compare(came, wanted)).toBe(0);
}
