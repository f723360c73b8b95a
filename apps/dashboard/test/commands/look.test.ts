import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { colorAt, greys } from "../../src/draw/scale.ts";
import { succeed } from "./helmholtz.ts";

// Commands that look at a run, on two small ones.
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-"));
  const digits = ["--classes", "0", "--hidden", "5,3", "--steps", "60", "--out", "digits"];
  const bars = ["--data", "bars", "--hidden", "6,2", "--steps", "500", "--out", "bars"];
  await Promise.all([succeed(["train", ...digits], { cwd }), succeed(["train", ...bars], { cwd })]);
});
afterAll(() => rm(cwd, { recursive: true }));

const object = async (...args: string[]) => {
  const { stdout } = await succeed([...args, "--json"], { cwd });
  expect(stdout).toMatch(/^\{[^\n]+\}\n$/);
  return JSON.parse(stdout);
};

const FEW = ["--limit", "40", "--samples", "5"];

test("evaluate --json prints one object", async () => {
  const result = await object("evaluate", "digits", ...FEW);
  expect(result).toEqual({
    images: 40,
    samples: 5,
    nll: expect.any(Number),
    nllStandardError: expect.any(Number),
    freeEnergy: expect.any(Number),
    descriptionLength: expect.any(Number),
    layers: [expect.any(Number), expect.any(Number), expect.any(Number)],
    cost: expect.any(Number),
    step: 60,
    split: "valid",
  });
  const { layers, descriptionLength, freeEnergy, nll } = result;
  const sum = layers.reduce((a: number, b: number) => a + b);
  expect(sum).toBeCloseTo(descriptionLength, 6);
  expect(freeEnergy / Math.LN2).toBeCloseTo(descriptionLength, 6);
  // The bound of many samples is never above that of one (Burda et al. 2016, theorem 1).
  expect(nll).toBeLessThanOrEqual(freeEnergy);
});

test("by default evaluate takes all that is held out, with 50 samples", async () => {
  expect(await object("evaluate", "bars")).toMatchObject({
    images: 2000,
    samples: 50,
    step: 500,
    split: "valid",
  });
});

test("evaluate is the same for a seed, and another for another", async () => {
  const [one, again, other] = await Promise.all([
    object("evaluate", "digits", ...FEW, "--seed", "7"),
    object("evaluate", "digits", ...FEW, "--seed", "7"),
    object("evaluate", "digits", ...FEW, "--seed", "8"),
  ]);
  expect(again).toEqual(one);
  expect(other.nll).not.toBe(one.nll);
  expect(Math.abs(other.nll - one.nll)).toBeLessThan(10 * one.nllStandardError);
});

test("evaluate takes other checkpoints, splits and classes", async () => {
  const [first, best, train, ones] = await Promise.all([
    object("evaluate", "digits", ...FEW, "--checkpoint", "0"),
    object("evaluate", "digits", ...FEW, "--checkpoint", "best"),
    object("evaluate", "digits", ...FEW, "--split", "train"),
    object("evaluate", "digits", ...FEW, "--classes", "1"),
  ]);
  expect([first.step, best.step]).toEqual([0, 60]);
  expect(best.descriptionLength).toBeLessThan(first.descriptionLength);
  expect(train.split).toBe("train");
  expect(new Set([best.nll, train.nll, ones.nll]).size).toBe(3);
});

test("evaluate without --json says the same in words", async () => {
  const { stdout } = await succeed(["evaluate", "digits", ...FEW], { cwd });
  const { nll } = await object("evaluate", "digits", ...FEW);
  expect(stdout).toContain(nll.toFixed(3));
  expect(stdout).toContain("nats per image");
});

const ZOOM = 3;

async function picture(...args: string[]) {
  const { stdout } = await succeed([...args, "--png", "pictures/one.png"], { cwd });
  const file = join(cwd, "pictures", "one.png");
  expect(stdout).toContain(file);
  const { width, height, channels, data } = decode(await readFile(file));
  return {
    width,
    height,
    /** Red of a pixel of the picture, before it was made larger. */
    red: (x: number, y: number) => data[channels * (ZOOM * y * width + ZOOM * x)] ?? Number.NaN,
  };
}

// Pictures of `size` pixels side by side, 2 apart.
const across = (count: number, size: number) => ZOOM * (count * (size + 2) - 2);

test("dream --png draws as many dreams as asked for", async () => {
  const { width, height } = await picture("dream", "digits", "--count", "6");
  expect([width, height]).toEqual([across(3, 28), across(2, 28)]);
});

test("weights --png draws a picture for each unit", async () => {
  const generative = await picture("weights", "digits");
  expect([generative.width, generative.height]).toEqual([across(3, 28), across(2, 28)]);
  const recognition = await picture("weights", "bars", "--direction", "recognition");
  expect([recognition.width, recognition.height]).toEqual([across(3, 4), across(2, 4)]);
  const upper = await picture("weights", "bars", "--layer", "1");
  expect(upper.width).toBeGreaterThan(0);
});

test("a clamp turns a pixel on or off in every dream", async () => {
  const clamps = ["--clamp", "0:5=1", "--clamp", "0:10=0"];
  const { red } = await picture("dream", "bars", "--count", "6", ...clamps);
  const [[on], [off]] = [colorAt(greys, 1), colorAt(greys, 0)];
  for (let column = 0; column < 3; column++) {
    for (let row = 0; row < 2; row++) {
      // Pixel 5 of 4 x 4 is at (1, 1), pixel 10 at (2, 2).
      expect(red(6 * column + 1, 6 * row + 1)).toBe(on);
      expect(red(6 * column + 2, 6 * row + 2)).toBe(off);
    }
  }
});

test("a clamp of a hidden unit changes the dreams below it", async () => {
  const dream = async (...clamp: string[]) =>
    (await succeed(["dream", "bars", ...clamp], { cwd })).stdout;
  const off = await dream("--clamp", "1:0=0");
  expect(await dream("--clamp", "1:0=1")).not.toBe(off);
  expect(await dream("--clamp", "1:0=0")).toBe(off);
});

test.each([["dream"], ["weights"]])("%s into a pipe has no escape codes", async (command) => {
  const { stdout } = await succeed([command, "digits"], { cwd, env: { TERM: "xterm-256color" } });
  expect(stdout).not.toContain("\x1b");
  expect(stdout.split("\n").length).toBeGreaterThan(5);
});

test("toy --json prints one object, with a result for each seed", async () => {
  const { stdout } = await succeed(["toy", "kirby", "--seeds", "2", "--steps", "2000", "--json"]);
  expect(stdout).toMatch(/^\{[^\n]+\}\n$/);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ toy: "kirby", sizes: [9, 4, 1], steps: 2000 });
  expect(result.seeds.map(({ seed }: { seed: number }) => seed)).toEqual([1, 2]);
  for (const { kl, penalty } of result.seeds) {
    expect(kl).toBeGreaterThan(0);
    expect(penalty).toBeGreaterThan(0);
  }
  const [one, two] = result.seeds;
  expect(result.kl.mean).toBeCloseTo((one.kl + two.kl) / 2, 12);
});

test("toy prints a line for each seed, and a summary", async () => {
  const { stdout } = await succeed(["toy", "bars", "--seeds", "2", "--steps", "500"]);
  expect(stdout).toMatch(/^seed \d {2}KL/);
  expect(stdout).toContain("entropy of the data");
  expect(stdout).not.toContain("\x1b");
});
