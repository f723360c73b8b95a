import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, type TestContext, test } from "vitest";
import { openPage } from "../open-page.ts";
import { useSite } from "../use-site.ts";
import { accessibilityProblems, expectNoSidewaysScroll } from "./check-page.ts";
import { serveViewer } from "./serve-viewer.ts";

const site = useSite(serveViewer);

async function visit(
  context: TestContext,
  hash: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openPage(context, `${site().url}${hash}`, options);
  await page.locator("main h1").waitFor();
  return page;
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);
const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

test("the keyboard reaches the content at once, and every view", async (context) => {
  const page = await visit(context, "");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  const views = ["Results", "Live machine", "Play", "Explaining away", "Tour", "Home"];
  for (const view of views) {
    const link = page.getByRole("navigation").getByRole("link", { name: view, exact: true });
    await link.press("Enter");
    await page.locator(`header nav [aria-current]:text-is("${view}")`).waitFor();
    expect(await page.locator("header nav [aria-current]").count()).toBe(1);
    const name = "Helmholtz machine";
    await expect.poll(() => page.title()).toBe(view === "Home" ? name : `${view} · ${name}`);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  }
  await page.goBack();
  await page.locator('header nav [aria-current]:text-is("Tour")').waitFor();
});

test("a theme is chosen by keyboard and remembered, and auto follows the system", async (context) => {
  const page = await visit(context, "");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => themeOf(page)).toBe(colorScheme);
  }
  await page.getByRole("radio", { name: "auto" }).press("ArrowRight");
  await expect.poll(() => themeOf(page)).toBe("light");
  await page.reload();
  await page.locator("main h1").waitFor();
  expect(await themeOf(page)).toBe("light");
  expect(await page.getByRole("radio", { name: "light" }).isChecked()).toBe(true);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1024]) {
    test(`home is accessible in ${colorScheme} at ${width} px`, async (context) => {
      const page = await visit(context, "", { colorScheme, viewport: { width, height: 800 } });
      await page.locator(".network-drawing").waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("a view that cannot be had says so, and can be tried again", async (context) => {
  const page = await visit(context, "");
  await page.route(/\/play-[^/]*\.js$/, (route) => route.abort());
  await page.getByRole("navigation").getByRole("link", { name: "Play" }).click();
  const failure = page.getByRole("alert");
  await failure.getByText("This view cannot be shown").waitFor();
  await page.unrouteAll();
  await failure.getByRole("button", { name: "Try again" }).click();
  await page.locator("main h1:not(:text('cannot'))").waitFor();
  expect(page.url()).toMatch(/#\/play$/);
});

test("what home needs at first is at most 40 kB", async (context) => {
  const page = await visit(context, "");
  await page.locator(".network-drawing").waitFor();
  const urls = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name),
  );
  const own = urls.filter((url) => url.startsWith(site().url));
  const sizes = [site().url, ...own].map(async (url) => {
    const file = await (await fetch(url)).arrayBuffer();
    return gzipSync(new Uint8Array(file)).length;
  });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(40_000);
});

const caption = /^Learning bars in this page: ([\d,]+) images seen/;
async function imagesSeen(page: Page): Promise<number> {
  const text = await page.getByText(caption).textContent();
  return Number(caption.exec(text ?? "")?.[1]?.replaceAll(",", ""));
}

test("the machine at home learns and dreams, and stands still when it is paused", async (context) => {
  const page = await visit(context, "");
  const first = await imagesSeen(page);
  await page.getByText("Wake:").waitFor();
  await page.getByText("Sleep:").waitFor();
  await page.locator(".living-dreams canvas").first().waitFor();
  expect(await imagesSeen(page)).toBeGreaterThan(first);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.waitForTimeout(500);
  const paused = await imagesSeen(page);
  await page.waitForTimeout(1_500);
  expect(await imagesSeen(page)).toBe(paused);
});

test("nothing at home moves by itself where motion is to be reduced", async (context) => {
  const page = await visit(context, "", { reducedMotion: "reduce" });
  const first = await imagesSeen(page);
  await page.waitForTimeout(1_500);
  expect(await imagesSeen(page)).toBe(first);
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByText("Wake:").waitFor();
});

// Each view, and what comes last in it.
const comings = [
  ["", ".living-dreams canvas"],
  ["#/results", "tbody tr:last-child :text('done')"],
  ["#/live", ".stage-mirror canvas"],
  ["#/play", ".panel canvas"],
  ["#/bars", ".bars-correlations"],
  ["#/tour", "#tour-message .bit-bar"],
  ["#/tour?chapter=causes", "#tour-causes .bit-bar"],
  ["#/tour?chapter=length", "#tour-length .bit-bar"],
] as const;
for (const [hash, last] of comings) {
  for (const width of [360, 1280]) {
    test(`nothing moves away as /${hash} comes at ${width} px`, async (context) => {
      const page = await visit(context, hash, { viewport: { width, height: 900 } });
      await page.locator(last).first().waitFor();
      expect(await layoutShift(page)).toBeLessThan(0.02);
    });
  }
}

/** How much of what is in sight has moved, and how far, as browsers measure it: from 0.1 on, people complain. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value; // no type has it
    });
    observer.observe({ type: "layout-shift", buffered: true });
    await new Promise((done) => setTimeout(done, 200));
    return sum;
  });
}
