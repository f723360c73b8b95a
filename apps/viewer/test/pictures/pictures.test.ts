import { decode } from "fast-png";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { cssColor } from "../../src/pictures/colors.ts";
import { openPictures } from "./open-pictures.ts";
import type {} from "./page/main.tsx";

const themes = ["light", "dark"] as const;

describe("a picture", () => {
  test.for(themes)("has the colours of its values: %s", async (theme, context) => {
    const page = await openPictures(context, { colorScheme: theme });
    const grey = (value: number) => cssColor(value, "greys", theme);
    const weight = (value: number) => cssColor(value, "diverging", theme);
    const [greys, weights] = [
      page.getByLabel("greys"),
      page.getByLabel("weights", { exact: true }),
    ];
    expect(await colorsOf(greys)).toEqual([grey(0), grey(0.5), grey(1), "none"]);
    expect(await colorsOf(weights)).toEqual([weight(-1), weight(0), weight(1), weight(0.5)]);
    const surface = await page
      .locator(".panel")
      .first()
      .evaluate((panel) => getComputedStyle(panel).backgroundColor);
    expect((await colorsOf(weights))[1]).toBe(surface.replaceAll(",", ""));
  });

  test("changes its colours with the theme", async (context) => {
    const page = await openPictures(context, { colorScheme: "light" });
    await page.evaluate(() => {
      pictures.theme.value = "dark";
    });
    expect((await colorsOf(page.getByLabel("greys")))[2]).toBe(cssColor(1, "greys", "dark"));
  });

  test("is drawn again when its values change, and not else", async (context) => {
    const page = await openPictures(context);
    const drawn = await page.evaluate(async () => {
      let count = 0;
      const { prototype } = CanvasRenderingContext2D;
      const put = prototype.putImageData;
      prototype.putImageData = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        count++;
        put.apply(this, args as Parameters<typeof put>);
      } as typeof put;
      const settle = () => new Promise((done) => setTimeout(done, 100));
      pictures.off.value = new Set(["wake"]);
      await settle();
      const before = count;
      pictures.known.value = Float32Array.of(1, 0.5, 1, Number.NaN);
      await settle();
      return [before, count];
    });
    expect(drawn).toEqual([0, 1]);
    expect((await colorsOf(page.getByLabel("greys")))[0]).toBe(cssColor(1, "greys", "light"));
  });

  test.for([1, 1.5, 2])(
    "has pixels of whole pixels of the screen, %s in each of CSS",
    async (deviceScaleFactor, context) => {
      const page = await openPictures(context, { deviceScaleFactor });
      const sizes = await page.locator("canvas").evaluateAll((canvases) =>
        canvases.map((canvas) => {
          const { width } = canvas.getBoundingClientRect();
          return (width * devicePixelRatio) / (canvas as HTMLCanvasElement).width;
        }),
      );
      expect(sizes.length).toBeGreaterThan(10);
      // Layout counts in 64ths of a CSS pixel.
      for (const size of sizes) expect(size).toBeCloseTo(Math.round(size), 1);
    },
  );

  test("a sheet of pictures becomes a PNG", async (context) => {
    const page = await openPictures(context);
    const { width, height, channels, data } = decode(
      Uint8Array.from(await page.evaluate(() => pictures.png())),
    );
    // Two columns and rows of 2 x 1 pixels, one between, twice as large.
    expect([width, height, channels]).toEqual([10, 6, 4]);
    const at = (x: number, y: number) => [
      ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
    ];
    expect([at(0, 0), at(2, 0), at(4, 0)]).toEqual([
      [255, 254, 251, 255],
      [28, 30, 36, 255],
      [0, 0, 0, 0],
    ]);
  });
});

describe("a grid of pictures", () => {
  test("is walked with the arrow keys, and is one stop of Tab", async (context) => {
    const page = await openPictures(context);
    const list = page.getByRole("listbox", { name: "24 dreams" });
    await list.getByRole("option", { name: "dream 1 of 24" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focusedName(page)).toBe("dream 3 of 24");
    expect(await list.locator("[tabindex='0']").count()).toBe(1);
    expect(await list.locator("[aria-selected=true]").count()).toBe(0);

    await page.keyboard.press("Enter");
    expect(await selectedName(list)).toBe("dream 3 of 24");
    await page.keyboard.press("End");
    expect(await selectedName(list)).toBe(await focusedName(page));
  });

  test("selects by a click", async (context) => {
    const page = await openPictures(context);
    const list = page.getByRole("listbox", { name: "24 dreams" });
    await list.getByRole("option", { name: "dream 5 of 24" }).click();
    expect(await selectedName(list)).toBe("dream 5 of 24");
    expect(await focusedName(page)).toBe("dream 5 of 24");
  });

  test("shows the one in question larger, until Escape", async (context) => {
    const page = await openPictures(context);
    const dream = page.getByRole("option", { name: "dream 7 of 24" });
    await dream.hover();
    const larger = page.locator(".picture-larger canvas");
    const expected = await page.evaluate(async () => {
      const { images } = (await pictures.trained).dream;
      return [...images.data.subarray(6 * images.cols, 7 * images.cols)];
    });
    expect(await colorsOf(larger)).toEqual(
      expected.map((value) => cssColor(value, "greys", "light")),
    );
    await page.mouse.move(0, 0);
    expect(await larger.count()).toBe(0);

    await dream.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await larger.count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await larger.count()).toBe(0);
  });

  test("has recognition beside generative weights, each in its own limit", async (context) => {
    const page = await openPictures(context);
    const list = page.getByRole("listbox", { name: /^Weights between layer 1 and the pixels/ });
    expect(await list.getByRole("option").count()).toBe(8);
    const colors = await colorsOf(page.locator(".weight-pairs canvas").first(), 9);
    const expected = await page.evaluate(async () => {
      const { machine } = await pictures.trained;
      const limited = (data: Float32Array = new Float32Array(), at: (i: number) => number) => {
        const limit = 3 * Math.sqrt(data.reduce((sum, w) => sum + w * w, 0) / data.length);
        return [0, 1, 2, 3].map((i) => (data[at(i)] ?? 0) / limit);
      };
      return [
        ...limited(machine.recognition[0]?.weights.data, (i) => 8 * i),
        Number.NaN,
        ...limited(machine.generative[0]?.weights.data, (i) => i),
      ];
    });
    expect(colors).toEqual(
      expected.map((value) =>
        Number.isNaN(value) ? "none" : cssColor(Math.fround(value), "diverging", "light"),
      ),
    );
  });
});

