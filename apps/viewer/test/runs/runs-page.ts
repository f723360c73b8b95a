import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@helmholtz/vitest/browser";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, onTestFinished, type TestContext } from "vitest";
import type { runsPage as RunsPage } from "./page/main.ts";
import { type RecordedRun, recordRun } from "./record-run.ts";
import { type StaticServer, serveFolders } from "./static-server.ts";

declare global {
  /** What page/main.ts leaves for these tests. */
  var runsPage: typeof RunsPage;
}

// One build, one recorded run and one browser for all tests of a file.
let folder: string;
let run: RecordedRun;
let browser: Browser | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "helmholtz-runs-"));
  const root = fileURLToPath(new URL("page", import.meta.url));
  await build({
    ...{ configFile: false, logLevel: "error", root, base: "./", worker: { format: "es" } },
    build: { outDir: join(folder, "site"), target: "es2022" },
    resolve: { conditions: ["@helmholtz/source", "module", "browser", "development|production"] },
  });
  run = await recordRun(join(folder, "recorded"));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** What the recorded run is. */
export function recorded(): RecordedRun {
  return run;
}

/** A new folder. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(folder, "new-"));
}

/** Copies a file of the recorded run, or all of it. */
export async function copyRecorded(to: string, path = ""): Promise<void> {
  await cp(join(folder, "recorded", path), to, { recursive: true });
}

/** A copy of the recorded run in a folder, and a server of it and the page. */
export async function serve(options?: {
  ranges: boolean;
}): Promise<{ readonly server: StaticServer; readonly run: string }> {
  const files = await newFolder();
  const run = join(files, "runs", "a run");
  await copyRecorded(run);
  const server = await serveFolders([join(folder, "site"), files], options);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { server, run };
}

/** The page that opens runs. */
export async function openPage(context: TestContext, server: StaticServer): Promise<Page> {
  browser ??= await launchChromium(context);
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(server.url);
  return page;
}

/** Opens the served run as `runsPage.open.run`. */
export const openServed = (page: Page) =>
  page.evaluate(async () => {
    const url = new URL("runs/a%20run/", document.baseURI).href;
    const files = runsPage.servedFiles({ type: "served", id: "a run", name: "a run", url });
    runsPage.open.run = runsPage.openRun(files);
  });

/** Status of an open run. */
export const statusOf = (page: Page, name = "run") =>
  page.evaluate((name) => runsPage.open[name]?.status.value, name);

/** Waits until an open run has a status of a type. */
export const hasStatus = (page: Page, type: string, name = "run") =>
  expect.poll(async () => (await statusOf(page, name))?.type, { timeout: 15_000 }).toBe(type);

/** What an open run says of itself. */
export const summary = (page: Page, name = "run") =>
  page.evaluate((name) => {
    const run = runsPage.open[name];
    const { history, record } = run ?? {};
    return {
      step: run?.run.value.step,
      evaluations: run?.run.value.curve.map((point) => point.descriptionLength),
      checkpoints: run?.run.value.checkpoints,
      end: run?.run.value.end?.reason,
      curve: history?.value.series.get("heldOut")?.buckets.map((bucket) => bucket.mean),
      recent: history?.value.series.get("heldOut")?.recent.length,
      dreams: run?.steps("dream"),
      sizes: record?.value?.sizes,
    };
  }, name);

/** What the recorded run says of itself where all of it is read. */
export function summaryOfRecorded() {
  const evaluations = recorded().state.curve.map((point) => point.descriptionLength);
  return {
    step: 60,
    evaluations,
    checkpoints: recorded().state.checkpoints,
    end: "done",
    curve: evaluations,
    recent: evaluations.length,
    dreams: recorded().dreamSteps,
    sizes: [16, 8, 1],
  };
}
