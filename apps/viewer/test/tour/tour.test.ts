import {
  clampMachine,
  createLearner,
  createMachine,
  dreamImages,
  enumerate,
  fold,
  initialState,
  js,
  key,
  layerLogProbs,
  type Machine,
  recognize,
  sgd,
  states,
  takeStep,
  wakeSleep,
} from "@helmholtz/core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityProblems, expectNoSidewaysScroll } from "../shell/check-page.ts";
import { openTour } from "./tour-page.ts";
import { trainedBars } from "./trained-machine.ts";

const names = [
  "message",
  "causes",
  "dream",
  "recognition",
  "length",
  "wake",
  "sleep",
  "both",
  "wrong-way",
  "onward",
];
const CROSSED = 0b0010_0010_1111_0010;
const TWO_BARS = 0b1010_1010_1010_1010;
// Of what takes a while on a busy machine.
const PATIENT = { timeout: 10_000 };
const pixelsOf = (number: number) => Uint8Array.from({ length: 16 }, (_, i) => (number >> i) & 1);
const formatBits = (bits: number) => `${bits.toFixed(2).replace("-", "−")} bits`;
const exactBits = (machine: Machine, number: number) =>
  formatBits(enumerate(machine, pixelsOf(number)).freeEnergy / Math.LN2);

test("pixels cost what the core says they cost", async (context) => {
  const tour = await openTour(context, "message");
  await tour.chapter.getByRole("slider").fill("0.2");
  await tour.chapter.getByRole("application").press("Space");
  const [on, off] = [-Math.log2(0.2), -Math.log2(0.8)];
  await expect.poll(() => tour.bits("as expected")).toBe(formatBits(9 * on + 7 * off));
  expect(await tour.bits("by fair coins")).toBe("16.00 bits");
  expect(await tour.bits("if it is on")).toBe(formatBits(on));
  expect(await tour.bits("if it is off")).toBe(formatBits(off));

  await tour.chapter.getByRole("combobox").selectOption("digit");
  await expect.poll(() => tour.bits("by fair coins")).toBe("784.00 bits");
  const share = await tour.chapter.getByText("of 784 pixels are on").textContent();
  const countOn = Number.parseInt(share ?? "", 10);
  expect(countOn).toBeGreaterThan(40);
  expect(await tour.bits("as expected")).toBe(formatBits(countOn * on + (784 - countOn) * off));
});

for (const exponent of [0, 3]) {
  const draws = 10 ** exponent;
  test(`the description of an image by ${draws} draws is the core's`, async (context) => {
    const [machine, backend] = [trainedBars(), js()];
    const data = states(draws, 16);
    for (let n = 0; n < draws; n++) data.data.set(pixelsOf(CROSSED), 16 * n);
    const seen = recognize(backend, machine, data, key(1));
    const { generative, recognition } = await layerLogProbs(backend, machine, seen);
    const mean = (nats: Float32Array | undefined) =>
      nats ? nats.reduce((sum, one) => sum - one, 0) / draws / Math.LN2 : 0;
    const rows = generative.map((cost, l) => [mean(cost), mean(recognition[l - 1])] as const);
    const text = (value: number) => value.toFixed(2).replace("-", "−");
    const wanted = rows.map(([cost, back]) => [cost, back, cost - back].map(text)).reverse();

    const tour = await openTour(context, "length", `&length-image=${CROSSED}`);
    await tour.chapter.getByRole("slider", { name: "Causes drawn" }).fill(String(exponent));
    const cells = () =>
      tour.chapter
        .locator("tbody tr")
        .evaluateAll((found) =>
          found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
        );
    await expect.poll(async () => (await cells()).slice(0, 3)).toEqual(wanted);
    expect(await tour.bits("F(d), exact mean")).toBe(exactBits(machine, CROSSED));
  });
}

