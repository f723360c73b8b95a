import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage } from "../open-page.ts";
import { useOpened } from "../use-opened.ts";
import { rowOf } from "./results-page.ts";
import { openResultsSite } from "./results-site.ts";

const site = useOpened(openResultsSite);

const results = (params = "") => `${site().url}#/results${params && `?${params}`}`;
const notices = (page: Page) => page.getByRole("log", { name: "Notices" });
const selected = (page: Page) =>
  page.locator(".results-table tbody tr[aria-selected=true] th").allInnerTexts();

/** Chooses files with the button for it. */
async function choose(page: Page, ...paths: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles([...paths]);
}

async function fileOf(name: string, bytes: string | Uint8Array): Promise<string> {
  const path = join(site().elsewhere, name);
  await writeFile(path, bytes);
  return path;
}

test("a run that was saved in the page opens in Results, from its zip", async (context) => {
  const page = await openPage(context, `${site().url}#/live?data=bars&hidden=8,1&steps=60`);
  const training = page.getByRole("region", { name: "Training" });
  await training.getByRole("button", { name: /^Start/ }).click();
  await page.getByText("Training has ended").first().waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save run" }).click();
  const saved = await download;
  const path = join(site().elsewhere, saved.suggestedFilename());
  await saved.saveAs(path);

  const other = await openPage(context, results());
  await rowOf(other, "bars-0").waitFor();
  await choose(other, path);
  const row = rowOf(other, saved.suggestedFilename().replace(".zip", ""));
  await row.getByText("done").waitFor();
  expect(await row.getByRole("checkbox").isChecked()).toBe(true);
  await other.getByRole("region", { name: "Dreams" }).getByText("step 60").waitFor();
});

test("a run of the page that went on with another batch counts its epochs as the live view does", async (context) => {
  const page = await openPage(context, `${site().url}#/live?data=bars&hidden=8,1&steps=60`);
  const training = page.getByRole("region", { name: "Training" });
  for (let i = 0; i < 10; i++) {
    await training.getByRole("button", { name: "Step", exact: true }).click();
  }
  await training.getByText("10 of 60").waitFor();
  await page.getByLabel("Batch, images").fill("100");
  await page.keyboard.press("Enter");
  await page.getByText("Went on from step 10").waitFor();
  await training.getByRole("button", { name: "Resume" }).click();
  // 10 steps of 20 images, then 50 of 100, of 10,000.
  await training.getByText("Done: 60 steps, 0.52 epochs").waitFor();
  await training.getByRole("link", { name: "See it in Results" }).click();
  await page.getByRole("region", { name: "Dreams" }).getByText("step 60 · epoch 0.5").waitFor();
  await page.getByRole("slider", { name: "Step" }).press("Home");
  await page.getByRole("region", { name: "Dreams" }).getByText("step 0 · epoch 0.0").waitFor();
});

test("a zip of a folder of runs gives each; one without a run, or that is evil, says so by its name", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  const record = await readFile(join(site().runs, "bars-0", "run.json"));
  const log = await readFile(join(site().runs, "bars-0", "events.jsonl"));
  const notes = await fileOf("notes.zip", zipSync({ "notes.txt": strToU8("nothing") }));
  const evil = await fileOf("evil.zip", zipSync({ "../../run.json": record }));
  await choose(page, notes, evil);
  await notices(page).getByText("notes.zip: no run is in it").waitFor();
  await notices(page).getByText("leads out of the archive, nothing of it was opened").waitFor();
  expect(await page.locator(".notice").count()).toBe(1);
  expect(await selected(page)).toEqual([]);

  const both = zipSync({
    "all/zipped-1/run.json": record,
    "all/zipped-1/events.jsonl": log,
    "all/deeper/zipped-2/run.json": record,
  });
  await choose(page, await fileOf("both.zip", both));
  await rowOf(page, "zipped-1").getByText("done").waitFor();
  await rowOf(page, "zipped-2").waitFor();
  // What went wrong before is over.
  expect(await page.locator(".notice").count()).toBe(0);
});

test("a damaged checkpoint is told by its own name, and is no run", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  const whole = await readFile(
    join(site().runs, "bars-0", "checkpoints", "000000000060.safetensors"),
  );
  await choose(page, await fileOf("damaged.safetensors", whole.subarray(0, 3000)));
  await notices(page)
    .getByText(/^damaged\.safetensors: a safetensors file is needed, .*\.$/)
    .waitFor();
  expect(await rowOf(page, "damaged").count()).toBe(0);
  expect(await selected(page)).toEqual([]);

  await choose(page, await fileOf("000000000060.safetensors", whole));
  const row = rowOf(page, "000000000060.safetensors");
  await row.getByText("weights").waitFor();
  await row.getByText("16-8-1").waitFor();
  expect(await row.getByRole("checkbox").isChecked()).toBe(true);
  expect(await page.locator(".notice").count()).toBe(0);
});

