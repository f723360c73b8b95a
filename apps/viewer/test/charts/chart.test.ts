import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { servePage } from "@helmholtz/vitest/browser";
import { decode } from "fast-png";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, type TestContext, test } from "vitest";
import { openPage } from "../open-page.ts";
import { accessibilityProblems } from "../shell/check-page.ts";
import { useSite } from "../use-site.ts";
import { EVERY, learnedHistory } from "./page/histories.ts";
import { parseCsv } from "./parse-csv.ts";

const history = learnedHistory(0, 4000);

test("one cursor over all charts: each says its own values there", async (context) => {
  const page = await openCharts(context);
  const [first, second] = [chart(page, "description length"), chart(page, "bits by layer")];
  expect(await first.where()).toBe("latest");

  await first.moveTo(0.3);
  const step = Number((await first.where()).replace(/\D/g, ""));
  expect(step % EVERY).toBe(0);
  expect(step / 4000).toBeCloseTo(0.3, 1);
  expect(await first.values()).toEqual([at("heldOut", step, 1), at("training", step, 1)]);
  expect(await second.where()).toBe(`epoch ${step / 200}`);
  expect(await second.values()).toEqual(
    [0, 1, 2].map((l) => valueAt(`layer.${l}`, step).toPrecision(4)),
  );
  expect(await page.locator(".chart-cursor path").count()).toBe(3);

  await page.mouse.move(0, 0);
  expect(await second.where()).toBe("latest");
});

test("a click picks a step, and the cursor stays there", async (context) => {
  const page = await openCharts(context);
  const first = chart(page, "description length");
  await first.moveTo(0.5);
  await page.mouse.down();
  await page.mouse.up();
  const where = await first.where();
  expect(`step ${Number(await page.locator("output").textContent()).toLocaleString("en")}`).toBe(
    where,
  );
  await first.moveTo(0.7);
  await page.mouse.move(0, 0);
  expect(await first.where()).toBe(where);
});

test("dragging zooms all charts in, a double click or the button shows everything", async (context) => {
  const page = await openCharts(context);
  const [first, second] = [chart(page, "description length"), chart(page, "bits by layer")];
  const whole = await first.range();
  const drag = async () => {
    await first.moveTo(0.6);
    await page.mouse.down();
    await first.moveTo(0.4);
    expect(await page.locator(".chart-brush").count()).toBe(1);
    await page.mouse.up();
  };

  await drag();
  const [from = 0, to = 0] = await first.range();
  expect([from / 4000, to / 4000]).toEqual([expect.closeTo(0.4, 1), expect.closeTo(0.6, 1)]);
  expect(await second.range()).toEqual([from, to]);
  await second.root.getByRole("button", { name: "Show all" }).click();
  expect(await first.range()).toEqual(whole);

  await drag();
  expect(await first.range()).toEqual([from, to]);
  await first.plot.dblclick({ position: { x: 200, y: 80 } });
  expect(await first.range()).toEqual(whole);
});

test("everything that the pointer does, keys do", async (context) => {
  const page = await openCharts(context);
  const { plot, where, range } = chart(page, "description length");
  await plot.focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    return where();
  };
  expect(await press("Home")).toBe("step 0");
  expect(await press("ArrowRight", "ArrowRight", "ArrowLeft")).toBe("step 10");
  expect(await press("ArrowLeft", "ArrowLeft")).toBe("step 0");
  expect(await press("PageUp")).toBe("step 100");
  expect(await press("End", "ArrowRight")).toBe("step 4,000");
  expect(await press("ArrowLeft", "Enter")).toBe("step 3,990");
  expect(await page.locator("output").textContent()).toBe("3990");
  expect(await plot.getAttribute("aria-valuenow")).toBe("3990");
  expect(await plot.getAttribute("aria-valuetext")).toContain(
    `step 3,990: held out ${at("heldOut", 3990, 1)}`,
  );
  await press("+");
  expect(await range()).toEqual([1995, 3995]);
  await press("0");
  expect(await range()).toEqual([0, 4000]);
  expect(await press("Escape")).toBe("latest");
});

