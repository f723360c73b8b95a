import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeEvent, writeIdxImages, writeIdxLabels } from "@helmholtz/core";
import { describe, expect, test } from "vitest";
import type { StudyResults } from "../../src/study/results.ts";
import { complaint, succeed, temporaryDirectory } from "./helmholtz.ts";

// Zeros of the embedded digits, twice through: a second.
const QUICK = ["study", "--quick", "--only", "zeros", "--epochs", "2"];
const RUN = join("runs", "zeros-assignment-1");

const PROGRAM = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const ENVIRONMENT = { ...process.env, INIT_CWD: undefined };

// Tells a file from one that was written since. Not its time of reading.
const writing = async (path: string) => {
  const { ino, mtimeMs } = await stat(path);
  return { ino, mtimeMs };
};

const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));

test("study --json prints one object, and keeps an ordinary run with what it found", async () => {
  const cwd = await temporaryDirectory();
  const { stdout } = await succeed([...QUICK, "--json", "--out", "study"], { cwd });
  const printed: StudyResults = JSON.parse(stdout);
  const directory = join(cwd, "study");
  expect(printed.data).toEqual({ name: "the embedded digits", train: 8334, heldOut: 1666 });
  expect(printed.runs).toHaveLength(1);
  expect(printed.runs[0]).toMatchObject({
    ...{ name: "zeros", protocol: "assignment", seed: 1, reported: 1940, sizes: [784, 20, 10] },
    run: join(directory, RUN),
  });
  for (const measure of [
    "starterCostBest",
    "starterCostLast",
    "cost",
    "descriptionLength",
    "nll",
  ]) {
    expect(printed.runs[0]?.[measure as "cost"]).toBeGreaterThan(0);
  }

  // The same in files, with the run's path relative to the study.
  const kept: StudyResults = await json(join(directory, "study.json"));
  expect(kept.runs[0]).toEqual({ ...printed.runs[0], run: RUN });
  expect(kept.runs[0]).toEqual(await json(join(directory, RUN, "study.json")));
  const csv = (await readFile(join(directory, "study.csv"), "utf8")).split("\n");
  expect(csv).toHaveLength(1 + 2 + 1);
  expect(csv[1]).toMatch(/^zeros,assignment,1,1,[\d.]+,[\d.]+,[\d.]+,[\d.]+,[\d.]+$/);

  const log = await readFile(join(directory, RUN, "events.jsonl"), "utf8");
  const types = log.split("\n").map((line) => decodeEvent(line)?.type);
  expect(types).toEqual(
    expect.arrayContaining(["start", "evaluate", "dream", "checkpoint", "end"]),
  );

  // Each final figure is what evaluate says of the run.
  const { train, heldOut } = kept.runs[0] ?? {};
  for (const [split, found] of Object.entries({ train, valid: heldOut })) {
    const run = join("study", RUN);
    const { stdout } = await succeed(["evaluate", run, "--split", split, "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject(found as object);
  }
});

test("the same command gives the same bytes, and does nothing twice", async () => {
  const cwd = await temporaryDirectory();
  for (const out of ["one", "two"]) await succeed([...QUICK, "--out", out], { cwd });
  const bytes = (out: string) => readFile(join(cwd, out, "study.json"), "utf8");
  expect(await bytes("two")).toBe(await bytes("one"));

  const log = join(cwd, "one", RUN, "events.jsonl");
  const before = await writing(log);
  await succeed([...QUICK, "--out", "one"], { cwd });
  expect(await writing(log)).toEqual(before);
  expect(await bytes("one")).toBe(await bytes("two"));
});

test("a pipe gets a table without escape codes", async () => {
  const cwd = await temporaryDirectory();
  const { stdout } = await succeed(QUICK, { cwd });
  expect(stdout).not.toContain("\x1b");
  expect(stdout).toMatch(/^zeros +1 +1940( +[\d.]+){5}$/m);
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/runs.*-study.report\.html$/);
});

test("an interrupted study ends with 130, keeps what is finished and goes on", async () => {
  const cwd = await temporaryDirectory();
  const runs = join(cwd, "study", "runs");
  const study = (only: string) => [
    "study",
    "--quick",
    "--epochs",
    "60",
    "--out",
    "study",
    "--only",
    only,
  ];
  await succeed(study("zeros"), { cwd });
  const finished = await writing(join(runs, "zeros-assignment-1", "study.json"));

  const unfinished = "threes-eights-100-assignment-1.unfinished";
  const both = study("zeros,threes-eights-100");
  const child = spawn(process.execPath, [PROGRAM, ...both], { cwd, env: ENVIRONMENT });
  const ended = once(child, "exit");
  const begun = () => readdir(join(runs, unfinished)).catch(() => []);
  await expect.poll(begun, { timeout: 20_000 }).toContain("run.json");
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect((await readdir(runs)).sort()).toEqual([unfinished, "zeros-assignment-1"]);

  await succeed(both, { cwd });
  expect((await readdir(runs)).sort()).toEqual([
    "threes-eights-100-assignment-1",
    "zeros-assignment-1",
  ]);
  expect(await writing(join(runs, "zeros-assignment-1", "study.json"))).toEqual(finished);
}, 60_000);

test("a training of other settings in the same place is left alone and named", async () => {
  const cwd = await temporaryDirectory();
  await succeed([...QUICK, "--out", "study"], { cwd });
  const before = await readFile(join(cwd, "study", "study.json"), "utf8");
  const other = ["study", "--quick", "--only", "zeros", "--epochs", "3", "--out", "study"];
  const line = await complaint(1, other, { cwd });
  expect(line).toMatch(/zeros-assignment-1: a training of these settings .*; choose another --out/);
  expect(await readFile(join(cwd, "study", "study.json"), "utf8")).toBe(before);
});

describe("what cannot begin ends in one line, and leaves no directory", () => {
  // 60 pictures of threes and of ones, and none of zeros to speak of.
  const folder = async (labelled = true) => {
    const cwd = await temporaryDirectory();
    const pixels = Uint8Array.from({ length: 60 * 16 }, (_, i) => (i * 37) % 256);
    await mkdir(join(cwd, "data"));
    await writeFile(
      join(cwd, "data", "train-images-idx3-ubyte"),
      writeIdxImages({ width: 4, height: 4, pixels }),
    );
    const labels = Uint8Array.from({ length: 60 }, (_, n) =>
      n % 10 === 0 ? 0 : n % 2 === 0 ? 3 : 1,
    );
    if (labelled)
      await writeFile(join(cwd, "data", "train-labels-idx1-ubyte"), writeIdxLabels(labels));
    return cwd;
  };

  test.each([
    ["no data", "nowhere", "zeros", /nowhere: a file or folder is needed/],
    [
      "too few images of a class",
      "data",
      "zeros",
      /data: zeros needs at least 40 images of class 0 to learn from, there are 5;/,
    ],
    ["data without classes", "bars", "zeros", /bars: labels are needed/],
  ])("%s", async (_, data, only, message) => {
    const cwd = await folder();
    const args = ["study", "--quick", "--only", only, "--data", data, "--out", "new"];
    expect(await complaint(1, args, { cwd })).toMatch(message);
    expect(await readdir(cwd)).not.toContain("new");
  });

  test("images without labels", async () => {
    const cwd = await folder(false);
    const args = ["study", "--quick", "--only", "zeros", "--data", "data", "--out", "new"];
    expect(await complaint(1, args, { cwd })).toMatch(/data: labels are needed .*labels file/);
  });

  test.each([
    [
      "an experiment that there is not",
      ["--only", "zeros,ones"],
      /Names are zeros, .*zeros-sleep-off/,
    ],
    ["no seeds", ["--seeds", "0"], /at least 1/],
  ])("%s", async (_, args, message) => {
    expect(await complaint(2, ["study", ...args])).toMatch(message);
  });
});
