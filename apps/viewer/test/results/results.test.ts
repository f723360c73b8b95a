import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { openPage } from "../open-page.ts";
import { accessibilityProblems, expectNoSidewaysScroll } from "../shell/check-page.ts";
import { useOpened } from "../use-opened.ts";
import { recordRun } from "./record-runs.ts";
import { rowOf, selectRuns, stepSlider } from "./results-page.ts";
import { HOSTILE, openResultsSite } from "./results-site.ts";

const site = useOpened(openResultsSite);

const results = (params = "") => `${site().url}#/results${params && `?${params}`}`;
const names = (page: Page) => page.locator(".results-table tbody th").allInnerTexts();

test("every run is listed with where it stands, and a broken one with why", async (context) => {
  const page = await openPage(context, results("columns=state,data,sizes,step,best"));
  const row = rowOf(page, "bars-1");
  await row.getByText("done").waitFor();
  const cells = await row.locator("td").allInnerTexts();
  expect(cells.slice(1, 5)).toEqual(["done", "bars", "16-8-1", "60"]);
  expect(cells[5]).toMatch(/^\d+\.\d+ at \d/);
  await rowOf(page, "broken").getByText("not JSON").waitFor();
});

test("rows stay where they are while runs are read, also below one that cannot be", async (context) => {
  const page = await openPage(context, "about:blank");
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/runs/*/run.json", async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(results());
  const box = rowOf(page, "bars-0").getByRole("checkbox");
  const before = await box.boundingBox();
  await expect(rowOf(page, "broken").getByText("not JSON").isVisible()).resolves.toBe(false);
  answer();
  await rowOf(page, "broken").getByText("not JSON").waitFor();
  await rowOf(page, "bars-0").getByText("done").waitFor();
  expect(await box.boundingBox()).toEqual(before);
});

test("rows stay below the pointer when runs come, until it goes", async (context) => {
  const page = await openPage(context, "about:blank");
  let hasCome = false;
  await page.route("**/runs/index.json", async (route) => {
    const runs: { id: string }[] = await (await route.fetch()).json();
    await route.fulfill({ json: runs.filter(({ id }) => hasCome || id !== "no-sleep") });
  });
  await page.goto(results());
  await rowOf(page, "broken").getByText("not JSON").waitFor();
  await rowOf(page, "bars-0").hover();
  const before = await names(page);
  expect(before).not.toContain("no-sleep");
  hasCome = true;
  const caption = page.locator(".results-table caption");
  await caption.getByText(`${before.length + 1} runs`).waitFor();
  expect(await names(page)).toEqual(before);
  await page.mouse.move(0, 0);
  await expect.poll(() => names(page)).toContain("no-sleep");
});

test("an order that is asked for is given, also below the pointer", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").hover();
  await page.getByLabel("Filter by name or setting").fill("no-sleep");
  await expect.poll(() => names(page)).toEqual(["no-sleep"]);
});

test("a filter finds runs by their settings, and a head sorts them", async (context) => {
  const page = await openPage(context, results("columns=state,seed,step,bits"));
  await rowOf(page, "bars-2").getByText("done").waitFor();
  await page.getByLabel("Filter by name or setting").fill("seed=2 bars");
  await expect.poll(() => names(page)).toEqual(["bars-2"]);
  await page.getByLabel("Filter by name or setting").fill("sleep=off");
  await expect.poll(() => names(page)).toEqual(["no-sleep"]);
  await page.getByLabel("Filter by name or setting").fill("bars-");
  await page.getByRole("button", { name: "Seed" }).click();
  await expect.poll(() => names(page)).toEqual(["bars-0", "bars-1", "bars-2"]);
  await page.getByRole("button", { name: "Seed" }).click();
  await expect.poll(() => names(page)).toEqual(["bars-2", "bars-1", "bars-0"]);
});

