import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchChromium, type Site } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { accessibilityProblems, expectNoSidewaysScroll } from "./check-page.ts";
import { serveViewer } from "./serve-viewer.ts";

// The viewer as it is built for production.
let folder: string;
let site: Site;
let browser: Browser | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "helmholtz-viewer-"));
  site = await serveViewer(folder);
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function visit(
  context: TestContext,
  hash: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  browser ??= await launchChromium(context);
  await using page = await browser.newPage(options);
  page.setDefaultTimeout(20_000);
  await page.goto(`${site.url}${hash}`);
  await page.locator("main h1").waitFor();
  await look(page);
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);
const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

test("the keyboard reaches the content at once, and every view", async (context) => {
  await visit(context, "", async (page) => {
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
});

test("a theme is chosen by keyboard and remembered, and auto follows the system", async (context) => {
  await visit(context, "", async (page) => {
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
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1024]) {
    test(`home is accessible in ${colorScheme} at ${width} px`, async (context) => {
      const options = { colorScheme, viewport: { width, height: 800 } };
      const look = async (page: Page) => {
        await page.locator(".network-drawing").waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await expectNoSidewaysScroll(page);
      };
      await visit(context, "", look, options);
    });
  }
}

test("a view that cannot be had says so, and can be tried again", async (context) => {
  await visit(context, "", async (page) => {
    await page.route(/\/play-[^/]*\.js$/, (route) => route.abort());
    await page.getByRole("navigation").getByRole("link", { name: "Play" }).click();
    const failure = page.getByRole("alert");
    await failure.getByText("This view cannot be shown").waitFor();
    await page.unrouteAll();
    await failure.getByRole("button", { name: "Try again" }).click();
    await page.locator("main h1:not(:text('cannot'))").waitFor();
    expect(page.url()).toMatch(/#\/play$/);
  });
});

test("what home needs at first is at most 40 kB", async (context) => {
  await visit(context, "", async (page) => {
    await page.locator(".network-drawing").waitFor();
    const urls = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    const paths = urls
      .filter((url) => url.startsWith(site.url))
      .map((url) => url.slice(site.url.length));
    const files = ["index.html", ...paths].map((path) => readFileSync(join(folder, path)));
    const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });
});

const caption = /^Learning bars in this page: ([\d,]+) images seen/;
async function imagesSeen(page: Page): Promise<number> {
  const text = await page.getByText(caption).textContent();
  return Number(caption.exec(text ?? "")?.[1]?.replaceAll(",", ""));
}

test("the machine at home learns and dreams, and stands still when it is paused", async (context) => {
  await visit(context, "", async (page) => {
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
});

test("nothing at home moves by itself where motion is to be reduced", async (context) => {
  const look = async (page: Page) => {
    const first = await imagesSeen(page);
    await page.waitForTimeout(1_500);
    expect(await imagesSeen(page)).toBe(first);
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByText("Wake:").waitFor();
  };
  await visit(context, "", look, { reducedMotion: "reduce" });
});
