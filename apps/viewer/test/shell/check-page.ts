import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What axe finds wrong with a page by WCAG 2.2 AA and its own best practices; nothing, if all is well. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const tool = (globalThis as unknown as { axe: typeof axe }).axe; // what the source leaves
    const { violations } = await tool.run(document);
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`,
    );
  });
}

/** Fails where a page is wider than its window: it would have to be moved about to be read. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
}
