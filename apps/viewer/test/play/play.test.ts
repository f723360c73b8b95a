import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import {
  binaryImages,
  clampMachine,
  classify,
  cpu,
  dream,
  dreamImages,
  fold,
  type GreyImages,
  imageCount,
  key,
  layerDescriptionLengths,
  layerLogProbs,
  recognize,
  selectImages,
  writeIdxImages,
} from "@helmholtz/core";
import { encode } from "fast-png";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { accessibilityProblems, expectNoSidewaysScroll } from "../shell/check-page.ts";
import { digitSplits, oneImage, shippedFile, shippedMachine } from "./node-machines.ts";
import { drawLine, openPlay, type PlayPage } from "./play-page.ts";

const backend = cpu();
const SAMPLES = 10;
// Of bits that are shown with one place: to within 0.08.
const PLACES = 0.8;
const seven: readonly (readonly [number, number])[] = [
  [0.3, 0.25],
  [0.7, 0.25],
  [0.45, 0.8],
];
let splits: ReturnType<typeof digitSplits>;
beforeAll(() => {
  splits = digitSplits();
});

test("what is drawn changes recognition and bits, and undo takes both back", async (context) => {
  const play = await openPlay(context);
  // Nothing is explained where nothing is drawn.
  await play.page.getByText("Draw a digit, and see here").waitFor();
  expect(await play.bits()).toEqual([]);
  await drawLine(play, seven);
  await expect.poll(() => play.bits()).toHaveLength(4);
  const line = await bitsAtRest(play);
  const lineUnits = await play.unitsOn(1);
  // A 7 is no noise: far from a bit a pixel.
  expect(line.at(-1)).toBeLessThan(300);
  await drawLine(play, [
    [0.3, 0.5],
    [0.7, 0.6],
  ]);
  await expect.poll(() => play.bits()).not.toEqual(line);
  expect(await play.unitsOn(1)).not.toEqual(lineUnits);
  await play.press("Undo");
  await expect.poll(() => play.bits()).toEqual(line);
  expect(await play.unitsOn(1)).toEqual(lineUnits);
  await play.press("Undo");
  await expect.poll(() => play.bits()).toEqual([]);
});

test("what is erased and cleared leaves the pad", async (context) => {
  const play = await openPlay(context);
  await drawLine(play, seven);
  await expect.poll(() => inkOn(play)).toBeGreaterThan(50);
  await play.press("Erase");
  await drawLine(play, seven);
  await expect.poll(() => inkOn(play)).toBe(0);
  await play.press("Undo");
  await expect.poll(() => inkOn(play)).toBeGreaterThan(50);
  await play.press("Clear");
  await expect.poll(() => inkOn(play)).toBe(0);
});

test("bits by layer are the core's of the same image, machine and key", async (context) => {
  const play = await openPlay(context, "?image=7&sample=3");
  const expected = await bitsInNode(oneImage(splits.valid, 7), 3);
  await expectBits(play, expected);
  await play.press("Another sample");
  await expectBits(play, await bitsInNode(oneImage(splits.valid, 7), 4));
  await expect.poll(() => play.page.url()).toContain("sample=4");
});

test("the digit that is drawn is named, as its class is", async (context) => {
  const play = await openPlay(context, "?image=5");
  const verdict = play.panel("Which digit it is").locator(".class-verdict b");
  const named = await verdict.textContent();
  await play.page.getByRole("tab", { name: "Class by bits" }).click();
  expect(await play.page.locator(".class-bits .least th").textContent()).toBe(named);
  expect(named).toMatch(/^\d$/);
});

test("the first stroke is not answered for the empty pad", async (context) => {
  const play = await openPlay(context, "?tab=classes");
  const { page } = play;
  const nothing = page.getByText("Draw a digit, and see here");
  await nothing.waitFor();
  // Long enough to compute what an empty pad would cost.
  await page.waitForTimeout(1500);
  // Bits are computed from one frame to the next: no frame, no bits of the stroke.
  const frames = await page.evaluateHandle(() => {
    const { requestAnimationFrame } = window;
    const held: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (frame) => held.push(frame);
    return () => {
      window.requestAnimationFrame = requestAnimationFrame;
      for (const frame of held) requestAnimationFrame(frame);
    };
  });
  await drawLine(play, seven);
  await nothing.waitFor({ state: "detached" });
  const answer = page.locator(".class-bits");
  expect(await answer.count()).toBe(0);
  await frames.evaluate((goOn) => goOn());
  await answer.waitFor();
});

