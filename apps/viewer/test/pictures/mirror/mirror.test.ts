import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityProblems } from "../../shell/check-page.ts";
import { openPictures } from "../open-pictures.ts";
import type {} from "../page/main.tsx";

test("both halves say what their states cost under the predictions, and each layer its part", async (context) => {
  const page = await openPictures(context);
  const expected = await page.evaluate(async () => {
    const { wake, sleep } = (await pictures.trained).phases;
    // Two images, which is as many as there is room for; the first one is blank.
    const bits = (states: typeof wake.states, predictions: typeof wake.states) =>
      predictions.reduce((sum, { cols, data }, l) => {
        const drawn = states[l]?.data ?? [];
        const costs = Array.from(data.subarray(cols, 3 * cols), (p, i) =>
          Math.log2(drawn[cols + i] === 1 ? p : 1 - p),
        );
        return sum - costs.reduce((all, one) => all + one, 0);
      }, 0);
    return [bits(wake.states, wake.predictions), bits(sleep.states.slice(1), sleep.predictions)];
  });
  const [wake = 0, sleep = 0] = expected;
  expect(await counts(page)).toEqual([
    `${wake.toFixed(1)} bits for 50 states`,
    `${sleep.toFixed(1)} bits for 18 states`,
  ]);
  const parts = await page.locator(".mirror-half.wake figcaption b").allTextContents();
  const sum = parts.reduce((total, words) => total + Number.parseFloat(words), 0);
  // Six numbers, each to a tenth.
  expect(Math.abs(sum - wake)).toBeLessThan(0.3);
});

test("says which direction draws and which one learns, and what a phase that is off does not do", async (context) => {
  const page = await openPictures(context);
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
  const page = await openPictures(context);
  const labels = await page
    .locator(".mirror canvas")
    .evaluateAll((all) => all.map((canvas) => canvas.getAttribute("aria-label")));
  // Two images of three layers in each half; recognition predicts no pixels.
  expect(labels).toHaveLength(22);
  expect(labels[0]).toMatch(/^wake, layer 2, recognized: [01] of 1 on$/);
  expect(labels[1]).toMatch(/^wake, layer 2, predicted from the prior: \d+\.\d bits for 1 states$/);
  expect(labels.at(-1)).toMatch(/^sleep, pixels, dream: \d+ of 16 on$/);
});

test("shows one image on a narrow page, first one with something on, and the others in turn", async (context) => {
  const page = await openPictures(context, { viewport: { width: 360, height: 700 } });
  expect(await page.locator(".mirror-half.wake .mirror-pair").count()).toBe(3);
  const before = await page.locator(".mirror canvas").first().elementHandle();
  const shown = page.locator(".mirror-images-shown span[aria-live]");
  expect(await shown.textContent()).toBe("image 2 of 6");
  const first = await counts(page);
  await page.getByRole("button", { name: "Next image" }).click();
  expect(await shown.textContent()).toBe("image 3 of 6");
  expect(await counts(page)).not.toEqual(first);
  expect(await before?.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Previous image" }).click();
  await page.getByRole("button", { name: "Previous image" }).click();
  expect(await shown.textContent()).toBe("image 1 of 6");
  const datum = page.getByRole("img", { name: /^wake, pixels, datum/ });
  expect(await datum.getAttribute("aria-label")).toBe("wake, pixels, datum: 0 of 16 on");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("states of a stepped phase appear layer by layer, and at once where motion is reduced", async (context) => {
  const delays = async (reducedMotion: "reduce" | "no-preference", phase: "wake" | "sleep") => {
    const page = await openPictures(context, { reducedMotion });
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

test.for([
  ["light", 1024],
  ["dark", 1024],
  ["light", 360],
  ["dark", 360],
] as const)(
  "axe finds nothing to object to on the page: %s, %s px",
  async ([colorScheme, width], context) => {
    const page = await openPictures(context, { colorScheme, viewport: { width, height: 800 } });
    await page.evaluate(() => {
      pictures.off.value = new Set(["sleep"]);
      pictures.stepped.value = "wake";
      pictures.selected.value = 2;
      pictures.clamps.value = [{ layer: 1, unit: 2, on: true }];
    });
    await page.locator("[data-unit='1']").first().focus();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await accessibilityProblems(page)).toEqual([]);
  },
);

function counts(page: Page): Promise<string[]> {
  return page.locator(".mirror-count").allTextContents();
}