test("what differs between selected runs is shown, and nothing else", async (context) => {
  const page = await openPage(context, results());
  await selectRuns(page, "bars-0", "bars-1");
  const differences = page.getByRole("region", { name: "What differs between the selected runs" });
  await expect
    .poll(() => differences.locator("tbody tr").allInnerTexts())
    .toEqual([expect.stringMatching(/^seed\s+0\s+1$/)]);
  await rowOf(page, "no-sleep").getByRole("checkbox").check();
  await expect
    .poll(() => differences.locator("tbody th").allInnerTexts())
    .toEqual(["seed", "sleep"]);
});

test("at most six runs are selected, and the page says so", async (context) => {
  const page = await openPage(context, results());
  await selectRuns(page, "bars-0", "bars-1", "bars-2", "no-sleep", "digits", HOSTILE);
  await rowOf(page, "broken").getByRole("checkbox").click();
  await page.getByText("At most 6 runs can be selected").waitFor();
  expect(await page.locator(".results-table tbody input:checked").count()).toBe(6);
});

test("runs that differ only in their seed become a mean and a band", async (context) => {
  const page = await openPage(context, results());
  await selectRuns(page, "bars-0", "bars-1", "no-sleep");
  await page.getByLabel("Seeds as mean and band").check();
  const legend = page.locator(".chart").first().locator(".chart-legend");
  await legend.getByText("mean of 2 seeds like bars-0").waitFor();
  expect(await legend.getByText(/^mean of/).count()).toBe(1);
});

test("one slider moves dreams, weights, phases, ledger and the charts' cursor", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0"));
  const slider = stepSlider(page);
  await page.getByText("step 60 · epoch").first().waitFor();
  const seen = async () => ({
    cursor: await page.locator(".chart-where").first().textContent(),
    ledger: await page.locator(".bits-table caption").textContent(),
    when: await page.locator(".results-when").allInnerTexts(),
    dreams: await page.getByLabel("dreams of bars-0").count(),
  });
  await slider.press("Home");
  await expect.poll(seen).toEqual({
    cursor: "step 0",
    ledger: expect.stringContaining("at step 0 "),
    when: Array(3).fill(expect.stringContaining("step 0 ")),
    dreams: 1,
  });
  // It is reported at 0, 1, 2, 3, 5, 10, 20, 30 …
  for (let i = 0; i < 7; i++) await slider.press("ArrowRight");
  await expect.poll(seen).toMatchObject({
    cursor: "step 30",
    ledger: expect.stringContaining("at step 30 "),
    // The checkpoint before it is of step 20.
    when: [
      expect.stringContaining("step 30 "),
      expect.stringMatching(/step 20 .*, its latest by step 30$/),
      expect.stringContaining("step 30 "),
    ],
  });
});

test("one slider goes through the steps of all runs, and at its end each shows its latest", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/digits"));
  const slider = stepSlider(page);
  const dreams = (name: string) =>
    page
      .getByRole("region", { name: "Dreams" })
      .locator(".results-side", { hasText: name })
      .locator(".results-when");
  const words = () => slider.getAttribute("aria-valuetext");
  await expect.poll(words).toMatch(/^each run's latest, up to 100$/);
  await expect.poll(() => dreams("bars-0").textContent()).toMatch(/^step 60 .*, its latest$/);
  await expect.poll(() => dreams("digits").textContent()).toMatch(/^step 100 · epoch [\d.]+$/);
  const latest = page.getByRole("button", { name: "Latest step" });
  expect(await latest.isDisabled()).toBe(true);
  // Reports of digits at 80, and of bars-0 at 50.
  for (const [presses, step] of [
    [1, 80],
    [2, 50],
  ] as const) {
    for (let i = 0; i < presses; i++) await slider.press("ArrowLeft");
    await expect.poll(words).toBe(String(step));
  }
  await expect.poll(() => dreams("bars-0").textContent()).toMatch(/^step 50 · epoch [\d.]+$/);
  await expect
    .poll(() => dreams("digits").textContent())
    .toMatch(/^step 40 .*, its latest by step 50$/);
  expect(await page.locator(".chart-where").first().textContent()).toBe("step 50");
  await latest.click();
  await expect.poll(words).toContain("up to 100");
});

