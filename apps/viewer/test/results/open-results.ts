import { launchChromium } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { TestContext } from "vitest";

let browser: Browser | undefined;

/** Opens an address in a page of its own, and closes that when the test ends; says what the page complains of. */
export async function openPage(
  context: TestContext,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  browser ??= await launchChromium(context);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  context.onTestFinished(() => page.close());
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.goto(url);
  return { page, complaints };
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** The row of a run in the table. */
export function rowOf(page: Page, name: string): Locator {
  return page.locator("tbody tr", { has: page.locator("th", { hasText: name }) }).first();
}

/** Ticks runs in the table, and waits for their curves. */
export async function selectRuns(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await rowOf(page, name).getByRole("checkbox").check();
  await page.locator(".chart").first().waitFor();
}

/** The one slider of steps. */
export function stepSlider(page: Page): Locator {
  return page.getByRole("region", { name: "Step" }).getByRole("slider", { name: "Step" });
}
