import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, type TestContext, test } from "vitest";
import { openPage } from "../open-page.ts";
import type {} from "../page/main.tsx";

test("both halves count the states that came out otherwise than predicted", async (context) => {
  const page = await openPage(context);
  const expected = await page.evaluate(async () => {
    const { wake, sleep } = (await pictures.trained).phases;
    // Image 1 and 2, which is as many as there is room for.
    const count = (states: typeof wake.states, predictions: typeof wake.states) =>
      predictions.reduce((sum, { cols, data }, l) => {
        const drawn = states[l]?.data ?? [];
        return (
          sum + data.subarray(0, 2 * cols).filter((p, i) => p > 0.5 !== (drawn[i] === 1)).length
        );
      }, 0);
    return [
      `${count(wake.states, wake.predictions)} of 50`,
      `${count(sleep.states.slice(1), sleep.predictions)} of 18`,
    ];
  });
  expect(await counts(page)).toEqual(expected.map((some) => `${some} states predicted wrongly`));
  const wrong = await page.locator(".mirror-half.wake figcaption b").allTextContents();
  const sum = wrong.reduce((total, words) => total + (Number.parseInt(words, 10) || 0), 0);
  expect(`${sum} of 50`).toBe(expected[0]);
});

test("says which direction draws and which one learns, and what a phase that is off does not do", async (context) => {
  const page = await openPage(context);
  const words = (phase: string) => page.locator(`.mirror-half.${phase} p`).first().textContent();
  expect(await words("wake")).toBe("recognition draws, generative learns");
  expect(await words("sleep")).toBe("generative draws, recognition learns");
  await page.evaluate(() => {
    pictures.off.value = new Set(["sleep"]);
  });
  expect(await words("sleep")).toBe("generative draws, recognition does not learn: sleep is off");
  expect(await words("wake")).toBe("recognition draws, generative learns");
});

test("every picture says in words what it shows", async (context) => {
  const page = await openPage(context);
  const labels = await page
    .locator(".mirror canvas")
    .evaluateAll((all) => all.map((canvas) => canvas.getAttribute("aria-label")));
  // Two images of three layers in each half; recognition predicts no pixels.
  expect(labels).toHaveLength(22);
  expect(labels[0]).toMatch(/^wake, layer 2, recognized: [01] of 1 on$/);
  expect(labels[1]).toMatch(
    /^wake, layer 2, predicted from the prior: [01] of 1 came out otherwise$/,
  );
  expect(labels.at(-1)).toMatch(/^sleep, pixels, dream: \d+ of 16 on$/);
});

test("shows one image on a narrow page, and the others in turn", async (context) => {
  const page = await openPage(context, { viewport: { width: 360, height: 700 } });
  expect(await page.locator(".mirror-half.wake .mirror-pair").count()).toBe(3);
  const before = await page.locator(".mirror canvas").first().elementHandle();
  const shown = page.locator(".mirror-images-shown span[aria-live]");
  expect(await shown.textContent()).toBe("image 1 of 6");
  const first = await counts(page);
  await page.getByRole("button", { name: "Next image" }).click();
  expect(await shown.textContent()).toBe("image 2 of 6");
  expect(await counts(page)).not.toEqual(first);
  expect(await before?.isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("states of a stepped phase appear layer by layer, and at once where motion is reduced", async (context) => {
  const delays = async (reducedMotion: "reduce" | "no-preference", phase: "wake" | "sleep") => {
    const page = await openPage(context, { reducedMotion });
    await page.evaluate((phase) => {
      pictures.stepped.value = phase;
    }, phase);
    await page.locator(".mirror-half.flows").waitFor();
    return page
      .locator(`.mirror-half.${phase} .mirror-pair:first-child .mirror-drawn`)
      .evaluateAll((figures) =>
        figures.map((figure) => {
          const { animationName, animationDelay } = getComputedStyle(figure);
          return animationName === "none" ? 0 : Number.parseFloat(animationDelay);
        }),
      );
  };
  // From the top down: wake begins with the pixels, sleep with the top.
  expect(await delays("no-preference", "wake")).toEqual([0.3, 0.15, 0]);
  expect(await delays("no-preference", "sleep")).toEqual([0, 0.15, 0.3]);
  expect(await delays("reduce", "wake")).toEqual([0, 0, 0]);
});

test.each([
  ["light", 1024],
  ["dark", 1024],
  ["light", 360],
  ["dark", 360],
] as const)("axe finds nothing to object to on the page: %s, %s px", async (...args) => {
  const [colorScheme, width, context] = args as unknown as ["light" | "dark", number, TestContext];
  const page = await openPage(context, { colorScheme, viewport: { width, height: 800 } });
  await page.evaluate(() => {
    pictures.off.value = new Set(["sleep"]);
    pictures.stepped.value = "wake";
    pictures.selected.value = 2;
    pictures.clamps.value = [{ layer: 1, unit: 2, on: true }];
  });
  await page.locator("[data-unit='1']").first().focus();
  await page.waitForFunction(() => document.getAnimations().length === 0);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const tool = (globalThis as unknown as { axe: typeof axe }).axe; // what the source leaves
    const found = await tool.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
  });
  expect(violations).toEqual([]);
});

function counts(page: Page): Promise<string[]> {
  return page.locator(".mirror-count").allTextContents();
}