test("what is not read yet is not said to be a run's latest", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/digits&step=50"));
  const dreams = page.getByRole("region", { name: "Dreams" });
  const when = dreams.locator(".results-side", { hasText: "bars-0" }).locator(".results-when");
  await when.getByText("step 50 ").waitFor();
  const seen = await when.evaluateHandle((element) => {
    const seen: (string | null)[] = [];
    const note = () => seen.push(element.textContent);
    const watched = { childList: true, characterData: true, subtree: true };
    new MutationObserver(note).observe(element, watched);
    return seen;
  });
  await stepSlider(page).press("End");
  await expect.poll(() => when.textContent()).toMatch(/^step 60 .*, its latest$/);
  expect((await seen.jsonValue()).filter((text) => text?.includes("by step"))).toEqual([]);
});

test("a click on a chart moves the slider", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0"));
  await page.getByText("step 60 · epoch").first().waitFor();
  const plot = page.getByRole("slider", { name: /Description length, training/ });
  const box = await plot.boundingBox();
  if (!box) throw new Error("the chart has no place");
  await plot.click({ position: { x: 0.5 * box.width, y: 0.5 * box.height } });
  await expect.poll(() => stepSlider(page).getAttribute("aria-valuetext")).toMatch(/^[234]0 /);
});

test("the film plays through the steps, pauses, and does not begin by itself", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0"), {
    reducedMotion: "reduce",
  });
  const slider = stepSlider(page);
  await slider.waitFor();
  const at = () => slider.inputValue().then(Number);
  await expect.poll(at).toBe(10);
  await page.waitForTimeout(500);
  expect(await at()).toBe(10);
  await page.getByText("Options", { exact: true }).click();
  await page.getByLabel("Steps a second").fill("20");
  await page.getByLabel("Steps a second").press("Enter");
  const seen = new Set<number>();
  await page.getByRole("button", { name: "Play as a film" }).click();
  await expect
    .poll(
      async () => {
        seen.add(await at());
        return seen.size;
      },
      { interval: 20 },
    )
    .toBeGreaterThan(4);
  await page.getByRole("button", { name: "Pause the film" }).click();
  const paused = await at();
  await page.waitForTimeout(300);
  expect(await at()).toBe(paused);
});

test("several runs show their pictures side by side at the same step", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/no-sleep&step=40"));
  const dreams = page.getByRole("region", { name: "Dreams" });
  for (const name of ["bars-0", "no-sleep"]) {
    const side = dreams.locator(".results-side", { hasText: name });
    await side.getByText("step 40 ").waitFor();
    await side.getByRole("img", { name: `24 dreams of ${name}` }).waitFor();
  }
  await page
    .getByRole("region", { name: "Wake and sleep" })
    .getByText(/sleep\s+is off/i)
    .waitFor();
});

test("the URL holds all that was chosen, and another page shows the same", async (context) => {
  const page = await openPage(context, results());
  await selectRuns(page, "bars-1", "digits");
  await page.getByLabel("Along the x axis").selectOption("images");
  await page.getByLabel("Log x axis").check();
  await page.getByLabel("Log y axis").check();
  await page.getByLabel("Smoothing").fill("0.6");
  await page.getByLabel("Filter by name or setting").fill("s");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await stepSlider(page).press("End");
  await stepSlider(page).press("ArrowLeft");
  await page.getByRole("slider", { name: /Description length, training/ }).press("+");
  await expect.poll(() => page.url()).toMatch(/zoom=\d+,\d+.*step=80|step=80.*zoom=\d+,\d+/);
  const url = page.url();
  const look = async (shown: Page) => {
    await shown.locator(".results-when").nth(1).getByText("step 80 ").waitFor();
    return {
      selected: await shown
        .locator(".results-table tbody tr[aria-selected=true] th")
        .allInnerTexts(),
      names: await names(shown),
      axis: await shown.getByLabel("Along the x axis").inputValue(),
      logX: await shown.getByLabel("Log x axis").isChecked(),
      log: await shown.getByLabel("Log y axis").isChecked(),
      smoothing: await shown.getByLabel("Smoothing").inputValue(),
      isZoomed: await shown.getByRole("button", { name: "Reset zoom" }).isEnabled(),
      where: await shown.locator(".chart-where").first().textContent(),
      step: await stepSlider(shown).getAttribute("aria-valuetext"),
    };
  };
  const before = await look(page);
  expect(before).toMatchObject({
    ...{ axis: "images", logX: true, log: true, smoothing: "0.6", isZoomed: true },
  });
  const other = await openPage(context, url);
  await expect.poll(() => look(other)).toEqual(before);
});

