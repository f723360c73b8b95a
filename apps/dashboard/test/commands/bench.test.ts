import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bars, createMachine, key } from "@helmholtz/core";
import { openRun } from "@helmholtz/core/node";
import { findChromium, missingChromium } from "@helmholtz/vitest/find-chromium";
import { expect, test } from "vitest";
import { compareUpdates } from "../../src/bench/agreement.ts";
import type { DashboardResults } from "../../src/bench/dashboard-cost.ts";
import type { Engine } from "../../src/bench/engines.ts";
import { lengthenLog } from "../../src/bench/lengthen-log.ts";
import { measure, type Plan } from "../../src/bench/measure.ts";
import { replaceSection, speedSection } from "../../src/bench/performance-document.ts";
import { flattenMachine, shapeMachine } from "../../src/bench/protocol.ts";
import { RECIPE, rateOf } from "../../src/bench/quality.ts";
import { recordTraining } from "../../src/bench/record-training.ts";
import { type BenchResults, median } from "../../src/bench/results.ts";
import { createWorkload } from "../../src/bench/workload.ts";
import { complaint, helmholtz, temporaryDirectory } from "./helmholtz.ts";

const TINY = ["bench", "--nets", "784-10", "--threads", "1", "--rounds", "1", "--seconds", "0.05"];

test("engines that agree are timed, and the results have the shape of the contract", async () => {
  const engines = "helmholtz:cpu,js-dense";
  const { code, stdout, stderr } = await helmholtz([
    ...[...TINY, "--batches", "1,20", "--engines", engines, "--json"],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { machine, rows, skipped, failed } = JSON.parse(stdout) as BenchResults;
  expect(machine).toMatchObject({ node: process.versions.node });
  expect({ skipped, failed }).toEqual({ skipped: [], failed: [] });
  expect(rows.map(({ net, batch, threads, engine }) => [net, batch, threads, engine])).toEqual([
    ["784-10", 1, 1, "helmholtz:cpu"],
    ["784-10", 1, 1, "js-dense"],
    ["784-10", 20, 1, "helmholtz:cpu"],
    ["784-10", 20, 1, "js-dense"],
  ]);
  for (const { imagesPerSecond, imagesPerCpuSecond } of rows) {
    for (const speed of [imagesPerSecond, imagesPerCpuSecond]) {
      expect(Number.isFinite(speed) && speed > 0).toBe(true);
    }
  }
});

test("an engine that is not installed is named with its reason, and the others are measured", async () => {
  const engines = ["--batches", "1", "--engines", "js-dense,pytorch,numpy-tuned"];
  const { code, stdout, stderr } = await helmholtz([
    ...[...TINY, ...engines, "--python", "/nowhere/python3", "--json"],
  ]);
  expect(code).toBe(0);
  const { rows, skipped } = JSON.parse(stdout) as BenchResults;
  expect(rows.map(({ engine }) => engine)).toEqual(["js-dense"]);
  expect(skipped.map(({ engine }) => engine)).toEqual(["pytorch", "numpy-tuned"]);
  const [first = ""] = stderr.split("\n");
  expect(first).toMatch(/^skipped pytorch: .*nowhere\/python3 cannot be started \(ENOENT\)/);
  expect(first).toMatch(/apt-get install .*python3-torch/);
});

test("gpu.js is measured in a page of Chromium, or named with the reason", async (context) => {
  const { code, stdout, stderr } = await helmholtz([
    ...[...TINY, "--batches", "1", "--engines", "gpujs:webgl2", "--json"],
  ]);
  const { rows, skipped, failed, versions } = JSON.parse(stdout) as BenchResults;
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
  if (!findChromium()) {
    expect(stderr).toBe(`skipped gpujs:webgl2: ${missingChromium()}\n`);
    context.skip(missingChromium());
  }
  expect({ skipped, stderr }).toEqual({ skipped: [], stderr: "" });
  expect(versions["gpujs:webgl2"]).toMatch(/^gpu\.js, webgl2 on \S+/);
  expect(rows).toMatchObject([{ net: "784-10", batch: 1, threads: 1, engine: "gpujs:webgl2" }]);
  for (const speed of [rows[0]?.imagesPerSecond, rows[0]?.imagesPerCpuSecond]) {
    expect(speed).toBeGreaterThan(0);
  }
});

test("a page without Chromium is skipped with the reason", async () => {
  const { code, stdout, stderr } = await helmholtz(
    [...TINY, "--batches", "1", "--engines", "gpujs:webgpu", "--json"],
    { env: { CHROMIUM_PATH: "/nowhere/chromium" } },
  );
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as BenchResults).rows).toEqual([]);
  expect(stderr).toBe(
    "skipped gpujs:webgpu: CHROMIUM_PATH names /nowhere/chromium, which is not there\n",
  );
});