describe("the network", () => {
  test("a unit is held on, then off, then free, by mouse and keyboard", async (context) => {
    const page = await openPictures(context);
    const grid = page.getByRole("grid", { name: /^layer 1/ });
    const unit = grid.locator("[data-unit='3']");
    const free = await unit.getAttribute("aria-label");
    expect(free).toMatch(/^layer 1, unit 3, (on|off)$/);
    await unit.click();
    expect(await unit.getAttribute("aria-label")).toBe("layer 1, unit 3, clamped on");
    expect(await grid.getAttribute("aria-label")).toMatch(/^layer 1: \d of 8 units on, 1 clamped$/);
    // A second cue beside the colour of the ring: a padlock.
    const lock = await unit.evaluate((cell) => getComputedStyle(cell, "::after").clipPath);
    expect(lock).toContain("path(");
    await page.keyboard.press("Enter");
    expect(await unit.getAttribute("aria-label")).toBe("layer 1, unit 3, clamped off");
    await page.keyboard.press("Space");
    expect(await unit.getAttribute("aria-label")).toBe(free);
  });

  test("a layer is one stop of Tab, and arrows move in it", async (context) => {
    const page = await openPictures(context);
    const grid = page.getByRole("grid", { name: /^layer 1/ });
    await grid.locator("[data-unit='0']").focus();
    // Eight are a row.
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
    expect(await focusedName(page)).toMatch(/^layer 1, unit 4/);
    expect(await grid.locator("[tabindex='0']").count()).toBe(1);
    expect(await page.locator(".network-unit h3").textContent()).toMatch(
      /^layer 1, unit 4, (on|off), probability 0\.\d\d$/,
    );
    expect(await page.getByLabel("recognition weights of layer 1, unit 4").count()).toBe(1);
    expect(await page.getByLabel("generative weights of layer 1, unit 4").count()).toBe(1);
    // Ten of the pixels, and the top unit.
    expect(await page.locator(".network-lines line").count()).toBe(11);
  });

  test("a pixel is held by the cursor, which says where it is", async (context) => {
    const page = await openPictures(context);
    const grid = page.getByRole("application", { name: /^pixels, 4 by 4/ });
    await page
      .getByRole("grid", { name: /^layer 1/ })
      .locator("[tabindex='0']")
      .focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const said = page.locator(".pixel-grid-frame output");
    expect(await said.textContent()).toMatch(/^pixel 1, 2: (on|off)$/);
    await page.keyboard.press("Space");
    expect(await said.textContent()).toBe("pixel 1, 2: clamped on");
    expect(await grid.getAttribute("aria-label")).toBe("pixels, 4 by 4, 1 clamped");
    expect(await page.evaluate(() => pictures.clamps.value)).toEqual([
      { layer: 0, unit: 9, on: true },
    ]);
  });

  test("a click falls on the pixel under the mouse", async (context) => {
    const page = await openPictures(context);
    await page.locator(".pixel-grid").scrollIntoViewIfNeeded();
    const box = await page.locator(".pixel-grid").boundingBox();
    if (!box) throw new Error("pixels: a box is needed, the page has none");
    await page.mouse.click(box.x + 0.9 * box.width, box.y + 0.3 * box.height);
    expect(await page.evaluate(() => pictures.clamps.value)).toEqual([
      { layer: 0, unit: 7, on: true },
    ]);
  });
});

/** The colours of a canvas's pixels, row by row, or of the first `count`. */
function colorsOf(canvas: Locator, count?: number): Promise<string[]> {
  return canvas.evaluate((element, count) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext("2d");
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    return Array.from({ length: count ?? width * height }, (_, i) => {
      const [r, g, b, alpha] = data.slice(4 * i, 4 * i + 4);
      return alpha === 0 ? "none" : `rgb(${r} ${g} ${b})`;
    });
  }, count);
}

function selectedName(list: Locator): Promise<string | null> {
  return list.locator("[aria-selected=true]").getAttribute("aria-label");
}

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
}
