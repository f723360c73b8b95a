import { launchChromium } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, expect, type TestContext } from "vitest";

// One for all tests of a file.
let browser: Browser | undefined;
afterAll(() => browser?.close());

/**
 * Opens an address in a page of its own, 1280 × 900 pixels if not told otherwise, and closes it when
 * the test ends. Errors of the page, and what its content security policy refuses, fail the test.
 */
export async function openPage(
  context: TestContext,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  browser ??= await launchChromium(context);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) complaints.push(message.text());
  });
  context.onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(url);
  return page;
}