test("time lies along the x axis as the log tells it", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0&x=time&step=30"));
  await expect.poll(() => page.locator(".chart-where").first().textContent()).toBe("time 30 s");
});

test("beside a long run, charts can end where the shortest one does", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/digits"));
  await page.getByRole("button", { name: "To the shortest run's end" }).click();
  await expect.poll(() => page.url()).toContain("zoom=0,60");
  const plot = page.getByRole("slider", { name: /Description length, training/ });
  expect(await plot.getAttribute("aria-valuemax")).toBe("60");
  await page.getByRole("button", { name: "Reset zoom" }).click();
  await expect.poll(() => plot.getAttribute("aria-valuemax")).toBe("100");
});

test("a chart that is saved says that it is smoothed, and its CSV has each run's own time", async (context) => {
  const page = await openPage(
    context,
    results("runs=runs/bars-0,runs/digits&smoothing=0.8&x=time"),
  );
  const chart = page.getByRole("figure", { name: /^Description length, training/ });
  const save = async (kind: string) => {
    await chart.locator("summary").first().click();
    return (await readFile(await download(page, `Save as ${kind}`))).toString();
  };
  expect(await save("SVG")).toContain("bits per image, smoothed 0.80");
  const [header, ...rows] = (await save("CSV")).trim().split("\r\n");
  expect(header).toBe(
    "step,bars-0 time (s),bars-0 (bits per image),digits time (s),digits (bits per image)",
  );
  // A second a step, in both of them.
  const at = (step: number) => rows.find((row) => row.startsWith(`${step},`))?.split(",");
  expect(at(40)).toEqual([
    "40",
    "40",
    expect.stringMatching(/\d/),
    "40",
    expect.stringMatching(/\d/),
  ]);
  expect(at(100)).toEqual(["100", "", "", "100", expect.stringMatching(/\d/)]);
});

test("every measure is in bits, and its head says what it is measured on", async (context) => {
  const page = await openPage(context, results("runs=runs/digits&columns=state,bits,nll"));
  await rowOf(page, "digits").getByText("done").waitFor();
  const head = (name: string) => page.getByRole("columnheader", { name });
  expect(await head("−log p, bits").getAttribute("title")).toContain("nats");
  expect(await head("Bits now").getAttribute("title")).toContain("500 held-out images");
  const chart = page.getByRole("figure", { name: "−log p(d) bits per image" });
  const inTable = Number(await rowOf(page, "digits").locator("td").nth(3).textContent());
  expect(Number(await chart.locator(".chart-value").textContent())).toBeCloseTo(inTable, 0);
  expect(await page.locator(".results-charts").textContent()).not.toContain("nats");
});