test("without --json the same is a table", async () => {
  const { stdout } = await helmholtz([...TINY, "--batches", "1", "--engines", "js-dense"]);
  expect(stdout).toMatch(/plain SGD, 1 thread: images\/s\n +js-dense\n784-10, batch 1 +\d/);
});

test.each([
  ["an engine that there is not", ["--engines", "abacus"], /abacus; choose from .*pytorch-tuned/],
  ["a machine of one layer", ["--nets", "784"], /'784' is invalid.*at least two layers/],
  ["a machine for other images", ["--nets", "16-8"], /784 units is needed.* got 16-8/],
  ["no time", ["--seconds", "0"], /--seconds .*above 0/],
])("bench with %s is wrong usage", async (_, args, message) => {
  expect(await complaint(2, ["bench", ...args])).toMatch(message);
});

test("weights that are off by more than rounding are refused, and so is a NaN", () => {
  const before = flattenMachine(createMachine([6, 4, 2], key(0)));
  const after = before.map((w) => w + 0.01);
  const rounded = after.map((w, i) => w + (i % 2) * 1e-6);
  expect(compareUpdates({ before, after }, rounded).difference).toBeLessThan(2e-6);
  expect(compareUpdates({ before, after }, after).change).toBeCloseTo(0.01, 6);

  for (const wrong of [0.001, Number.NaN]) {
    const learnt = after.slice();
    learnt[5] = (learnt[5] ?? 0) + wrong;
    expect(() => compareUpdates({ before, after }, learnt)).toThrow(/computes another update/);
  }
  expect(() => compareUpdates({ before, after }, after.subarray(1))).toThrow(/weights/);
  expect(() => compareUpdates({ before, after }, before)).toThrow(/computes another update/);
});

test("a machine survives the way through a weights file", () => {
  const machine = createMachine([6, 4, 2], key(0));
  expect(shapeMachine([6, 4, 2], flattenMachine(machine))).toEqual(machine);
});

test("the rate is flat for 60 % of the recipe, and ends at 2 %", () => {
  expect(rateOf(1)).toBe(RECIPE.rate);
  expect(rateOf(0.6 * RECIPE.epochs)).toBe(RECIPE.rate);
  expect(rateOf(RECIPE.epochs)).toBeCloseTo(0.02 * RECIPE.rate, 12);
});

test("a median is the middle, or the mean of both middles", () => {
  expect(median([9, 1, 4])).toBe(4);
  expect(median([9, 1, 4, 6])).toBe(5);
});

