import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium } from "@helmholtz/vitest/browser";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { TestContext } from "vitest";
import { serveViewer } from "../shell/serve-viewer.ts";

/** The viewer as it is built for production; disposing ends it and removes its files. */
export interface TourSite extends AsyncDisposable {
  /** Opens a chapter, with parameters such as `&image=255`. */
  open(
    context: TestContext,
    chapter: string,
    params?: string,
    options?: BrowserContextOptions,
  ): Promise<TourPage>;
}

/** What a person sees of a chapter. */
export interface TourPage extends AsyncDisposable {
  readonly page: Page;
  readonly chapter: Locator;
  press(name: string): Promise<void>;
  /** The bits beside a name. */
  bits(name: string): Promise<string>;
}

/** @throws Error when the viewer cannot be built. */
export async function serveTour(): Promise<TourSite> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-tour-"));
  const site = await serveViewer(folder);
  let browser: Browser | undefined;
  return {
    async open(context, name, params = "", options = {}) {
      browser ??= await launchChromium(context);
      const page = await browser.newPage({ reducedMotion: "reduce", ...options });
      page.setDefaultTimeout(20_000);
      await page.goto(`${site.url}#/tour?chapter=${name}${params}`);
      const chapter = page.locator(`#tour-${name}`);
      await chapter.waitFor();
      return {
        page,
        chapter,
        press: (button) => chapter.getByRole("button", { name: button, exact: true }).click(),
        async bits(named) {
          const bar = chapter.locator(".bit-bar", { has: page.getByText(named, { exact: true }) });
          return (await bar.locator(".bit-bar-value").textContent()) ?? "";
        },
        [Symbol.asyncDispose]: () => page.close(),
      };
    },
    async [Symbol.asyncDispose]() {
      await browser?.close();
      await site[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
