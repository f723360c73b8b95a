import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, type Site, servePage } from "@helmholtz/vitest/browser";
import { expect, onTestFinished, test } from "vitest";
import { learnInThreads } from "./threads/learn-in-threads.ts";

declare global {
  /** What threads/main.ts leaves for these tests. */
  var learnOnPage: (threads: number) => Promise<number[]>;
  var learnInWorker: (threads: number) => Promise<number[]>;
  /** What blocked/main.ts leaves. */
  var opened: Promise<{ name: string; notice?: string }>;
}

test("a page learns in one thread and in two what Node learns, bit for bit", async (context) => {
  await using browser = await launchChromium(context);
  await using site = await serve("threads");
  const page = await browser.newPage();
  await page.goto(site.url);
  const learned = await learnInThreads(1);
  expect(await page.evaluate(() => globalThis.learnOnPage(1))).toEqual(learned);
  expect(await page.evaluate(() => globalThis.learnOnPage(2))).toEqual(learned);
  expect(await page.evaluate(() => globalThis.learnInWorker(2))).toEqual(learned);
});

test("where a policy blocks WebAssembly, js computes, and the notice says why", async (context) => {
  await using browser = await launchChromium(context);
  await using site = await serve("blocked");
  const page = await browser.newPage();
  await page.goto(site.url);
  const { name, notice } = await page.evaluate(() => globalThis.opened);
  expect(name).toBe("js");
  expect(notice).toContain("'wasm-unsafe-eval'");
  expect(notice).toContain("js computes instead");
});

async function serve(name: string): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return servePage(fileURLToPath(new URL(name, import.meta.url)), folder);
}
