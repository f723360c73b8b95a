import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Selection } from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { launchChromium, servePage } from "@helmholtz/vitest/browser";
import { expect, onTestFinished, test } from "vitest";
import { packDigits } from "../fixtures/pack-digits.ts";
import { trainDigits } from "./digits/train-digits.ts";

declare global {
  /** What digits/main.ts leaves for this test. */
  var trainOnPage: (
    selection: Selection,
  ) => Promise<{ readonly checkpoint: string; readonly fingerprint: string }>;
}

test("a page trains on digits what Node trains, of the same data", async (context) => {
  packDigits();
  await using browser = await launchChromium(context);
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await using site = await servePage(fileURLToPath(new URL("digits", import.meta.url)), folder);
  const page = await browser.newPage();
  await page.goto(site.url);

  const selections: Selection[] = [
    {},
    { classes: [3, 8], binarization: "sample" },
    { classes: [1, 7, 9], binarization: "threshold" },
  ];
  for (const selection of selections) {
    const source = await openDataset("mnist", selection);
    const trained = await page.evaluate(
      (selection) => globalThis.trainOnPage(selection),
      selection,
    );
    expect(trained.checkpoint).toBe(await trainDigits(await source.dataset()));
    expect(trained.fingerprint).toBe(await source.fingerprint());
  }
});
