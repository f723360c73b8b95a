import { optimizers } from "@helmholtz/core";
import { expect, test } from "vitest";
import { commandLine, parseCommandLine, warmStartCommand } from "../../src/machine/command-line.ts";
import { defaultPageSettings, type PageSettings } from "../../src/machine/settings.ts";

const all: PageSettings = {
  ...defaultPageSettings,
  ...{ data: "mnist", classes: [3, 8], hidden: [60, 30, 10], binarization: "threshold" },
  ...{ optimizer: optimizers.momentum({ rate: [0.01, 0.002] }), batch: 50, length: { steps: 900 } },
  ...{ seed: 7, wake: [], sleep: [], backend: "js", threads: 2 },
};

test("defaults are left out", () => {
  expect(commandLine(defaultPageSettings)).toBe("helmholtz train");
  const optimizer = optimizers.sgd();
  expect(commandLine({ ...defaultPageSettings, optimizer })).toBe(
    "helmholtz train --optimizer sgd",
  );
});

test("every setting goes to a command line and comes back", () => {
  expect(commandLine(all)).toBe(
    "helmholtz train --classes 3,8 --hidden 60,30,10 --optimizer momentum --rate 0.01,0.002 --batch 50 --steps 900 --seed 7 --binarize threshold --no-wake --no-sleep --backend js --threads 2",
  );
  expect(parseCommandLine(commandLine(all))).toEqual(all);
});

test.each([
  [
    "a rate before its optimizer",
    "helmholtz train --rate 0.5 --optimizer sgd",
    { optimizer: optimizers.sgd({ rate: 0.5 }) },
  ],
  ["a value after =", "helmholtz train --hidden=40,10", { hidden: [40, 10] }],
  ["a package manager before it", "npx -y pnpm@12 -s helmholtz train --seed 3", { seed: 3 }],
  [
    "several lines",
    "helmholtz train \\\n  --epochs 2.5 \\\n  --batch 10",
    { length: { epochs: 2.5 }, batch: 10 },
  ],
  [
    "what is of the terminal and the disk",
    "helmholtz train --plain --out 'my runs/1' --theme dark --seed 1",
    { seed: 1 },
  ],
  ["a phase that is on", "helmholtz train --no-wake --wake --sleep", {}],
  ["classes in any order, some twice", "helmholtz train --classes 8,3,8", { classes: [3, 8] }],
  ["a quoted name", `helmholtz train --data "my digits.idx"`, { data: "my digits.idx" }],
])("%s is understood", (_, line, settings) => {
  expect(parseCommandLine(line)).toEqual({ ...defaultPageSettings, ...settings });
});

test("a name with blanks and quotes comes back as it was", () => {
  const settings = { ...defaultPageSettings, data: "my 'best' digits.idx" };
  expect(parseCommandLine(commandLine(settings))).toEqual(settings);
});

test.each([
  ["", 'command line: "helmholtz train" with its options is needed, got nothing'],
  [
    "helmholtz dream runs/1",
    'command line: "helmholtz train" with its options is needed, got "helmholtz dream runs/1"',
  ],
  ["helmholtz train --hidden 10,x", '--hidden: an integer of at least 1 is needed, got "x"'],
  ["helmholtz train --seed", "--seed: a value is needed, got nothing"],
  [
    "helmholtz train --optimizer rmsprop",
    '--optimizer: one of sgd, momentum, adam is needed, got "rmsprop"',
  ],
  ["helmholtz train --rate 0.1,-1", '--rate: numbers of at least 0 are needed, got "0.1,-1"'],
  [
    "helmholtz train --backend gpujs:headlessgl",
    '--backend: one of wasm, js, cpu, gpujs:webgpu, gpujs:webgl2, gpujs:webasm is needed, got "gpujs:headlessgl"',
  ],
  [
    "helmholtz train --epochs 1 --steps 2",
    "--epochs: cannot be given with --steps; leave out one of them",
  ],
  [
    "helmholtz train --data bars --classes 3",
    "--classes: choosing 3 needs labels, bars has none; choose no classes",
  ],
  [
    "helmholtz train --resume runs/1",
    "--resume: a run on a disk is not in reach of this page; drop it under Results",
  ],
  [
    "helmholtz train --warm-start first-mnist@12 --wake --steps 900",
    "--warm-start: a run on a disk is not in reach of this page; drop it under Results",
  ],
  ["helmholtz train wake", 'command line: options of helmholtz train are needed, got "wake"'],
  ["helmholtz train --warp 9", 'command line: options of helmholtz train are needed, got "--warp"'],
])("%j is refused with its reason", (line, message) => {
  expect(() => parseCommandLine(line)).toThrow(new RangeError(message));
});

test.each<[Partial<PageSettings>, Partial<PageSettings>, string]>([
  [{}, { batch: 50 }, "--batch 50"],
  // Also where that is what a new run has.
  [{ batch: 50 }, {}, "--batch 20"],
  [{ wake: [] }, {}, "--wake"],
  [{}, { sleep: [] }, "--no-sleep"],
  // Data that is named brings all its classes.
  [{ classes: [3, 8] }, {}, "--data mnist"],
  [{ classes: [3, 8] }, { data: "my.idx", classes: [3, 8] }, "--data my.idx --classes 3,8"],
  // An optimizer that is named brings its own rate.
  [{}, { optimizer: optimizers.sgd({ rate: 0.003 }) }, "--optimizer sgd --rate 0.003"],
])("a training of %j that goes on with %j is warm-started by %s", (before, after, options) => {
  const settings = {
    before: { ...defaultPageSettings, ...before },
    after: { ...defaultPageSettings, ...after },
  };
  expect(warmStartCommand({ run: "first-mnist", step: 12, steps: 900, ...settings })).toBe(
    `helmholtz train --warm-start first-mnist@12 ${options} --steps 900`,
  );
});
