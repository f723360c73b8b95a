import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, type Site, servePage } from "@helmholtz/vitest/browser";
import { findChromium, missingChromium } from "@helmholtz/vitest/find-chromium";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Backend } from "../../../src/backend.ts";
import { type Browser, type Page, remoteBackend } from "./remote-backend.ts";
import { watchDevices } from "./watch-devices.ts";

/** Pages of one production build, in one browser. */
export interface Pages {
  /** A page, under a content security policy where one is given. */
  open(policy?: string): Promise<Page>;
  /** A backend in a page of its own, that goes with it. */
  openBackend(mode: string): Promise<Backend<number, number>>;
}

/** Tests in pages; skipped, with the reason, where there is no Chromium, unless `CI` is "true". */
export function describeInPage(name: string, tests: (pages: Pages) => void): void {
  if (!findChromium() && process.env.CI !== "true") {
    test(name, (context) => context.skip(missingChromium()));
    return;
  }
  let folder: string;
  let site: Site;
  let browser: Browser;

  const pages: Pages = {
    async open(policy) {
      const page = await browser.newPage();
      await page.addInitScript(watchDevices);
      if (policy) {
        await page.route(site.url, async (route) => {
          const response = await route.fetch();
          const headers = { ...response.headers(), "content-security-policy": policy };
          await route.fulfill({ response, headers });
        });
      }
      await page.goto(site.url);
      return page;
    },
    async openBackend(mode) {
      const page = await pages.open();
      const backend = await remoteBackend(page, `gpujs:${mode}`);
      return {
        ...backend,
        async [Symbol.asyncDispose]() {
          await backend[Symbol.asyncDispose]();
          await page.close();
        },
      };
    },
  };

  describe(name, () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "helmholtz-page-"));
      site = await servePage(fileURLToPath(new URL("page", import.meta.url)), folder);
      browser = await launchChromium({
        skip(note) {
          throw new Error(note);
        },
      });
    });
    tests(pages);
    afterAll(async () => {
      await browser?.close();
      await site?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    });
  });
}