test("the parts of the page are a key away, and weights take no more room than is sensible", async (context) => {
  const page = await openPage(context, results("runs=runs/digits,runs/bars-0"));
  const weights = page.getByRole("region", { name: "Weights" });
  await weights.getByText("step 100 ").waitFor();
  const parts = page.getByRole("navigation", { name: "Parts of this page" });
  await parts.getByRole("button", { name: "Weights" }).press("Enter");
  await expect.poll(() => weights.evaluate((part) => part === document.activeElement)).toBe(true);
  const box = await weights.boundingBox();
  const bar = await parts.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  expect(box?.y).toBeLessThan(120);
  expect(box?.height).toBeLessThan(660);
  await weights.getByLabel("All units").check();
  const height = async () => (await weights.boundingBox())?.height;
  await expect.poll(height).toBeGreaterThan(box?.height ?? 0);
});

test("charts of a row begin at the same height, whatever their titles and legends are", async (context) => {
  const page = await openPage(
    context,
    results("runs=runs/bars-0,runs/bars-1,runs/no-sleep,runs/digits&smoothing=0.5"),
  );
  await page.locator(".chart-plot").nth(8).waitFor();
  const tops = await page.locator(".results-charts").evaluate((charts) =>
    [...charts.querySelectorAll(".chart")].map((chart) => ({
      row: Math.round(chart.getBoundingClientRect().top),
      plot: Math.round(chart.querySelector(".chart-plot")?.getBoundingClientRect().top ?? 0),
    })),
  );
  const rows = new Map(tops.map(({ row, plot }) => [row, plot]));
  expect(rows.size).toBeLessThan(tops.length);
  for (const { row, plot } of tops) expect(plot).toBe(rows.get(row));
});

test("single images are measured in the page, the most expensive first", async (context) => {
  const page = await openPage(context, results("runs=runs/digits"));
  await page.getByLabel("Single images").check();
  const table = page.getByRole("region", { name: "Bits of each image by layer" });
  await table.waitFor();
  const rows = await table.locator("tbody tr").allInnerTexts();
  const cells = rows.map((row) => row.trim().replaceAll("−", "-").split(/\s+/).map(Number));
  expect(cells.length).toBe(12);
  for (const [, label, total, ...layers] of cells) {
    expect([0, 1]).toContain(label);
    expect(layers.length).toBe(3);
    // Each is rounded.
    expect(layers.reduce((sum, bits) => sum + bits, 0)).toBeCloseTo(total ?? 0, 0);
  }
  const totals = cells.map(([, , total]) => total ?? 0);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  await page.getByRole("img", { name: "The 12 most expensive images" }).waitFor();
  await page.getByText("gives back more bits than it costs").waitFor();
  expect(await table.textContent()).not.toMatch(/-\d/);
});

test("a run that grows grows on the page", async (context) => {
  const page = await openPage(context, results("columns=state,step"));
  let hasRow = false;
  const settings = { hidden: [8, 1], length: { steps: 60 }, seed: 7 };
  const options = { reportEvery: 10, checkpointEvery: 20 };
  await recordRun(join(site().runs, "growing"), { settings, options }, async (event) => {
    if (event.type !== "phases" || event.step > 20) return;
    if (event.step === 0) {
      await site().list();
      await rowOf(page, "growing")
        .getByText(/live|stalled/)
        .waitFor();
      await selectRuns(page, "growing");
      hasRow = true;
    } else {
      const latest = `${event.step} · epoch`;
      const step = () => stepSlider(page).getAttribute("aria-valuetext");
      await expect.poll(step, { timeout: 10_000 }).toContain(latest);
    }
  });
  expect(hasRow).toBe(true);
  await rowOf(page, "growing").getByText("done").waitFor();
  await expect.poll(() => stepSlider(page).getAttribute("aria-valuetext")).toContain("60 · ");
});