test("the class is the one of the fewest bits, as the core classifies", async (context) => {
  const play = await openPlay(context, "?tab=classes&image=5");
  const machines = new Map(
    Array.from({ length: 10 }, (_, digit) => [digit, shippedMachine(`digit-${digit}`)] as const),
  );
  const held = oneImage(splits.valid, 5);
  const { predicted, freeEnergies } = await classify(
    backend,
    machines,
    binaryImages(held),
    key(0),
    { samples: SAMPLES },
  );
  const bits = Array.from(freeEnergies.values(), ([nats]) => (nats ?? Number.NaN) / Math.LN2);
  const cells = play.page.locator(".class-bits tbody .numeric");
  await expect.poll(() => cells.count()).toBe(10);
  await expect
    .poll(async () => (await cells.allTextContents()).map((text) => Number.parseFloat(text)))
    .toEqual(bits.map((value) => expect.closeTo(value, PLACES)));
  const least = play.page.locator(".class-bits .least th");
  expect(await least.textContent()).toBe(String(predicted[0]));
  const [first = 0, second = 0] = [...bits].sort((a, b) => a - b);
  const verdict = (await play.page.locator(".class-verdict").textContent()) ?? "";
  expect(verdict).toContain(`${predicted[0]}: `);
  expect(Number(/([\d.]+) bits shorter/.exec(verdict)?.[1])).toBeCloseTo(second - first, 0);
});

test("a held-out digit that cannot be fetched is not waited for, and can be asked for again", async (context) => {
  const play = await openPlay(context);
  const { page } = play;
  await page.route("**/*idx3-ubyte*", (route) => route.abort());
  await play.press("Show me one");
  const notice = page.getByText("digits: they could not be fetched");
  await notice.waitFor();
  await page.getByText("Draw a digit, and see here").waitFor();
  await page.unroute("**/*idx3-ubyte*");
  await play.press("Show me one");
  await expect.poll(() => play.bits()).toHaveLength(4);
  expect(page.url()).toContain("image=0");
  await notice.waitFor({ state: "detached" });
});

test("a unit that is held changes the dream as the core does", async (context) => {
  const play = await openPlay(context, "?tab=dream&seed=2&dream=3");
  const machine = shippedMachine("digits");
  await expectDream(play, machine, 2, 3);
  const unit = play.page.locator("[data-unit='4']").last();
  await unit.click();
  const on = clampMachine(machine, [{ layer: 1, unit: 4, on: true }]);
  await expectDream(play, on, 2, 3);
  expect(await unit.getAttribute("aria-label")).toBe("layer 1, unit 4, clamped on");
  await play.page.keyboard.press("Enter");
  await expectDream(play, clampMachine(machine, [{ layer: 1, unit: 4, on: false }]), 2, 3);
  expect(await unit.getAttribute("aria-label")).toBe("layer 1, unit 4, clamped off");
  expect(await play.page.locator(".play-command code").textContent()).toBe(
    "helmholtz dream RUN --seed 2 --clamp 1:4=0",
  );
  await expect.poll(() => play.page.url()).toContain("clamp=1%3A4%3D0");
  await play.page.reload();
  await expectDream(play, clampMachine(machine, [{ layer: 1, unit: 4, on: false }]), 2, 3);
  await play.press("Clear all");
  await expectDream(play, machine, 2, 3);
  await play.press("Undo");
  await expectDream(play, clampMachine(machine, [{ layer: 1, unit: 4, on: false }]), 2, 3);
});

test("the nearest training image is the one that all of them in turn give", async (context) => {
  const play = await openPlay(context, "?tab=dream&seed=1");
  const picture = await pictureInNode(1, 0);
  const near = play.panel("Memory or dream");
  const differing = nearest(picture, splits.train, (a, b) => Number(a >= 0.5 !== b >= 127.5));
  await near.getByText(`training image ${differing.index},`).waitFor();
  await near.getByText(`${differing.sum} pixels`, { exact: true }).waitFor();
  await near.getByLabel("Distance").selectOption("euclidean");
  const euclidean = nearest(picture, splits.train, (a, b) => (a - b / 255) ** 2);
  await near.getByText(`training image ${euclidean.index},`).waitFor();
  await near.getByText(Math.sqrt(euclidean.sum).toFixed(2), { exact: true }).waitFor();
  await near.getByText("A digit that the machine has never seen is").waitFor();
});