test("a finger moves the cursor and picks a step, and a wheel scrolls the page", async (context) => {
  const page = await openCharts(context, { hasTouch: true, viewport: { width: 360, height: 640 } });
  const first = chart(page, "description length");
  await first.plot.tap({ position: { x: 200, y: 80 } });
  const step = Number(await page.locator("output").textContent());
  expect(await first.where()).toContain(`step ${step.toLocaleString("en")}`);
  expect(step).toBeGreaterThan(0);

  await first.moveTo(0.5);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("what was done to the run is said where it was done", async (context) => {
  const page = await openCharts(context);
  const { plot, where, root } = chart(page, "description length");
  expect(await root.locator("svg path > title").allTextContents()).toEqual([
    ...["step 800: paused", "step 1,600: wake off", "step 2,400: rate 0.002", "step 3,600: saved"],
  ]);
  await plot.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 8; i++) await page.keyboard.press("PageUp");
  expect(await where()).toBe("step 800 · step 800: paused");
});

test("the table has the numbers of the chart, and is made only when it is opened", async (context) => {
  const page = await openCharts(context);
  const { root } = chart(page, "bits by layer");
  expect(await page.locator("table").count()).toBe(0);
  await root.getByText("As a table").click();
  await root.locator("caption", { hasText: "bits by layer, bits per image" }).waitFor();
  expect(await root.locator("thead th[scope=col]").allTextContents()).toEqual([
    ...["step", "epoch", "layer 0", "layer 1", "layer 2"],
  ]);
  const rows = root.locator("tbody tr");
  expect(await rows.count()).toBe(201);
  expect(await root.locator(".chart-note").textContent()).toContain("One row in 2 of 401");
  expect(await rows.nth(10).locator("th[scope=row]").textContent()).toBe("200");
  const cells = await rows.nth(10).locator("td").allTextContents();
  const measured = [0, 1, 2].map((l) => valueAt(`layer.${l}`, 200));
  expect(cells.map(Number)).toEqual([1, ...measured.map((value) => expect.closeTo(value, 2))]);
});

test("a chart is saved as SVG, CSV and PNG", async (context) => {
  const page = await openCharts(context);
  const { root, save } = chart(page, "description length");

  const svg = (await save("SVG")).toString();
  const parsed = await page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      root: documentElement.nodeName,
      texts: [...documentElement.querySelectorAll("text")].map(({ textContent }) => textContent),
      lines: documentElement.querySelectorAll("g > svg g").length,
    };
  }, svg);
  expect(parsed).toMatchObject({ root: "svg", lines: 2 });
  expect(parsed.texts).toEqual(
    expect.arrayContaining(["description lengthbits per image", "held out", HOSTILE, "1,000"]),
  );
  expect(svg).not.toContain("var(");

  const [header, ...rows] = parseCsv((await save("CSV")).toString());
  expect(header).toEqual(["step", "held out (bits per image)", `${HOSTILE} (bits per image)`]);
  expect(rows).toHaveLength(401);
  expect(rows[20]?.map(Number)).toEqual([200, valueAt("heldOut", 200), valueAt("training", 200)]);

  const { width, height, channels, data } = decode(await save("PNG"));
  const plotWidth = (await root.boundingBox())?.width ?? 0;
  expect(width).toBe(2 * (Math.floor(plotWidth) + 32));
  const colors = new Set<string>();
  for (let i = 0; i < width * height; i++) {
    colors.add(data.slice(i * channels, i * channels + 3).join());
  }
  // Of the ground, and of --curve-1 and --curve-2.
  for (const color of ["255,254,251", "90,62,166", "11,127,115"]) expect(colors).toContain(color);
});

test("the menu changes the axis and zooms", async (context) => {
  const page = await openCharts(context);
  const { root, range } = chart(page, "bits by layer");
  const labels = () => root.locator("text[text-anchor=end]").allTextContents();
  expect(await labels()).toEqual(["10", "20", "50", "100", "200", "epoch"]);
  await root.locator("summary").first().click();
  const toggle = root.getByRole("button", { name: "Log scale" });
  expect(await toggle.getAttribute("aria-pressed")).toBe("true");
  await toggle.click();
  expect(await labels()).toContain("0");
  await root.getByRole("button", { name: "Zoom in" }).click();
  expect(await range()).toEqual([1000, 3000]);
  await root.getByRole("button", { name: "Zoom out" }).click();
  expect(await range()).toEqual([0, 4000]);
  await page.keyboard.press("Escape");
  expect(await toggle.isVisible()).toBe(false);
});

