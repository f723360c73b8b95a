import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { optimizers, writeIdxImages, writeIdxLabels } from "@helmholtz/core";
import { expect, test } from "vitest";
import { accessibilityProblems } from "../shell/check-page.ts";
import { useOpened } from "../use-opened.ts";
import { type SavedRun, serveLive } from "./live-page.ts";
import { openRun, resumeInNode, trainInNode } from "./node-training.ts";
import type { livePage as LivePage } from "./page/main.tsx";

declare global {
  /** What page/main.tsx leaves for these tests. */
  var livePage: typeof LivePage;
}

const site = useOpened(serveLive);

const SMALL = "?classes=3,8&hidden=12,5&steps=60&seed=7";
const small = { hidden: [12, 5], length: { steps: 60 }, seed: 7 };
const digits = { classes: [3, 8] };

test("a training of the page is the command line's, byte for byte, and so is its record", async (context) => {
  const live = await site().open(context, "?steps=60");
  const classes = live.page.getByRole("group", { name: "Classes" });
  for (const digit of ["0", "1", "2", "4", "5", "6", "7", "9"]) {
    await classes.getByRole("button", { name: digit, exact: true }).click();
  }
  await live.page.getByLabel("Units of layer 2, the top").fill("5");
  await live.page.getByLabel("Units of layer 1").fill("12");
  await live.page.getByLabel("Seed").fill("7");
  await live.page.keyboard.press("Enter");
  expect(await live.commandLine()).toBe(
    "helmholtz train --classes 3,8 --hidden 12,5 --steps 60 --seed 7",
  );
  await live.is("Ready to start");
  await live.press("Start");
  await live.is("Training has ended");
  const { checkpoint, files } = await live.save();

  const node = await trainInNode("mnist", small, digits);
  expectSameBytes(checkpoint, node.checkpoint);
  const { versions, ...record } = JSON.parse(new TextDecoder().decode(files.get("run.json")));
  expect(versions.helmholtz).toMatch(/^\d/);
  expect({ ...record, versions: {} }).toEqual(node.record);
});

