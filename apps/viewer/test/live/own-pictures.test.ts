import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeIdxImages } from "@helmholtz/core";
import { encode } from "fast-png";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useOpened } from "../use-opened.ts";
import { serveLive } from "./live-page.ts";
import { trainInNode } from "./node-training.ts";

const site = useOpened(serveLive);

test("pictures of one size are learned from as they are, and as the command line does of the IDX file", async (context) => {
  const pictures = Array.from({ length: 24 }, (_, i) => pictureOf(6, 5, i));
  const live = await site().open(context, "?hidden=4&steps=40&batch=5");
  await choose(live.page, await written(pictures, [6, 5]));
  await live.page.getByText("24 pictures of 6 × 5.", { exact: false }).waitFor();
  await live.is("Ready to start");
  const download = live.page.waitForEvent("download");
  await live.press("Save as IDX");
  const idx = join(site().folder, (await download).suggestedFilename());
  await (await download).saveAs(idx);
  const pixels = Uint8Array.from(pictures.flatMap((picture) => [...picture]));
  expect(await readFile(idx)).toEqual(Buffer.from(writeIdxImages({ width: 6, height: 5, pixels })));

  expect(await live.commandLine()).toBe(
    "helmholtz train --data 24-pictures-idx3-ubyte --hidden 4 --batch 5 --steps 40",
  );
  await live.press("Start");
  await live.is("Training has ended");
  const settings = { hidden: [4], batch: 5, length: { steps: 40 } };
  const node = await trainInNode(idx, settings);
  expect(Buffer.compare((await live.save()).checkpoint, node.checkpoint)).toBe(0);
});

test("pictures of several sizes are fitted in as MNIST does it", async (context) => {
  const live = await site().open(context, "?hidden=4&steps=40&batch=2");
  const small = await written([pictureOf(6, 5, 1), pictureOf(6, 5, 2)], [6, 5]);
  const large = await written([pictureOf(80, 90, 1), pictureOf(80, 90, 2)], [80, 90]);
  await choose(live.page, [...small, ...large]);
  await live.page.getByText("4 pictures of 28 × 28.", { exact: false }).waitFor();
  await live.is("Ready to start");
});

test("a picture that is none is said", async (context) => {
  const live = await site().open(context, "?hidden=4&steps=40");
  const file = join(site().folder, "broken.png");
  await writeFile(file, "no picture");
  await choose(live.page, [file]);
  await live.page.getByText(/broken.png: .* the browser cannot read this/).waitFor();
  expect(await live.commandLine()).toBe("helmholtz train --hidden 4 --steps 40");
});

// Bright strokes, and a dark rim.
function pictureOf(width: number, height: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isRim = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    return isRim ? 0 : (31 * i * (seed + 1) + 57 * seed) % 256;
  });
}

async function written(pictures: Uint8Array[], [width, height]: [number, number]) {
  return await Promise.all(
    pictures.map(async (data, i) => {
      const file = join(site().folder, `${width}-${String(i).padStart(2, "0")}.png`);
      await writeFile(file, encode({ width, height, data, channels: 1, depth: 8 }));
      return file;
    }),
  );
}

async function choose(page: Page, files: string[]): Promise<void> {
  await page.getByText("Your own images").click();
  await page.locator("input[type=file]").first().setInputFiles(files);
}