test("a walk leads from what lies on the pad, which the address brings back", async (context) => {
  const play = await openPlay(context, "?tab=walk&image=7&from=-1&to=9");
  const held = binaryImages(oneImage(splits.valid, 7));
  const data = held.draw(new Uint8Array(SAMPLES), fold(key(0), 0));
  const machine = shippedMachine("digits");
  const [, hidden] = recognize(backend, machine, data, fold(key(0), 1));
  const [layer] = machine.generative;
  if (!layer || !hidden) throw new Error("no layer");
  const picture = backend.predict(layer, hidden).data.subarray(0, 784);
  const canvas = play.page.locator(".walk-picture canvas");
  await expect
    .poll(async () =>
      correlation(
        (await play.brightness(canvas)).map((value) => 255 - value),
        picture,
      ),
    )
    .toBeGreaterThan(0.998);
});

test("a walk leads from the picture of one dream to that of another", async (context) => {
  const play = await openPlay(context, "?tab=walk&from=2&to=9");
  const way = play.panel("The way");
  const canvas = way.locator(".walk-picture canvas");
  await canvas.waitFor();
  const slider = way.getByRole("slider", { name: "How far" });
  const pixels = async () => (await play.brightness(canvas)).map((value) => 255 - value);
  expect(correlation(await pixels(), await pictureInNode(0, 2))).toBeGreaterThan(0.999);
  await slider.press("End");
  await expect
    .poll(async () => correlation(await pixels(), await pictureInNode(0, 9)))
    .toBeGreaterThan(0.999);
  await slider.press("Home");
  await play.press("Play back and forth");
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(5);
  await play.press("Play back and forth");
  // The keyboard chooses another end.
  await play.press("Choose the end");
  await play.page.getByRole("option", { name: /^dream 10 of 24/ }).press("ArrowRight");
  await expect.poll(() => play.page.url()).toContain("to=10");
});

test("the keyboard draws, erases and undoes", async (context) => {
  const play = await openPlay(context);
  await play.pad.focus();
  await play.page.keyboard.press("Tab");
  await play.page.keyboard.press("Shift+Tab");
  await play.page.keyboard.press("Space");
  for (let i = 0; i < 8; i++) await play.page.keyboard.press("ArrowDown");
  await expect
    .poll(() => play.pad.page().locator(".pad-frame output").textContent())
    .toContain("row 23, pen down");
  await play.page.keyboard.press("Space");
  await play.page.keyboard.press("ArrowLeft");
  await expect.poll(() => play.bits()).toHaveLength(4);
  const canvas = play.pad.locator("canvas");
  const ink = (await play.brightness(canvas)).map((value) => value < 128);
  expect(ink[18 * 28 + 14]).toBe(true);
  expect(ink[18 * 28 + 8]).toBe(false);
  await play.page.keyboard.press("Control+z");
  await expect.poll(() => play.bits()).toEqual([]);
});

test("a PNG lies on the pad as a digit of MNIST would", async (context) => {
  const play = await openPlay(context);
  // A thick dark bar in a corner of white paper.
  const [width, height] = [120, 90];
  const data = new Uint8Array(width * height).fill(250);
  for (let y = 10; y < 50; y++) data.fill(20, y * width + 8, y * width + 16);
  const file = join(await folderFor(), "one.png");
  await writeFile(file, encode({ width, height, data, channels: 1 }));
  await play.panel("Your own images").locator("input[type=file]").setInputFiles(file);
  await play.page.getByText("one.png, 120 × 90 pixels").waitFor();
  await expect.poll(() => inkOn(play)).toBeGreaterThan(40);
  const ink = (await play.brightness(play.pad.locator("canvas"))).map((value) => 255 - value);
  const rows = ink.flatMap((value, i) => (value > 127 ? [Math.floor(i / 28)] : []));
  expect(Math.min(...rows)).toBe(4);
  expect(Math.max(...rows)).toBe(23);
  const mass = ink.reduce((sum, value) => sum + value, 0);
  const across = ink.reduce((sum, value, i) => sum + value * ((i % 28) + 0.5), 0) / mass;
  expect(across).toBeCloseTo(14, 0.5);
  await play.page.getByText("Dark ink on light paper").click();
  await expect.poll(() => inkOn(play)).toBeGreaterThan(200);
});

