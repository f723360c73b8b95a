// Measures the viewer, as `helmholtz view` serves it, in a real Chromium, and prints a table:
//
//   node tooling/capture/viewer-speed.js
//
// The program must be built. It takes about three minutes, on a machine that should do nothing else
// meanwhile. Each page is opened in a browser context of its own, so that nothing is cached; times are
// from the beginning of the navigation.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { findChromium, missingChromium } from "@helmholtz/vitest/find-chromium";
import { chromium } from "playwright-core";
import { writeLongRun } from "./long-run.js";

const ROUNDS = 5;
const EVALUATIONS = 1e5;
const TRAINING_SECONDS = 5;
/** More than are done meanwhile. */
const TRAINING_STEPS = "1000000";
/** Images of a step, by default. */
const BATCH = 20;
const SETTLED_MS = 2000;
const VIEWS = ["home", "results", "live", "play", "bars", "tour"];
const TIMED_VIEWS = ["home", "results", "live", "play"];
const program = fileURLToPath(new URL("../../apps/dashboard/dist/cli.js", import.meta.url));

const executablePath = findChromium();
if (!executablePath) throw new Error(`viewer-speed: ${missingChromium()}`);
const folder = mkdtempSync(join(tmpdir(), "helmholtz-speed-"));
const steps = writeLongRun(join(folder, "runs", "long"), EVALUATIONS);
const server = start("view", join(folder, "runs"), "--no-open", "--port", "0");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const { value: address } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
  if (!address)
    throw new Error("viewer-speed: helmholtz does not start; build it with `pnpm build`");
  const { origin } = new URL(address);
  const loadBefore = loadavg()[0];
  const rows = [
    ...(await measureViews(origin)),
    ...(await measureLongRun(origin)),
    ...(await measureTraining(origin)),
  ];
  console.log(machine(loadBefore));
  console.log("\n| what | measured | asked for |\n| --- | ---: | ---: |");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}

async function measureViews(origin) {
  const measured = await measure(async () => {
    const views = {};
    for (const view of VIEWS) views[view] = await openView(`${origin}/#/${view}`);
    return views;
  });
  const of = (view, field) => median(measured.map((views) => views[view][field]));
  return [
    ...TIMED_VIEWS.flatMap((view) => [
      [`${view}: first contentful paint`, seconds(of(view, "painted")), "below 1 s"],
      [`${view}: its heading`, seconds(of(view, "headed")), "below 2 s"],
    ]),
    [
      "JavaScript that home loads, gzip",
      `${(of("home", "script") / 1000).toFixed(1)} kB`,
      "≤ 120 kB",
    ],
    ...VIEWS.map((view) => [`${view}: layout shift`, of(view, "shift").toFixed(3), "≤ 0.1"]),
  ];
}

async function openView(url) {
  return await visit(async (page) => {
    await page.goto(url);
    await page.waitForFunction(() => watched.headed !== undefined);
    await sleep(SETTLED_MS);
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    const script = await Promise.all(loaded.filter((url) => url.endsWith(".js")).map(gzipSize));
    const total = script.reduce((sum, size) => sum + size, 0);
    return { ...(await page.evaluate(() => watched)), script: total };
  });
}

async function gzipSize(url) {
  const response = await fetch(url);
  return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}

async function measureLongRun(origin) {
  const measured = await measure(() =>
    visit(async (page) => {
      await page.addInitScript((steps) => {
        onMutation(() => {
          watched.drawn ??= document.querySelector(".results-charts path")
            ? performance.now()
            : undefined;
          const cells = document.querySelectorAll("tbody tr[aria-selected=true] td");
          const texts = Array.from(cells, ({ textContent }) => textContent);
          if (texts.includes("done") && texts.includes(steps)) watched.listed ??= performance.now();
        });
      }, steps.toLocaleString("en"));
      await page.goto(`${origin}/#/results?runs=runs/long`);
      await page.waitForFunction(() => watched.listed !== undefined);
      return await page.evaluate(() => watched);
    }),
  );
  const of = (field) => median(measured.map((opened) => opened[field]));
  return [
    ["10⁶ logged points, of 10⁵ evaluations: first curves", seconds(of("drawn")), ""],
    ["10⁶ logged points, of 10⁵ evaluations: listed whole", seconds(of("listed")), "below 2 s"],
  ];
}