test("a command line sets the page, and trains to what Node has of it", async (context) => {
  const live = await site().open(context);
  await live.page
    .getByLabel("Set the page by a command line")
    .fill(
      "helmholtz train --data bars --hidden 8 --optimizer sgd --rate 0.02 --batch 10 --steps=300 --seed 3 --no-sleep --backend js",
    );
  await live.page.keyboard.press("Enter");
  expect(await live.page.getByLabel("Sleep", { exact: true }).isChecked()).toBe(false);
  await live.page.waitForURL(/data=bars/);
  await live.is("Ready to start");
  await live.press("Start");
  await live.is("Training has ended");

  const node = await trainInNode("bars", {
    ...{ hidden: [8], batch: 10, length: { steps: 300 }, seed: 3, sleep: [], backend: "js" },
    optimizer: optimizers.sgd({ rate: 0.02 }),
  });
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("what a command line cannot mean is said, and changes nothing", async (context) => {
  const live = await site().open(context);
  await live.page.getByLabel("Set the page by a command line").fill("helmholtz train --hidden 0");
  await live.press("Use");
  await live.page.getByText('--hidden: an integer of at least 1 is needed, got "0"').waitFor();
  expect(await live.commandLine()).toBe("helmholtz train");
});

test("phases by hand, a pause and going on change nothing of what is learned", async (context) => {
  const live = await site().open(context, SMALL);
  await live.page.locator("body").press(",");
  await live.is("Paused");
  expect(await live.step()).toBe(0);
  await live.page.locator("body").press(",");
  await live.page.locator("body").press(".");
  await live.page.locator("body").press(",");
  await expect.poll(live.step).toBe(2);
  await live.page.locator("body").press(" ");
  await live.is("Training has ended");
  const node = await trainInNode("mnist", small, digits);
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("wake turned off on the way is what the same acts are in Node, and the saved run goes on there", async (context) => {
  const live = await site().open(context, SMALL);
  await live.page.locator("body").press(".");
  await live.page.locator("body").press(".");
  await expect.poll(live.step).toBe(2);
  await live.page.getByLabel("Wake", { exact: true }).uncheck();
  await expect.poll(() => live.page.getByLabel("Wake", { exact: true }).isChecked()).toBe(false);
  const early = await live.save();
  await live.press("Resume");
  await live.is("Training has ended");
  const { checkpoint } = await live.save();

  const node = await trainInNode("mnist", small, {
    ...digits,
    acts: [
      { type: "advance", by: "step" },
      { type: "advance", by: "step" },
      { type: "change", rule: { wake: [] } },
      { type: "resume" },
    ],
  });
  expectSameBytes(checkpoint, node.checkpoint);
  expect(await live.page.evaluate(() => globalThis.livePage.storedAt(30))).toEqual({
    dream: [21, 24],
    phases: [21, 3],
    machine: [2, [784, 12, 5]],
  });
  const run = await openRun(early.directory);
  expect(await run.checkpoints()).toEqual([0, 2]);
  const { changes, start } = await run.state();
  expect(start?.sizes).toEqual([784, 12, 5]);
  expect(changes).toEqual([{ step: 2, act: { type: "change", rule: { wake: [] } } }]);
  expectSameBytes(await resumeInNode(early.directory), checkpoint);
});

test("reset brings the machine of the same seed back, and the address makes it anew", async (context) => {
  const live = await site().open(context, SMALL);
  const run = async (page: typeof live): Promise<SavedRun> => {
    await page.press("Start");
    await page.is("Training has ended");
    return await page.save();
  };
  const first = await run(live);
  await live.press("Reset");
  await live.is("Ready to start");
  expect(await live.step()).toBe(0);
  expectSameBytes((await run(live)).checkpoint, first.checkpoint);

  const { hash } = new URL(live.page.url());
  const other = await site().open(context, hash.replace("#/live", ""));
  expect(await other.commandLine()).toBe(await live.commandLine());
  expectSameBytes((await run(other)).checkpoint, first.checkpoint);
});

test("a setting with which a machine cannot go on starts a new run, once that is agreed to", async (context) => {
  const live = await site().open(context, "?hidden=12,5&steps=1000000&seed=7");
  await live.press("Start");
  await live.is("Training");
  await live.page.getByLabel("Seed").fill("8");
  await live.page.keyboard.press("Enter");
  await live.page.getByText(/Another seed makes another machine/).waitFor();
  await live.press("Keep this run");
  expect(await live.commandLine()).toBe("helmholtz train --hidden 12,5 --steps 1000000 --seed 7");
  await live.is("Training");

  await live.page.getByLabel("Images", { exact: true }).selectOption("bars");
  await live.page.getByText(/Images of 4 × 4 pixels need another machine/).waitFor();
  await live.press("Start new run");
  expect(await live.commandLine()).toBe(
    "helmholtz train --data bars --hidden 12,5 --steps 1000000 --seed 7",
  );
  await live.is("Training");
});

test("weights of every layer can be looked at, and those of one that goes are those below", async (context) => {
  const live = await site().open(context, SMALL);
  await live.page.getByRole("region", { name: "Weights of every unit" }).scrollIntoViewIfNeeded();
  const shown = (between: string) =>
    live.page.getByLabel(new RegExp(`^Weights between ${between}: .*`)).waitFor();
  await shown("layer 1 and the pixels");
  await live.page.getByLabel("Between", { exact: true }).selectOption("Layer 1 and layer 2");
  await shown("layer 2 and layer 1");
  await live.page.waitForURL(/layer=1/);
  await live.press("Step");
  await live.is("Paused");
  await live.press("Remove layer 2");
  await shown("layer 1 and the pixels");
});

test("what cannot be trained says why, and the next settings are taken", async (context) => {
  const live = await site().open(context, "?classes=3&hidden=4&steps=5");
  await live.page.getByLabel("Batch, images").fill("2000");
  await live.page.keyboard.press("Enter");
  await live.page.getByText(/a batch of 2000 needs as many images, there are \d+/).waitFor();
  await live.page.getByLabel("Batch, images").fill("10");
  await live.page.keyboard.press("Enter");
  await live.is("Ready to start");
});

test("two threads make what one does", async (context) => {
  const live = await site().open(context, `${SMALL}&threads=2`);
  await live.page.getByText("wasm, 2 threads", { exact: true }).waitFor();
  await live.press("Start");
  await live.is("Training has ended");
  const node = await trainInNode("mnist", small, digits);
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("own images in an IDX file are learned from as the command line does", async (context) => {
  const pixels = Uint8Array.from({ length: 60 * 12 }, (_, i) => (i * i * 37 + 11 * i) % 256);
  const labels = Uint8Array.from({ length: 60 }, (_, i) => i % 3);
  const file = join(site().folder, "my-images-idx3-ubyte");
  const labelsFile = join(site().folder, "my-labels-idx1-ubyte");
  await writeFile(file, writeIdxImages({ width: 4, height: 3, pixels }));
  await writeFile(labelsFile, writeIdxLabels(labels));

  const live = await site().open(context, "?hidden=6&steps=40&batch=5");
  await live.page.getByText("Your own images").click();
  await live.page.locator("input[type=file]").first().setInputFiles([file, labelsFile]);
  const classes = live.page.getByRole("group", { name: "Classes" });
  await classes.getByRole("button", { name: "1", exact: true }).click();
  expect(await live.commandLine()).toBe(
    "helmholtz train --data my-images-idx3-ubyte --classes 0,2 --hidden 6 --batch 5 --steps 40",
  );
  await live.is("Ready to start");
  await live.press("Start");
  await live.is("Training has ended");
  const settings = { hidden: [6], batch: 5, length: { steps: 40 } };
  const node = await trainInNode(file, settings, { classes: [0, 2] });
  expectSameBytes((await live.save()).checkpoint, node.checkpoint);
});

test("in a hidden tab training goes on, and drawing waits for it to be seen", async (context) => {
  const live = await site().open(context, "?hidden=12&steps=400");
  const hide = (hidden: boolean) =>
    live.page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await live.press("Step");
  await expect.poll(live.step).toBe(1);
  await live.is("Paused");
  await hide(true);
  await live.press("Resume");
  await live.page.evaluate(() => globalThis.livePage.learned(400));
  expect(await live.step()).toBe(1);
  await hide(false);
  await live.is("Training has ended");
  expect(await live.step()).toBe(400);
});

test("what is out of sight is not drawn anew", async (context) => {
  const live = await site().open(context, "?hidden=60,5&steps=1000000", {
    viewport: { width: 1280, height: 600 },
  });
  await live.press("Start");
  const parts = live.page.locator(".while-visible");
  // Whether any of a part is drawn anew within a second.
  const isDrawn = (part: typeof parts) =>
    part.evaluate(async (element) => {
      let isDrawn = false;
      const observer = new MutationObserver(() => {
        isDrawn = true;
      });
      const all = { attributes: true, characterData: true, childList: true, subtree: true };
      observer.observe(element, all);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      observer.disconnect();
      return isDrawn;
    });
  // Scrolled to each time anew, since the curves that come with the first steps move others away.
  const drawnAt = async (part: typeof parts) => {
    await part.scrollIntoViewIfNeeded();
    return await Promise.all([isDrawn(parts.first()), isDrawn(parts.last())]);
  };
  const polled = { timeout: 20_000 };
  await expect.poll(() => drawnAt(parts.last()), polled).toEqual([false, true]);
  await expect.poll(() => drawnAt(parts.first()), polled).toEqual([true, false]);
  await live.is("Training");
});

test("keys are left to fields that have the focus", async (context) => {
  const live = await site().open(context, SMALL);
  const field = live.page.getByLabel("Set the page by a command line");
  await field.fill("");
  await field.press(" ");
  await field.press(",");
  await live.is("Ready to start");
  expect(await field.inputValue()).toBe(" ,");

  await live.page.getByLabel("Sleep", { exact: true }).focus();
  await live.page.keyboard.press(",");
  await live.is("Paused");
});

test.for(["light", "dark"] as const)(
  "nothing is out of reach in %s colours, and nothing lies beyond a narrow window",
  async (colorScheme, context) => {
    const live = await site().open(context, SMALL, { colorScheme, reducedMotion: "reduce" });
    await live.page.locator("body").press(",");
    await live.is("Paused");
    expect(await accessibilityProblems(live.page)).toEqual([]);
    await live.page.setViewportSize({ width: 360, height: 740 });
    // Pictures are laid out anew a moment later.
    await expect
      .poll(() => live.page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
  },
);

function expectSameBytes(came: Uint8Array, wanted: Uint8Array): void {
  expect(came.length).toBe(wanted.length);
  expect(Buffer.compare(came, wanted)).toBe(0);
}
