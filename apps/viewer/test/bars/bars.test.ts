import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decodeCheckpoint, enumerate } from "@helmholtz/core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, type TestContext, test } from "vitest";
import { openPage } from "../open-page.ts";
import { accessibilityProblems, expectNoSidewaysScroll } from "../shell/check-page.ts";
import { serveViewer } from "../shell/serve-viewer.ts";
import { useSite } from "../use-site.ts";

const CHECKPOINT = "../../public/shipped/bars/checkpoints/000002000000.safetensors";

const site = useSite(serveViewer);

async function openBars(context: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(context, `${site().url}#/bars`, options);
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

test("both columns to be compared are within a narrow page", async (context) => {
  const page = await openBars(context, { viewport: { width: 360, height: 900 } });
  for (const table of await page.locator(".data-table").all()) {
    const [inner, outer] = await table.evaluate((box) => [box.scrollWidth, box.clientWidth]);
    expect(inner).toBeLessThanOrEqual(outer ?? 0);
  }
  await page.getByText("0 by construction").waitFor();
});