test("an IDX file is looked through, described, and handed to the live machine", async (context) => {
  const play = await openPlay(context);
  const some = selectImages(splits.valid, [30, 31, 32, 33]);
  const file = join(await folderFor(), "mine.idx.gz");
  await writeFile(file, gzipSync(writeIdxImages(some)));
  const own = play.panel("Your own images");
  await own.locator("input[type=file]").setInputFiles(file);
  await own.getByText("mine.idx.gz: 4 images of 28 × 28 pixels").waitFor();
  await own.getByRole("slider", { name: "Image" }).press("End");
  await play.press("Lay it on the pad");
  await expectBits(play, await bitsInNode(oneImage(some, 3), 0));
  await play.press("Train a machine on these images");
  await play.page.getByRole("heading", { name: "Live machine", level: 1 }).waitFor();
  await expect
    .poll(() => play.page.getByLabel("Images", { exact: true }).inputValue())
    .toBe("mine.idx.gz");
});

test("a dropped checkpoint is played with", async (context) => {
  const play = await openPlay(context, "?tab=dream&dream=1");
  await play.page.getByText("A machine of your own").click();
  await play.page
    .locator(".play-machine input[type=file]")
    .first()
    .setInputFiles(shippedFile("bars"));
  await play.page.getByText("4 × 4 pixels, then 8 and 1 hidden units").waitFor();
  await expectDream(play, shippedMachine("bars"), 0, 1);
});

test("the machine of a run that the server lists is played with", async (context) => {
  const play = await openPlay(context, "?dream=1");
  const { page } = play;
  const run = new URL("../../public/shipped/bars/", import.meta.url);
  await page.route("**/runs/**", async (route) => {
    const [, path = ""] = new URL(route.request().url()).pathname.split("/runs/");
    if (path === "index.json") return route.fulfill({ json: [{ id: "mine", name: "my bars" }] });
    return route.fulfill({ path: fileURLToPath(new URL(path.slice("mine/".length), run)) });
  });
  await page.reload();
  const machine = page.getByRole("combobox", { name: "Machine", exact: true });
  await machine.selectOption({ label: "my bars (server)" });
  await page.getByText("4 × 4 pixels, then 8 and 1 hidden units").waitFor();
  await expect.poll(() => page.url()).toContain("machine=runs/mine");
  // A link brings it back.
  await page.reload();
  await page.getByText("4 × 4 pixels, then 8 and 1 hidden units").waitFor();
  await page.getByRole("tab", { name: "Clamp and dream" }).click();
  await expectDream(play, shippedMachine("bars"), 0, 1);
});

test("a machine that could not be fetched is fetched when it is chosen again", async (context) => {
  const play = await openPlay(context, "?dream=1");
  const { page } = play;
  await page.route("**/shipped/bars/**", (route) => route.abort());
  const machine = page.getByRole("combobox", { name: "Machine", exact: true });
  await machine.selectOption("bars");
  await page.locator(".play-machine .play-problem").waitFor();
  await page.unroute("**/shipped/bars/**");
  await machine.selectOption("digits");
  await page.getByText("28 × 28 pixels, then").waitFor();
  await machine.selectOption("bars");
  await page.getByText("4 × 4 pixels, then 8 and 1 hidden units").waitFor();
});

test("a machine in use stays where its run cannot be read again", async (context) => {
  const play = await openPlay(context, "?dream=1");
  const { page } = play;
  const run = new URL("../../public/shipped/bars/", import.meta.url);
  let updated = 1;
  const unreadable = 2;
  await page.route("**/runs/**", async (route) => {
    const [, path = ""] = new URL(route.request().url()).pathname.split("/runs/");
    if (path === "index.json") return route.fulfill({ json: [{ id: "mine", updated }] });
    if (updated === unreadable) return route.abort();
    return route.fulfill({ path: fileURLToPath(new URL(path.slice("mine/".length), run)) });
  });
  await page.reload();
  const machine = page.getByRole("combobox", { name: "Machine", exact: true });
  await machine.selectOption("runs/mine");
  const sizes = page.getByText("4 × 4 pixels, then 8 and 1 hidden units");
  await sizes.waitFor();
  updated = unreadable;
  const notice = page.locator(".notice.error");
  await notice.waitFor();
  expect(await sizes.count()).toBe(1);
  updated++;
  await notice.waitFor({ state: "detached" });
  expect(await sizes.count()).toBe(1);
});

test("the machine that learns in the page is played with while it learns", {
  timeout: 60_000,
}, async (context) => {
  const play = await openPlay(context);
  await play.page.evaluate(() => {
    location.hash = "#/live?classes=3&hidden=12,5&steps=100000";
  });
  await play.page
    .getByRole("button", { name: /^Start/ })
    .first()
    .click();
  await play.page.getByRole("link", { name: "Play", exact: true }).click();
  await play.page.getByRole("combobox", { name: "Machine", exact: true }).selectOption("page");
  await play.page
    .getByText("28 × 28 pixels, then 12 and 5 hidden units")
    .waitFor({ timeout: 40_000 });
  await play.press("Show me one");
  await expect.poll(() => play.bits()).toHaveLength(4);
  const early = await play.bits();
  await expect.poll(() => play.bits()).not.toEqual(early);
});