async function measureTraining(origin) {
  const measured = await measure(async () => {
    const inPage = await trainInPage(origin);
    return { ...inPage, inNode: await trainInNode() };
  });
  const of = (field) => median(measured.map((training) => training[field]));
  const longest = Math.max(...measured.map(({ longest }) => longest));
  const inNode = BATCH * of("inNode");
  return [
    [
      `longest task of the page's thread in ${TRAINING_SECONDS} s of training`,
      longest === 0 ? "below 50 ms" : `${longest} ms`,
      "≤ 50 ms",
    ],
    ["frames per second meanwhile", of("frames").toFixed(1), "60"],
    [
      "images per second in the page, of those in Node",
      `${Math.round((100 * BATCH * of("stepRate")) / inNode)} % of ${Math.round(inNode).toLocaleString("en")}`,
      "≥ 80 %",
    ],
  ];
}

async function trainInPage(origin) {
  return await visit(async (page) => {
    await page.goto(`${origin}/#/live?steps=${TRAINING_STEPS}`);
    await page.getByRole("button", { name: /^Start/ }).click();
    await sleep(SETTLED_MS);
    return await page.evaluate(async (duration) => {
      const stepsDone = () => {
        const facts = [...document.querySelectorAll(".run-status dt")];
        const step = facts.find(({ textContent }) => textContent === "Step")?.nextElementSibling;
        return Number.parseInt(step.textContent.replaceAll(",", ""), 10);
      };
      const [from, stepsBefore] = [performance.now(), stepsDone()];
      watched.longest = 0;
      let frames = 0;
      while (performance.now() - from < duration) {
        await new Promise(requestAnimationFrame);
        frames++;
      }
      const passed = (performance.now() - from) / 1000;
      const stepRate = (stepsDone() - stepsBefore) / passed;
      return { longest: watched.longest, frames: frames / passed, stepRate };
    }, 1000 * TRAINING_SECONDS);
  });
}

// Steps per second by the times of its log, from a report after the warm-up to the last.
async function trainInNode() {
  const out = mkdtempSync(join(folder, "node-"));
  const training = start("train", "--plain", "--steps", TRAINING_STEPS, "--out", out);
  training.stdout.resume();
  const ended = once(training, "exit");
  await sleep(SETTLED_MS + 1000 * TRAINING_SECONDS);
  training.kill("SIGINT");
  await ended;
  const lines = readFileSync(join(out, "events.jsonl"), "utf8").trimEnd().split("\n");
  const reports = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === "evaluate");
  const timeOf = ({ time }) => Date.parse(time) / 1000;
  const last = reports.at(-1);
  const first = reports.find((report) => timeOf(report) > timeOf(last) - TRAINING_SECONDS);
  return (last.step - first.step) / (timeOf(last) - timeOf(first));
}

/** Opens a page that watches itself, and closes it after what is done with it. */
async function visit(act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.addInitScript(watchItself);
    return await act(page);
  } finally {
    await context.close();
  }
}

// In the page: times in milliseconds since the beginning of the navigation.
function watchItself() {
  globalThis.watched = { painted: undefined, headed: undefined, shift: 0, longest: 0 };
  globalThis.onMutation = (look) => {
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  };
  const onEntries = (type, take) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true });
  };
  onMutation(() => {
    if (document.querySelector("main h1")) watched.headed ??= performance.now();
  });
  onEntries("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") watched.painted = startTime;
  });
  onEntries("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) watched.shift += value;
  });
  onEntries("longtask", ({ duration }) => {
    watched.longest = Math.max(watched.longest, duration);
  });
}

function start(...command) {
  return spawn(process.execPath, [program, ...command], { stdio: ["ignore", "pipe", "inherit"] });
}

async function measure(once) {
  const measured = [];
  for (let round = 0; round < ROUNDS; round++) measured.push(await once());
  return measured;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function machine(loadBefore) {
  const [{ model }] = cpus();
  const load = `Load: ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`;
  const node = `Node ${process.versions.node}, Chromium ${browser.version()}`;
  return `${model}, ${cpus().length} cores, ${process.platform}, ${node}. ${load}. Medians of ${ROUNDS} rounds.`;
}