test("waking on an image makes its description shorter, as the core's wake does", async (context) => {
  const trained = trainedBars();
  const { generative } = createMachine(trained.sizes, key(0), {
    initialization: "zero",
  });
  const start = { ...trained, generative };
  const optimizer = sgd({ rate: 0.2 });
  const learner = createLearner(initialState(start, optimizer), { backend: js(), optimizer });
  const wake = wakeSleep({ sleep: [] });
  const learn = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      await takeStep(wake, learner, states(1, 16, pixelsOf(TWO_BARS)), fold(key(7), i));
    }
    return (await learner.state(to)).machine;
  };

  const tour = await openTour(context, "wake", `&wake-image=${TWO_BARS}`);
  const length = () => tour.bits("this image, F(d)");
  await expect.poll(length).toBe(exactBits(start, TWO_BARS));
  // 16 pixels and nine hidden units of fair coins.
  expect(Number.parseFloat(await length())).toBeLessThanOrEqual(25);
  await tour.press("Wake");
  await expect.poll(length).toBe(exactBits(await learn(0, 1), TWO_BARS));
  await tour.press("Wake 20 times");
  const after = await learn(1, 21);
  await expect.poll(length).toBe(exactBits(after, TWO_BARS));
  expect(enumerate(after, pixelsOf(TWO_BARS)).freeEnergy).toBeLessThan(
    enumerate(start, pixelsOf(TWO_BARS)).freeEnergy / 4,
  );
});

test("sleep makes the description shorter and leaves −log₂ p(d) as it is", async (context) => {
  const tour = await openTour(context, "sleep", `&sleep-image=${TWO_BARS}`);
  const length = async () => Number.parseFloat(await tour.bits("this image, F(d)"));
  await expect.poll(length).toBeGreaterThan(100);
  const atBest = await tour.bits("at best, −log₂ p(d)");
  expect(atBest).toBe(
    formatBits(-enumerate(trainedBars(), pixelsOf(TWO_BARS)).logLikelihood / Math.LN2),
  );
  await tour.press("Sleep 1,000 times");
  await expect.poll(length, PATIENT).toBeLessThan(50);
  expect(await tour.bits("at best, −log₂ p(d)")).toBe(atBest);
});

test("the curve of a lesson has every update of a few, and a hundred of many", async (context) => {
  const tour = await openTour(context, "sleep");
  const rows = () => tour.chapter.locator(".chart tbody tr").count();
  await tour.chapter.getByText("As a table").click();
  await expect.poll(rows, PATIENT).toBe(1);
  await tour.press("Sleep 50 times");
  await expect.poll(rows, PATIENT).toBe(51);
  await tour.press("Sleep 1,000 times");
  await expect.poll(rows, PATIENT).toBe(151);
});

test("a chapter begins with bars of its own, whatever was tried in another", async (context) => {
  const tour = await openTour(context, "sleep", "&recognition-image=65535");
  const { page } = tour;
  const dark = async () => {
    const pixels = await darkPixels(page, "#tour-sleep .pixel-grid");
    return pixels.filter(Boolean).length;
  };
  await expect.poll(dark, PATIENT).toBe(4);
  await tour.press("All on");
  await expect.poll(() => page.url(), PATIENT).toContain("sleep-image=65535");
  expect(page.url()).toContain("recognition-image=65535");
  await page.reload();
  await expect.poll(dark, PATIENT).toBe(16);
});

test("formulas are mathematics to whoever reads them aloud", async (context) => {
  const tour = await openTour(context, "dream");
  await tour.chapter.getByText("The formula").click();
  const [sigmoid, sum] = await tour.chapter.locator("math").all();
  expect(await sigmoid?.evaluate((math) => math.namespaceURI)).toMatch(/MathML$/);
  expect(await sigmoid?.locator("mfrac > mrow").last().textContent()).toBe("1+e−a");
  expect(await sum?.locator("munder").textContent()).toBe("∑k");
  expect(await sum?.locator("msub").last().textContent()).toBe("gkj");
});

test("the whole table of weights is within a narrow page", async (context) => {
  const tour = await openTour(context, "wake", "", {
    viewport: { width: 360, height: 800 },
  });
  const table = tour.chapter.locator(".data-table").last();
  await table.locator("tbody tr").first().waitFor();
  const [inner, outer] = await table.evaluate((box) => [box.scrollWidth, box.clientWidth]);
  expect(inner).toBeLessThanOrEqual(outer ?? 0);
});

test("a unit that is held on shows its bar in every dream", async (context) => {
  const [trained, backend] = [trainedBars(), js()];
  const unit = 4;
  const held = clampMachine(trained, [{ layer: 1, unit, on: true }]);
  const dreamt = await backend.read(dreamImages(backend, held, 12, fold(key(17), 1)));

  const bar = [...(trained.generative[0]?.weights.data ?? []).slice(16 * unit, 16 * unit + 16)]
    .map((weight, pixel) => (weight > 10 ? pixel : -1))
    .filter((pixel) => pixel >= 0);
  expect(bar).toHaveLength(4);

  const tour = await openTour(context, "dream");
  await tour.chapter.getByRole("button", { name: `layer 1, unit ${unit}, ` }).click();
  const cell = tour.chapter.getByRole("button", { name: `layer 1, unit ${unit}, clamped on` });
  await cell.waitFor();
  await tour.press("Dream");
  const wanted = [...dreamt.data.slice(0, 16)].map((p) => p > 0.5);
  await expect.poll(() => darkPixels(tour.page, "#tour-dream .pixel-grid")).toEqual(wanted);
  for (const pixel of bar) expect(wanted[pixel]).toBe(true);

  for (let n = 0; n < dreamt.rows; n++) {
    for (const pixel of bar) expect(dreamt.data[16 * n + pixel]).toBeGreaterThan(0.9);
  }
});