test("axe finds nothing, and nothing is wider than the window", {
  timeout: 120_000,
}, async (context) => {
  const play = await openPlay(context, "?image=3&clamp=1:4%3D1");
  for (const tab of ["Draw", "Class by bits", "Clamp and dream", "Walk"]) {
    await play.page.getByRole("tab", { name: tab }).click();
    await play.page.locator(".panel canvas").nth(2).waitFor();
    for (const [width, colorScheme] of [
      [360, "light"],
      [360, "dark"],
      [1024, "light"],
      [1024, "dark"],
    ] as const) {
      await play.page.setViewportSize({ width, height: 900 });
      await play.page.emulateMedia({ colorScheme });
      expect(await accessibilityProblems(play.page), `${tab} ${width} ${colorScheme}`).toEqual([]);
      await expectNoSidewaysScroll(play.page);
    }
  }
});

// Pixels that are on by half at least.
async function inkOn(play: PlayPage): Promise<number> {
  const brightness = await play.brightness(play.pad.locator("canvas"));
  return brightness.filter((value) => value < 128).length;
}

// The bits of all that is drawn: of the last points they come a little later.
async function bitsAtRest(play: PlayPage): Promise<number[]> {
  for (let before = await play.bits(); ; ) {
    await play.page.waitForTimeout(500);
    const now = await play.bits();
    if (String(now) === String(before)) return now;
    before = now;
  }
}

async function bitsInNode(image: GreyImages, seed: number): Promise<number[]> {
  const data = binaryImages(image).draw(new Uint8Array(SAMPLES), fold(key(seed), 0));
  const machine = shippedMachine("digits");
  const s = recognize(backend, machine, data, fold(key(seed), 1));
  const lengths = layerDescriptionLengths(await layerLogProbs(backend, machine, s));
  const means = lengths.map((layer) => layer.reduce((sum, bits) => sum + bits, 0) / SAMPLES);
  return [...means.reverse(), means.reduce((sum, bits) => sum + bits, 0)];
}

async function expectBits(play: PlayPage, expected: readonly number[]): Promise<void> {
  await expect
    .poll(() => play.bits())
    .toEqual(expected.map((bits) => expect.closeTo(bits, PLACES)));
}

async function expectDream(
  play: PlayPage,
  machine: ReturnType<typeof shippedMachine>,
  seed: number,
  n: number,
): Promise<void> {
  const s = dream(backend, machine, 24, key(seed));
  for (const [layer, states] of s.entries()) {
    if (layer === 0 || layer >= machine.sizes.length) continue;
    const { data, units } = await backend.readStates(states);
    const row = [...data.subarray(n * units, (n + 1) * units)];
    const on = row.flatMap((bit, unit) => (bit ? [unit] : []));
    await expect.poll(() => play.unitsOn(layer)).toEqual(on);
  }
  const images = dreamImages(backend, machine, 24, key(seed)).data;
  const pixels = machine.sizes[0] ?? 0;
  const picture = images.subarray(n * pixels, (n + 1) * pixels);
  // The colours are nearly, not quite, in proportion.
  const canvas = play.page.locator(".pixel-grid canvas");
  const likeness = async () =>
    correlation(
      (await play.brightness(canvas)).map((value) => 255 - value),
      picture,
    );
  await expect.poll(likeness).toBeGreaterThan(0.998);
}

async function pictureInNode(seed: number, n: number): Promise<Float32Array> {
  const { data } = dreamImages(backend, shippedMachine("digits"), 24, key(seed));
  return data.subarray(n * 784, (n + 1) * 784);
}

function nearest(
  picture: Float32Array,
  images: GreyImages,
  distance: (a: number, level: number) => number,
): { index: number; sum: number } {
  let least = { index: -1, sum: Number.POSITIVE_INFINITY };
  for (let index = 0; index < imageCount(images); index++) {
    const levels = images.pixels.subarray(index * 784, (index + 1) * 784);
    const sum = picture.reduce((sum, value, i) => sum + distance(value, levels[i] ?? 0), 0);
    if (sum < least.sum) least = { index, sum };
  }
  return least;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

async function folderFor(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-play-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
