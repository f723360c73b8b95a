import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeIdxImages, writeIdxLabels } from "@helmholtz/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { complaint, succeed } from "./helmholtz.ts";

// Machines of zeros, ones and threes, each trained a little, and some that do not go with them.
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-"));
  const images = { width: 2, height: 2, pixels: new Uint8Array(60 * 4).fill(100) };
  const labels = writeIdxLabels(new Uint8Array(60).map((_, n) => 4 * (n % 2)));
  await writeFile(join(cwd, "small-images-idx3-ubyte"), writeIdxImages(images));
  await writeFile(join(cwd, "small-labels-idx1-ubyte"), labels);
  const digits = (out: string, ...more: string[]) =>
    succeed(["train", "--hidden", "8,3", "--out", out, "--steps", "150", ...more], { cwd });
  await Promise.all([
    digits("zeros", "--classes", "0"),
    digits("ones", "--classes", "1"),
    digits("threes", "--classes", "3"),
    digits("more-ones", "--classes", "1", "--seed", "2"),
    digits("both", "--classes", "0,1", "--steps", "1"),
    digits("all", "--steps", "1"),
    digits("hard", "--classes", "7", "--binarize", "threshold", "--steps", "1"),
    digits("small", "--classes", "4", "--data", "small-images-idx3-ubyte", "--steps", "1"),
  ]);
});
afterAll(() => rm(cwd, { recursive: true }));

const classified = async (...args: string[]) => {
  const { stdout } = await succeed(["classify", ...args, "--json"], { cwd });
  expect(stdout).toMatch(/^\{[^\n]+\}\n$/);
  return JSON.parse(stdout);
};

test("classify --json prints images, errors and their rate", async () => {
  const result = await classified("zeros", "ones", "threes", "--limit", "300");
  expect(result).toMatchObject({ images: 300, samples: 10, split: "valid" });
  expect(result.errorRate).toBe(result.errors / 300);
  // By chance two thirds would be wrong.
  expect(result.errorRate).toBeLessThan(0.15);
});

test("by default classify takes all that is held out of the runs' classes", async () => {
  const { images } = await classified("zeros", "ones", "--samples", "1");
  // About a fifth of 1,666.
  expect(images).toBeGreaterThan(280);
  expect(images).toBeLessThan(420);
});

test("classify is the same for a seed, in whatever order the runs are given", async () => {
  const few = ["--limit", "100", "--samples", "1", "--checkpoint", "0"];
  const [one, again, turned, other] = await Promise.all([
    classified("zeros", "ones", "threes", ...few, "--seed", "7"),
    classified("zeros", "ones", "threes", ...few, "--seed", "7"),
    classified("threes", "zeros", "ones", ...few, "--seed", "7"),
    classified("zeros", "ones", "threes", ...few, "--seed", "8"),
  ]);
  expect(again).toEqual(one);
  expect(turned).toEqual(one);
  expect(other.images).toBe(one.images);
});

test("classify takes other splits and checkpoints", async () => {
  const few = ["zeros", "ones", "--limit", "200"];
  const [train, untrained] = await Promise.all([
    classified(...few, "--split", "train"),
    classified(...few, "--checkpoint", "0"),
  ]);
  expect(train.split).toBe("train");
  expect(train.errorRate).toBeLessThan(untrained.errorRate);
});

test("classify without --json says how often each class is taken for which", async () => {
  const args = ["zeros", "ones", "threes", "--limit", "100"];
  const { stdout } = await succeed(["classify", ...args], { cwd });
  const { errors } = await classified(...args);
  const lines = stdout.trimEnd().split("\n");
  expect(lines[1]).toBe(`errors      ${errors}`);
  const cells = (line: string) => line.trim().split(/\s+/).slice(2).map(Number);
  expect(cells(lines[4] ?? "")).toEqual([0, 1, 3]);
  const table = lines.slice(5).map(cells);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  expect(sum(table.map(sum))).toBe(100);
  expect(sum(table.map((row, i) => row[i] ?? 0))).toBe(100 - errors);
  expect(stdout).not.toContain("\x1b");
});

test.each([
  ["a run of two classes", ["zeros", "both"], /both: a run of one class .* the classes 0,1; train/],
  ["a run of all images", ["zeros", "all"], /all: a run of one class .* from all images; train/],
  [
    "two runs of a class",
    ["ones", "zeros", "more-ones"],
    /more-ones: one run of each class is needed, \S+ones is of class 1 as well/,
  ],
  [
    "machines of different sizes",
    ["zeros", "small"],
    /small: the same number of visible units .* 784, got 4; give runs of one size/,
  ],
  [
    "different binarizations",
    ["zeros", "hard"],
    /hard: the same binarization .* sample, got threshold; choose --binarize/,
  ],
  ["no run", ["nowhere"], /nowhere: a run is needed/],
  [
    "data of another size",
    ["zeros", "--data", "small-images-idx3-ubyte"],
    /images of 784 pixels are needed, as the machines have visible units, got 2 x 2/,
  ],
  [
    "data without the class",
    ["ones", "--data", "small-images-idx3-ubyte"],
    /no image is of class 1; choose from 0, 4/,
  ],
  ["data without labels", ["zeros", "--data", "bars"], /bars has none/],
])("to classify with %s fails by name", async (_, args, message) => {
  const code = args.includes("bars") ? 2 : 1;
  expect(await complaint(code, ["classify", ...args], { cwd })).toMatch(message);
});

test("what the runs do not agree on can be chosen", async () => {
  const args = ["zeros", "hard", "--binarize", "threshold", "--limit", "20"];
  expect(await classified(...args)).toMatchObject({ images: 20 });
});

test.each([
  ["no run given", ["classify"], /missing required argument 'run'/],
  ["no samples", ["classify", "zeros", "--samples", "0"], /--samples .*at least 1/],
])("%s is wrong usage", async (_, args, message) => {
  expect(await complaint(2, args, { cwd })).toMatch(message);
});

test("classify has help", async () => {
  const { stdout } = await succeed(["classify", "--help"]);
  expect(stdout).toMatch(/^Usage: helmholtz classify /);
});