test("the document keeps its prose and gets the tables of this run alone", () => {
  const results: BenchResults = {
    machine: { processor: "abacus", cores: 2, system: "wood", node: "20", date: "2026-01-02" },
    versions: { ours: "cpu" },
    rows: ["ours", "theirs"].map((engine, i) => ({
      ...({ task: "sgd", net: "784-10", batch: 20, threads: 1, engine } as const),
      imagesPerSecond: 3000 / (i + 1),
      imagesPerCpuSecond: 3000,
    })),
    width: [],
    skipped: [{ engine: "native", threads: 1, reason: "no compiler" }],
    failed: [],
  };
  const document = "# Speed\n\n<!-- bench: speed -->old<!-- bench: end of speed -->\n\nAfter.\n";
  const lines = speedSection(results, "ours");
  const once = replaceSection(document, "speed", lines);
  expect(once).toMatch(/^# Speed\n/);
  expect(once).toMatch(/\nAfter\.\n$/);
  expect(once).not.toContain("old");
  expect(once).toContain("| 784-10, batch 20 | 3.00k | 1.50k (2.00×) |");
  expect(once).toContain("native, 1 thread(s): no compiler");
  expect(replaceSection(once, "speed", lines)).toBe(once);
  expect(() => replaceSection(document, "quality", lines)).toThrow(/marks .* are needed/);
});

test("an engine that computes another update is not timed", async () => {
  const directory = await temporaryDirectory();
  const peers = new URL("../../../../tooling/bench/peers/", import.meta.url);
  const honest = await readFile(new URL("js-dense.js", peers), "utf8");
  const careless = honest.replace("rate / batch", "rate");
  expect(careless).not.toBe(honest);
  await writeFile(join(directory, "careless.js"), careless);
  await writeFile(join(directory, "serve.js"), await readFile(new URL("serve.js", peers)));
  await writeFile(join(directory, "package.json"), JSON.stringify({ type: "module" }));

  const engine = (name: string, file: string): Engine => ({
    name,
    multithreaded: false,
    command: async () => ({ command: [process.execPath, file] }),
  });
  const images = bars({ size: 4 }).train;
  const nothing = () => {};
  const workload = await createWorkload(directory, {
    images: { ...images, size: 2000 },
    nets: ["16-8"],
    onProgress: nothing,
  });
  const plan: Plan = {
    engines: [
      engine("careless", join(directory, "careless.js")),
      engine("honest", fileURLToPath(new URL("js-dense.js", peers))),
    ],
    cells: [{ task: "sgd", net: "16-8", batch: 20 }],
    threads: [1],
    rounds: 1,
    seconds: 0.02,
  };
  const { rows, failed } = await measure(plan, workload, nothing);
  expect(rows.map((row) => row.engine)).toEqual(["honest"]);
  expect(failed.map((failure) => failure.engine)).toEqual(["careless"]);
  expect(failed[0]?.reason).toMatch(/computes another update/);
});

test("a glimpse of the dashboard's cost has all of its parts, and a replay ends where the log does", {
  timeout: 120_000,
}, async () => {
  const { code, stdout, stderr } = await helmholtz(["bench", "--dashboard", "--quick", "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { machine, load, training, frames, replays } = JSON.parse(stdout) as DashboardResults;
  expect(machine).toMatchObject({ node: process.versions.node });
  expect(load).toHaveLength(2);
  expect(training).toMatchObject({ net: "784-100-20", threads: 1, rounds: 1 });
  expect(training.loss.median).toBeCloseTo(1 - training.shown / training.alone, 9);
  expect(training.framesPerSecond).toBeGreaterThan(0);
  const sizes = ["80x24", "120x40", "160x50", "300x100"];
  const pictures = ["blocks", "kitty", "iterm2", "sixel"];
  expect(frames.map(({ columns, rows, pictures }) => `${columns}x${rows} ${pictures}`)).toEqual(
    sizes.flatMap((size) => pictures.map((kind) => `${size} ${kind}`)),
  );
  for (const { median, percentile95 } of frames)
    expect(percentile95).toBeGreaterThanOrEqual(median);
  expect(replays).toMatchObject([{ net: "16-6-2", events: 3000, scrub: { count: 3 } }]);
  // A report every hundred steps has three events.
  expect(replays[0]?.step).toBeGreaterThan(90_000);
});

test("a log is lengthened to as many events, which add up to its end", async () => {
  const run = `${await temporaryDirectory()}/run`;
  await recordTraining(run, { data: "bars", hidden: [6, 2], reports: 4, steps: 1e6 });
  const end = await lengthenLog(run, 500);
  const lines = (await readFile(join(run, "events.jsonl"), "utf8")).trimEnd().split("\n");
  expect(lines).toHaveLength(500);
  const { step, curve } = await (await openRun(run)).state();
  expect({ step, descriptionLength: curve.at(-1)?.descriptionLength }).toEqual({
    step: end.step,
    descriptionLength: end.descriptionLength,
  });
  const steps = lines.map((line) => JSON.parse(line).step);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});
