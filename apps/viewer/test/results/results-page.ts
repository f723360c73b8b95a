import type { Locator, Page } from "playwright-core";

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