test("a run under way is drawn at most once a frame, and up to its last value", async (context) => {
  const page = await openCharts(context);
  const { range, values } = chart(page, "description length");
  const drawn = await page.evaluate(async () => {
    const line = document.querySelector(".chart-plot svg svg g > path:last-child");
    let changes = 0;
    let frames = 0;
    if (line) new MutationObserver(() => changes++).observe(line, { attributeFilter: ["d"] });
    for (let task = 0; task < 20; task++) {
      learnMore(5);
      const waited = await Promise.race([
        new Promise<number>((done) => requestAnimationFrame(() => done(1))),
        new Promise<number>((done) => setTimeout(done, 1, 0)),
      ]);
      frames += waited;
    }
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    return { changes, frames: frames + 3 };
  });
  expect(drawn.changes).toBeGreaterThan(0);
  expect(drawn.changes).toBeLessThanOrEqual(drawn.frames);
  expect(await range()).toEqual([0, 5000]);
  const longer = learnedHistory(0, 5000).series.get("heldOut")?.buckets.at(-1)?.mean;
  expect((await values())[0]).toBe(longer?.toFixed(1));
});

test("a smoothed chart says first what was measured, then what the line says, as smoothed", async (context) => {
  const page = await openCharts(context, {}, "?smoothing=0.9");
  const { root, plot, values } = chart(page, "description length");
  await plot.focus();
  for (const key of ["Home", "PageUp"]) await page.keyboard.press(key);
  const [measured] = await values();
  expect(measured).toBe(at("heldOut", 100, 1));
  const [smoothed = ""] = await root.locator(".chart-smoothed").allTextContents();
  expect(smoothed).toMatch(/^smoothed \d/);
  expect(Number(smoothed.split(" ")[1])).toBeGreaterThan(Number(measured) + 5);
  await root.getByText("bits per image, smoothed 0.90").waitFor();
});

test.for(["light", "dark"])("axe finds nothing to object to: %s", async (theme, context) => {
  const page = await openCharts(context, {}, `?theme=${theme}&smoothing=0.5`);
  const { root, moveTo } = chart(page, "description length");
  await root.getByText("As a table").click();
  await root.locator("table").waitFor();
  await moveTo(0.5);
  await chart(page, "bits by layer").root.locator("summary").first().click();
  expect(await accessibilityProblems(page)).toEqual([]);
});

const HOSTILE = '<b>"a", =1+1</b>';

const root = fileURLToPath(new URL("page", import.meta.url));
const site = useSite((folder) => servePage(root, folder));

async function openCharts(
  context: TestContext,
  options: BrowserContextOptions = {},
  query = "",
): Promise<Page> {
  const viewport = { width: 1024, height: 800 };
  const page = await openPage(context, `${site().url}${query}`, { viewport, ...options });
  await page.locator(".chart-plot svg").nth(2).waitFor();
  return page;
}

function chart(page: Page, title: string) {
  const root = page.locator("figure", { hasText: title });
  const plot = root.getByRole("slider");
  return {
    root,
    plot,
    where: async () => (await root.locator(".chart-where").textContent()) ?? "",
    values: () => root.locator(".chart-value").allTextContents(),
    /** The first and the last step that are shown. */
    range: async () => [
      Number(await plot.getAttribute("aria-valuemin")),
      Number(await plot.getAttribute("aria-valuemax")),
    ],
    /** Moves the mouse to a part of the x axis. */
    moveTo: async (part: number) => {
      const axis = await root.locator(".chart-plot svg > svg").boundingBox();
      if (!axis) throw new Error("chart: it has no plot");
      await page.mouse.move(axis.x + part * axis.width, axis.y + axis.height / 2);
    },
    save: async (kind: "PNG" | "SVG" | "CSV") => {
      await root.locator("summary").first().click();
      const download = page.waitForEvent("download");
      await root.getByRole("button", { name: `Save as ${kind}` }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe(`description-length.${kind.toLowerCase()}`);
      return readFile(await file.path());
    },
  };
}

function valueAt(name: string, step: number): number {
  const bucket = history.series.get(name)?.buckets.find(({ from }) => from === step);
  return bucket?.mean ?? Number.NaN;
}

function at(name: string, step: number, decimals: number): string {
  return valueAt(name, step).toFixed(decimals);
}
