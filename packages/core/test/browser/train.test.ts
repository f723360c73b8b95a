import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, servePage } from "@helmholtz/vitest/browser";
import { expect, onTestFinished, test } from "vitest";
import { trainBars } from "./page/train-bars.ts";

declare global {
  /** What page/main.ts leaves for this test. */
  var trained: Promise<number[]>;
}

test("a page trains exactly the machine that Node trains", async (context) => {
  await using browser = await launchChromium(context);
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await using site = await servePage(fileURLToPath(new URL("page", import.meta.url)), folder);

  const page = await browser.newPage();
  await page.goto(site.url);
  const trained = await page.evaluate(() => globalThis.trained);

  expect(trained).toEqual(await trainBars());
});