async function darkPixels(page: Page, within: string): Promise<boolean[]> {
  return await page.locator(`${within} canvas`).evaluate((found) => {
    const canvas = found as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, 4, 4) ?? { data: [] };
    return Array.from({ length: 16 }, (_, i) => (data[4 * i] ?? 0) < 128);
  });
}

test("arrow keys turn chapters, but not within a control", async (context) => {
  const tour = await openTour(context, "message");
  const { page } = tour;
  const named = () =>
    page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("chapter"));
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("ArrowRight");
  await expect.poll(named).toBe("causes");
  expect(await focused()).toBe("tour-causes-title");
  await page.keyboard.press("ArrowRight");
  await expect.poll(named).toBe("dream");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(named).toBe("causes");

  await page.goto(page.url().replace(/#.*/, "#/tour?chapter=wrong-way"));
  const slider = page.locator("#tour-wrong-way").getByRole("slider").first();
  const before = Number(await slider.inputValue());
  await slider.press("ArrowRight");
  await expect.poll(() => slider.inputValue()).toBe((before + 0.01).toFixed(2));
  expect(await named()).toBe("wrong-way");
});

test("the chapter in the URL is opened, and follows what is read", async (context) => {
  const tour = await openTour(context, "wake");
  const { page } = tour;
  const current = page.locator(".tour-contents [aria-current]");
  await expect.poll(() => current.textContent()).toContain("Wake");
  const top = () => tour.chapter.evaluate((section) => section.getBoundingClientRect().top);
  await expect.poll(async () => Math.abs(await top())).toBeLessThan(300);

  await page.getByRole("navigation", { name: "Chapters" }).getByText("Both in turn").click();
  await expect.poll(() => page.url()).toContain("chapter=both");
  await page.locator("#tour-sleep").evaluate((section) => section.scrollIntoView());
  await expect.poll(() => page.url()).toContain("chapter=sleep");
  await page.locator("#tour-onward").getByRole("link", { name: "Live machine" }).click();
  await page.locator('nav [aria-current="page"]:text-is("Live machine")').waitFor();
});

test("training goes on in sight only, and by itself only where motion is welcome", async (context) => {
  const seen = async (page: Page) => {
    const text = await page.getByText(/images seen/).textContent();
    return Number(/([\d,]+) images seen/.exec(text ?? "")?.[1]?.replaceAll(",", ""));
  };
  const tour = await openTour(context, "both");
  const first = await seen(tour.page);
  await tour.page.waitForTimeout(700);
  expect(await seen(tour.page)).toBe(first);
  await tour.press("Train");
  await expect.poll(() => seen(tour.page)).toBeGreaterThan(first);
  await tour.page.locator("#tour-message").evaluate((section) => section.scrollIntoView());
  await tour.page.waitForTimeout(500);
  const hidden = await seen(tour.page);
  await tour.page.waitForTimeout(700);
  expect(await seen(tour.page)).toBe(hidden);

  const moving = await openTour(context, "both", "", { reducedMotion: "no-preference" });
  await expect.poll(() => seen(moving.page), { timeout: 10_000 }).toBeGreaterThan(1000);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1024]) {
    test(`every chapter is accessible in ${colorScheme} at ${width} px`, async (context) => {
      const options = { colorScheme, viewport: { width, height: 800 } };
      const tour = await openTour(context, "message", "", options);
      const { page } = tour;
      for (const name of names) {
        await page.locator(`#tour-${name}`).evaluate((section) => section.scrollIntoView());
        await page.waitForTimeout(150);
      }
      await page.locator("summary").evaluateAll((all) => {
        for (const summary of all) summary.parentElement?.setAttribute("open", "");
      });
      await page.getByText("held-out digits").waitFor();
      expect(await page.getByText("Loading the machine.").count()).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await expectNoSidewaysScroll(page);
    });
  }
}