test("beside a run that has ended, one that grows is followed", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0&columns=state,step"));
  const settings = { hidden: [8, 1], length: { steps: 120 }, seed: 8 };
  const options = { reportEvery: 20, checkpointEvery: 60 };
  await recordRun(join(site().runs, "longer"), { settings, options }, async (event) => {
    if (event.type !== "phases" || (event.step !== 0 && event.step !== 80)) return;
    if (event.step === 0) {
      await site().list();
      await rowOf(page, "longer")
        .getByText(/live|stalled/)
        .waitFor();
      await selectRuns(page, "longer");
    } else {
      const words = () => stepSlider(page).getAttribute("aria-valuetext");
      await expect.poll(words, { timeout: 10_000 }).toContain("up to 80");
    }
  });
  const dreams = page.getByRole("region", { name: "Dreams" });
  await dreams.locator(".results-side", { hasText: "longer" }).getByText("step 120 ").waitFor();
  await dreams.locator(".results-side", { hasText: "bars-0" }).getByText("step 60 ").waitFor();
});

test("a server that goes away is told, and what it served goes on when it is back", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0"));
  await page.locator(".results-when").first().waitFor();
  await site().stop();
  try {
    await page.getByText("server has stopped").waitFor();
    expect(await names(page)).toContain("bars-0");
  } finally {
    await site().start();
  }
  await page.getByText("server has stopped").waitFor({ state: "detached" });
});

test("a machine that trains in the page is a run among the others", async (context) => {
  const page = await openPage(context, `${site().url}#/live?data=bars&hidden=8,1&steps=400`);
  await page
    .getByRole("region", { name: "Training" })
    .getByRole("button", { name: /^Start/ })
    .click();
  await page.getByRole("link", { name: "Results", exact: true }).click();
  await selectRuns(page, "this page");
  await rowOf(page, "this page").getByText("done").waitFor();
  await expect.poll(() => stepSlider(page).getAttribute("aria-valuetext")).toMatch(/^400 · /);
  await page.getByRole("img", { name: /dreams of this page/ }).waitFor();
  await page
    .getByRole("region", { name: "Weights" })
    .getByText(/^step /)
    .waitFor();
});

test("the machines that come with the page are runs, too", async (context) => {
  const page = await openPage(context, results("runs=shipped/bars&columns=state,data,place"));
  const shipped = page.locator("tbody tr", { hasText: "Shipped" });
  await shipped.filter({ hasText: /bars/ }).getByText("done").waitFor();
  await page.locator(".bits-table tfoot").waitFor();
});

test("a folder that is chosen is a run among the others", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a folder" }).click();
  await (await chooser).setFiles(join(site().elsewhere, "dropped-run"));
  await rowOf(page, "dropped-run").getByText("done").waitFor();
  await page.getByRole("img", { name: "24 dreams of dropped-run" }).waitFor();
});

test("a folder that is chosen again is read again", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const whole = join(site().elsewhere, "dropped-run");
  const begun = join(folder, "dropped-run");
  await cp(whole, begun, { recursive: true });
  const log = (await readFile(join(begun, "events.jsonl"), "utf8")).split("\n");
  const evaluated = log.findIndex((line) => line.includes('"evaluate"'));
  await writeFile(join(begun, "events.jsonl"), `${log.slice(0, evaluated + 1).join("\n")}\n`);
  const choose = async (path: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a folder" }).click();
    await (await chooser).setFiles(path);
  };
  const parts = page.getByRole("navigation", { name: "Parts of this page" });
  const dreams = parts.getByRole("button", { name: "Dreams" });
  await choose(begun);
  await rowOf(page, "dropped-run").getByText("stalled").waitFor();
  expect(await dreams.isDisabled()).toBe(true);
  await choose(whole);
  await rowOf(page, "dropped-run").getByText("done").waitFor();
  await page.getByRole("img", { name: "24 dreams of dropped-run" }).waitFor();
  expect(await dreams.isDisabled()).toBe(false);
});

test("a folder or a checkpoint may be dropped anywhere on the page", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  await drop(page, join(site().elsewhere, "dropped-run"));
  await rowOf(page, "dropped-run").getByText("done").waitFor();
  await rowOf(page, "dropped-run").getByRole("checkbox").uncheck();
  await drop(page, join(site().runs, "bars-0", "checkpoints", "000000000060.safetensors"));
  await page.getByRole("region", { name: "Weights" }).getByText("step 60").waitFor();
});

