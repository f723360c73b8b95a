import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeCheckpoint, enumerate } from "@helmholtz/core";
import { launchChromium, type Site } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { accessibilityProblems, expectNoSidewaysScroll } from "../shell/check-page.ts";
import { serveViewer } from "../shell/serve-viewer.ts";

const CHECKPOINT = "../../public/shipped/bars/checkpoints/000002000000.safetensors";

let folder: string;
let site: Site;
let browser: Browser | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "helmholtz-bars-"));
  site = await serveViewer(folder);
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function openBars(context: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= await launchChromium(context);
  const page = await browser.newPage(options);
  await page.goto(`${site.url}#/bars`);
  await page.locator(".bars-correlations").waitFor();
  return page;
}

// "14.863 bits" of the last of the three terms, in the panel of bars.
async function bitsOf(page: Page): Promise<number[]> {
  const texts = await page.locator(".panel").nth(1).locator(".bits-term strong").allTextContents();
  return texts.map((text) => Number.parseFloat(text));
}

test("the price of recognition is exact, and follows the image and the causes", async (context) => {
  const page = await openBars(context);
  const panel = page.locator(".panel").nth(1);

  const bytes = await readFile(fileURLToPath(new URL(CHECKPOINT, import.meta.url)));
  const { machine } = decodeCheckpoint(bytes, CHECKPOINT);
  const exact = (d: Uint8Array) => {
    const { freeEnergy, logLikelihood, divergence } = enumerate(machine, d);
    return [freeEnergy, -logLikelihood, divergence].map((nats) =>
      Number((nats / Math.LN2).toFixed(3)),
    );
  };
  expect(await bitsOf(page)).toEqual(exact(new Uint8Array(16).fill(1)));
  await panel.getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => bitsOf(page)).toEqual(exact(new Uint8Array(16)));
  expect(page.url()).not.toContain("image=65535");
  await panel.getByRole("button", { name: "The hardest of them" }).click();
  await expect.poll(() => bitsOf(page)).toEqual(exact(new Uint8Array(16).fill(1)));

  // An earlier machine, by the keyboard.
  await panel.getByRole("slider", { name: "Images learned from" }).press("Home");
  await expect.poll(() => bitsOf(page)).not.toEqual(exact(new Uint8Array(16).fill(1)));

  // A truck is believed in more than when there was an earthquake as well.
  const beliefs = () => page.locator(".bars-belief dd").allTextContents();
  const [, seen = "", withOther = ""] = await beliefs();
  expect(Number.parseFloat(withOther)).toBeLessThan(Number.parseFloat(seen));
  await page.getByRole("slider", { name: "Each cause is there" }).press("End");
  await expect.poll(beliefs).not.toContain(seen);
  await expect.poll(() => page.url()).toContain("rate=0.5");
});

test("a machine trained in the page is explained while it learns", async (context) => {
  const page = await openBars(context);
  await page.getByRole("button", { name: "Train one here" }).click();
  const status = page.getByRole("status").filter({ hasText: "images learned from, live" });
  const learned = async () =>
    Number((await status.textContent())?.replaceAll(",", "").match(/\d+/)?.[0]);
  await expect.poll(learned, { timeout: 10_000 }).toBeGreaterThan(1000);
  await expect.poll(() => bitsOf(page)).toHaveLength(3);
  await page.getByRole("button", { name: "Back to the stored machine" }).click();
  await page.getByRole("slider", { name: "Images learned from" }).waitFor();
});

for (const [colorScheme, width] of [
  ["light", 360],
  ["dark", 1024],
] as const) {
  test(`nothing keeps anybody out, ${colorScheme} at ${width} px`, async (context) => {
    const page = await openBars(context, { colorScheme, viewport: { width, height: 900 } });
    expect(await accessibilityProblems(page)).toEqual([]);
    await expectNoSidewaysScroll(page);
  });
}
