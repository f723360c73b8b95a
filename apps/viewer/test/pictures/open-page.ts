import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, type Site, servePage } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, expect, onTestFinished, type TestContext } from "vitest";

// One build and one browser for all tests of a file.
let opened: Promise<{ browser: Browser; site: Site; folder: string }> | undefined;

afterAll(async () => {
  if (!opened) return;
  const { browser, site, folder } = await opened;
  await browser.close();
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** The page of pictures, with a machine that was trained in it; fails the test on errors of the page. */
export async function openPage(
  context: TestContext,
  options: BrowserContextOptions = {},
): Promise<Page> {
  opened ??= (async () => {
    const browser = await launchChromium(context);
    const folder = await mkdtemp(join(tmpdir(), "helmholtz-pictures-"));
    const site = await servePage(fileURLToPath(new URL("page", import.meta.url)), folder);
    return { browser, site, folder };
  })();
  const { browser, site } = await opened;
  const page = await browser.newPage({ viewport: { width: 1024, height: 800 }, ...options });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(site.url);
  await page.locator("#known canvas").first().waitFor();
  return page;
}