test("a hostile name is text everywhere", async (context) => {
  const page = await openPage(context, results());
  await selectRuns(page, HOSTILE, "bars-1");
  await page.getByRole("region", { name: "Dreams" }).getByText(HOSTILE).waitFor();
  await page.getByRole("button", { name: "Save as offline page" }).click();
  const saved = await download(page, "Save");
  const offline = await openPage(context, pathToFileURL(saved).href);
  await offline.getByRole("heading", { name: HOSTILE }).first().waitFor();
  for (const shown of [page, offline]) {
    expect(await shown.title()).not.toBe("harmed");
    expect(await shown.locator("img[src=x]").count()).toBe(0);
  }
});

test("the zip has every chart thrice, the pictures and the records", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/no-sleep&step=40"));
  await page.locator(".results-when").first().waitFor();
  const charts = await page.locator(".chart").count();
  const saved = await download(page, "Save all as zip");
  const files = unzipSync(await readFile(saved));
  const paths = Object.keys(files);
  for (const kind of ["svg", "csv", "png"]) {
    const ofKind = paths.filter((path) => path.startsWith("charts/") && path.endsWith(`.${kind}`));
    expect(ofKind.length).toBe(charts);
  }
  const textOf = (path: string) => new TextDecoder().decode(files[path]);
  expect(textOf("charts/description-length-training.csv")).toMatch(
    /^step,bars-0 \(bits per image\),no-sleep \(bits per image\)\r\n0,/,
  );
  expect(textOf("charts/description-length-training.svg")).toMatch(/^<svg /);
  expect(JSON.parse(textOf("runs/no-sleep/run.json")).options.sleep).toEqual([]);
  const dreams = files["runs/bars-0/dreams-step-40.png"];
  if (!dreams) throw new Error(`no dreams among ${paths}`);
  // 24 dreams of 4 x 4 pixels, five a row, two pixels apart, each pixel four wide.
  expect(decode(dreams)).toMatchObject({ width: 4 * (5 * 6 - 2), height: 4 * (5 * 6 - 2) });
  expect(paths).toContain("runs/bars-0/recognition-weights-0-1-step-40.png");
});

test("the offline page opens from a disk, asks for nothing, and its slider moves the pictures", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/digits"));
  await page.locator(".results-when").first().waitFor();
  await page.getByRole("button", { name: "Save as offline page" }).click();
  const saved = await download(page, "Save");
  const offline = await openPage(context, "about:blank");
  const asked: string[] = [];
  offline.on("request", (request) => asked.push(request.url()));
  const url = pathToFileURL(saved).href;
  await offline.goto(url);
  await offline.locator("figure svg").first().waitFor();
  expect(asked.filter((address) => address !== url && !address.startsWith("data:"))).toEqual([]);
  const shown = () => offline.locator("[data-strip] > div:visible small").allInnerTexts();
  expect(new Set(await shown())).toContain("step 60");
  await offline.locator("#step").press("Home");
  expect(new Set(await shown())).toEqual(new Set(["step 0"]));
  await offline
    .locator("img:visible")
    .first()
    .evaluate((image: HTMLImageElement) => image.decode());
  expect(await accessibilityProblems(offline)).toEqual([]);
});

test("how large the offline page gets is said before, and without pictures it is small", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0,runs/digits"));
  await page.locator(".results-when").nth(5).waitFor();
  const save = async () => {
    const said = (await page.getByText(/^About /).textContent()) ?? "";
    const [, number, unit] = said.match(/^About ([\d.]+) (kB|MB)$/) ?? [];
    const file = await readFile(await download(page, "Save"));
    return { said: Number(number) * (unit === "kB" ? 1e3 : 1e6), file };
  };
  await page.getByRole("button", { name: "Save as offline page" }).click();
  const whole = await save();
  expect(whole.said / whole.file.length).toBeGreaterThan(0.6);
  expect(whole.said / whole.file.length).toBeLessThan(1.6);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Save as offline page" }).click();
  await page.getByText(/^About /).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel("With the pictures").uncheck();
  const small = await save();
  expect(small.said).toBeLessThan(whole.said);
  expect(small.file.length).toBeLessThan(whole.file.length);
  expect(small.file.toString()).not.toContain("<img");
  expect(small.file.toString()).toContain("bits per layer");
});