test("a list may say which folder it is of, and that no process writes a run", async (context) => {
  const page = await openPage(context, "about:blank");
  const log = await readFile(join(site().runs, "bars-0", "events.jsonl"), "utf8");
  const cut = log.split("\n").filter((line) => line !== "" && !line.includes('"type":"end"'));
  await page.route("**/runs/left/run.json", async (route) =>
    route.fulfill({ body: await readFile(join(site().runs, "bars-0", "run.json")) }),
  );
  const now = cut.at(-1)?.replace(/"time":"[^"]+"/, `"time":"${new Date().toISOString()}"`);
  await page.route("**/runs/left/events.jsonl", (route) =>
    route.fulfill({ body: `${[...cut.slice(0, -1), now].join("\n")}\n` }),
  );
  const list = { folder: "/home/me/work/runs", runs: [] as object[] };
  await page.route("**/runs/index.json", (route) => route.fulfill({ json: list }));
  await page.goto(results());
  const place = page.getByText(/^Runs of …\/runs/);
  await place.getByText("helmholtz train --out /home/me/work/runs/first").waitFor();
  expect(await place.locator("[title]").getAttribute("title")).toBe("/home/me/work/runs");

  list.runs = [{ id: "left", name: "left", updated: Date.now(), written: true }];
  await rowOf(page, "left").getByText("live").waitFor();
  expect(await place.textContent()).toBe("Runs of …/runs");
  list.runs = [{ ...list.runs[0], written: false }];
  const state = rowOf(page, "left").getByText("stalled");
  await state.waitFor();
  expect(await state.getAttribute("title")).toContain("No process writes it any more");
});

test("one's own runs come first, shipped ones last, and names that are alike say where they are", async (context) => {
  const page = await openPage(context, "about:blank");
  await page.route("**/runs/index.json", (route) =>
    route.fulfill({ json: [{ id: "bars", name: "bars", updated: 1 }] }),
  );
  await page.goto(results("sort=name"));
  await rowOf(page, "shipped").waitFor();
  const rows = await page.locator(".results-table tbody th").allInnerTexts();
  expect(rows[0]?.split(/\s+/).slice(0, 2)).toEqual(["bars", "server"]);
  expect(rows.slice(1).every((name) => name.includes("shipped"))).toBe(true);
});

test("at 1280 pixels every column is in sight, also with a long name and after the live view", async (context) => {
  const page = await openPage(context, "about:blank");
  const name = "2026-11-23-192956-mnist";
  await page.route("**/runs/index.json", (route) =>
    route.fulfill({ json: [{ id: "digits", name, updated: 2 }] }),
  );
  await page.goto(`${site().url}#/live`);
  await page.locator("main h1").waitFor();
  await page.getByRole("link", { name: "Results", exact: true }).click();
  const row = rowOf(page, "mnist").first();
  await row.getByText("mnist, classes 0, 1").waitFor();
  const table = page.locator(".results-table .data-table");
  const room = () => table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(await room()).toBe(0);
  expect(await row.locator("th [title]").first().getAttribute("title")).toContain(name);
  expect((await row.locator("th").textContent())?.startsWith(name)).toBe(true);
  const state = await row.locator(".results-state").boundingBox();
  expect(state?.height).toBeLessThan(30);
});

test("the server stops, and a view that was not open yet says what to do, and comes when it is back", async (context) => {
  const page = await openPage(context, results());
  await rowOf(page, "bars-0").waitFor();
  await site().stop();
  try {
    await page.getByRole("link", { name: "Play", exact: true }).click();
    const failure = page.getByRole("alert");
    await failure.getByText("The viewer's server has stopped. Start it again with").waitFor();
    await failure.getByText("helmholtz view").waitFor();
    await failure.getByRole("button", { name: "Try again" }).click();
    await page.waitForTimeout(500);
    await failure.getByText("has stopped").waitFor();
  } finally {
    await site().start();
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".play-machine").waitFor();
});

test("what is wrong in an address is one notice in plain words, and goes with it", async (context) => {
  const page = await openPage(context, `${site().url}#/live?hidden=abc&batch=0&seed=x`);
  await notices(page)
    .getByText("The address says hidden=abc, but a whole number of at least 1 is needed. It stays ")
    .waitFor();
  expect(await page.locator(".notice").count()).toBe(1);
  expect(await page.locator(".notice p").count()).toBe(3);
  await page.goto(`${site().url}#/live?hidden=20`);
  await page.locator(".notice").waitFor({ state: "detached" });
});