test("an offline page that is closed while it is saved is not, and the focus goes back", async (context) => {
  const page = await openPage(context, results("runs=runs/bars-0"));
  await page.locator(".results-when").first().waitFor();
  const opener = page.getByRole("button", { name: "Save as offline page" });
  const dialog = page.getByRole("dialog");
  const hasFocus = () => opener.evaluate((element) => element === document.activeElement);
  let downloads = 0;
  page.on("download", () => downloads++);
  await opener.press("Enter");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await hasFocus()).toBe(true);
  await opener.press("Enter");
  await dialog.getByRole("button", { name: "Save" }).evaluate((save: HTMLButtonElement) => {
    save.click();
    save.closest("dialog")?.querySelector<HTMLButtonElement>("[aria-label=Close]")?.click();
  });
  await dialog.waitFor({ state: "detached" });
  expect(await hasFocus()).toBe(true);
  await opener.press("Enter");
  await download(page, "Save");
  await dialog.waitFor({ state: "detached" });
  expect(await hasFocus()).toBe(true);
  expect(downloads).toBe(1);
});

test("a hundred thousand runs are listed, filtered, sorted and paged", async (context) => {
  const page = await openPage(context, "about:blank");
  const many = Array.from({ length: 100_000 }, (_, n) => ({ id: `gone-${n}`, updated: n }));
  await page.route("**/runs/index.json", (route) => route.fulfill({ json: many }));
  await page.goto(results());
  await page.getByText(/^100,0\d\d runs, none selected/).waitFor();
  expect(await page.locator(".results-table tbody tr").count()).toBeLessThanOrEqual(50);
  await page.getByLabel("Filter by name or setting").fill("gone-777");
  await page.getByText(/^111 of 100,0\d\d runs/).waitFor();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(async () => (await names(page))[0]).toContain("gone-777");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Page 2 of").waitFor();
});

const themes = ["light", "dark"] as const;
test.for(themes)(
  "nothing is out of reach in the %s theme",
  { timeout: 90_000 },
  async (colorScheme, context) => {
    const several = "runs=runs/bars-0,runs/no-sleep&examples=1&phases=reconstructions";
    for (const params of [several, "runs=runs/bars-0", ""]) {
      const page = await openPage(context, results(params), { colorScheme });
      await rowOf(page, "bars-0").getByText("done").waitFor();
      if (params) await page.locator(".results-when").nth(2).waitFor();
      if (params === several) {
        await page.getByRole("region", { name: "Bits of each image by layer" }).waitFor();
      }
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  },
);

test.for([360, 1024, 1920])(
  "at %d pixels nothing is wider than the window",
  async (width, context) => {
    const page = await openPage(context, results("runs=runs/bars-0,runs/no-sleep&seeds=1"), {
      viewport: { width, height: 800 },
    });
    await page.locator(".results-when").nth(2).waitFor();
    await expectNoSidewaysScroll(page);
    const bar = await page.getByRole("region", { name: "Step" }).boundingBox();
    expect(bar?.height).toBeLessThan(width < 640 ? 64 : 80);
  },
);

/** Saves what a button saves, and says where. */
async function download(page: Page, button: string): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const saved = await started;
  const path = join(site().elsewhere, `${performance.now()}-${saved.suggestedFilename()}`);
  await saved.saveAs(path);
  return path;
}

// Upon the footer, where nothing is.
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const { height = 0 } = page.viewportSize() ?? {};
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 40, y: height - 20, data });
  }
}
