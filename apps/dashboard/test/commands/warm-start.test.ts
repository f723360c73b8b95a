import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeEvent } from "@helmholtz/core";
import { forkRun, openRun } from "@helmholtz/core/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkpointFiles, complaint, helmholtz, succeed } from "./helmholtz.ts";
import { hasTmux, helmholtzInTmux } from "./tmux.ts";

// Half a second of training, with checkpoints at 0, 5,000, 10,000 and 12,000.
const TRAIN = ["train", "--data", "bars", "--hidden", "8,2", "--batch", "10", "--steps", "12000"];
const SHORT = ["train", "--data", "bars", "--hidden", "3", "--steps", "5"];

// A directory with runs to go on from.
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-"));
  await Promise.all([
    succeed([...TRAIN, "--out", "one"], { cwd }),
    succeed([...SHORT, "--no-sleep", "--optimizer", "sgd", "--rate", "0.5", "--out", "awake"], {
      cwd,
    }),
  ]);
});
afterAll(() => rm(cwd, { recursive: true }));

const recordOf = async (run: string) =>
  JSON.parse(await readFile(join(cwd, run, "run.json"), "utf8"));

const stepOf = (line: string): number => decodeEvent(line)?.step ?? 0;

test("with the same settings it is the same as a fork, and as the run itself, byte for byte", async () => {
  await succeed(["train", "--warm-start", "one@5000", "--steps", "12000", "--out", "same"], {
    cwd,
  });
  await forkRun(join(cwd, "one"), 5000, join(cwd, "fork"));
  await succeed(["train", "--resume", "fork"], { cwd });
  const same = await checkpointFiles(join(cwd, "same"));
  expect(Object.keys(same).map(Number.parseFloat)).toEqual([5000, 10_000, 12_000]);
  expect(same).toEqual(await checkpointFiles(join(cwd, "fork")));
  expect(await checkpointFiles(join(cwd, "one"))).toMatchObject(same);
  expect(await recordOf("same")).toEqual(await recordOf("fork"));
});

test("with another batch and one more unit it learns on; killed and resumed, to the same bytes", async () => {
  const others = ["--hidden", "9,2", "--batch", "8", "--steps", "20000"];
  const warm = ["train", "--warm-start", "one@5000", ...others, "--json"];
  await succeed([...warm, "--out", "whole"], { cwd });
  const killed = await helmholtz([...warm, "--out", "killed"], {
    cwd,
    onLine: (line, child) => {
      if (stepOf(line) >= 8000) child.kill("SIGKILL");
    },
  });
  expect(killed.signal).toBe("SIGKILL");
  const whole = await checkpointFiles(join(cwd, "whole"));
  expect(Object.keys(whole).map(Number.parseFloat)).toEqual([5000, 6250, 12_500, 18_750, 20_000]);
  expect(Object.keys(await checkpointFiles(join(cwd, "killed"))).length).toBeLessThan(5);
  await succeed(["train", "--resume", "killed"], { cwd });
  expect(await checkpointFiles(join(cwd, "killed"))).toEqual(whole);

  const { start, curve, end } = await (await openRun(join(cwd, "whole"))).state();
  expect([start?.sizes, end?.step]).toEqual([[16, 9, 2], 20_000]);
  const before = await (await openRun(join(cwd, "one"))).state();
  // The whole curve; of the step where it went on, what its own machine does there.
  const early = before.curve.filter(({ step }) => step < 5000);
  expect(curve.map(({ step }) => step)).toEqual(expect.arrayContaining(early.map((e) => e.step)));
  expect(curve[0]?.descriptionLength).toBe(early[0]?.descriptionLength);
  const bits = (step: number) => curve.find((point) => point.step === step)?.descriptionLength;
  const last = before.curve.find(({ step }) => step === 5000)?.descriptionLength ?? Number.NaN;
  expect(bits(5000)).not.toBe(last);
  expect(bits(20_000)).toBeLessThan(last);
});

test("epochs of another batch follow those of the batch before", async () => {
  const warm = ["train", "--warm-start", "one@5000", "--batch", "20", "--epochs", "6"];
  const { stdout } = await succeed([...warm, "--out", "epochs"], { cwd });
  expect(stdout).toContain("length    5,500 steps, 6 epochs; seed 0");
  expect(stdout).toMatch(/step 5,000\/5,500 {2}epoch 5\.00 /);
  expect(stdout).toMatch(/step 5,500\/5,500 {2}epoch 6\.00 /);

  await succeed(["train", "--resume", "epochs", "--epochs", "6.5"], { cwd });
  const { step, curve, best } = await (await openRun(join(cwd, "epochs"))).state();
  expect(step).toBe(5750);
  const told = new Map(curve.map((point) => [point.step, point.epoch]));
  expect([4000, 5000, 5500, 5750].map((step) => told.get(step))).toEqual([4, 5, 6, 6.5]);
  expect(best?.epoch).toBe(told.get(best?.step ?? 0));
});

test("what is not given is as the other run had it by then, and as many steps more", async () => {
  await succeed(["train", "--warm-start", "awake", "--seed", "4", "--out", "more"], { cwd });
  const [before, after] = [await recordOf("awake"), await recordOf("more")];
  const parent = { run: join(cwd, "awake"), step: 5 };
  const options = { ...before.options, steps: 10 };
  expect(after).toEqual({ ...before, seed: 4, options, parent });

  const others = ["--sleep", "--optimizer", "adam", "--data", "shifter", "--steps", "6"];
  expect(await complaint(1, ["train", "--warm-start", "awake", ...others], { cwd })).toMatch(
    /awake: images of 4 x 4 are needed, as it learned from, shifter has \d+ x \d+; choose other data$/,
  );
  others.splice(3, 2);
  await succeed(["train", "--warm-start", "more@5", ...others, "--out", "both"], { cwd });
  const both = await recordOf("both");
  expect(both.options).toMatchObject({ sleep: ["recognition"], wake: ["generative"], steps: 6 });
  expect(both.options.optimizer).toMatchObject({ name: "adam", rate: 0.003 });
  expect(both).toMatchObject({ seed: 4, parent: { run: join(cwd, "more"), step: 5 } });
});

test("it says what it goes on from, and what is other there: plain, as JSON, and watched", async () => {
  const warm = ["train", "--warm-start", "one@10000", "--batch", "20", "--steps", "10500"];
  const said = "goes on   from step 10,000 of one: batch 10 → 20, steps 12000 → 10500";
  const plain = await succeed([...warm, "--out", "plain"], { cwd });
  expect(plain.stdout).toContain(`\n${said}\nstep 10,000/10,500  continues from here\n`);
  expect((await succeed(["watch", "plain"], { cwd })).stdout).toContain(`\n${said}\n`);

  const { stdout } = await succeed([...warm, "--out", "json", "--json"], { cwd });
  const [start, next] = stdout.split("\n").map((line) => JSON.parse(line || "null"));
  const parent = { run: join(cwd, "one"), step: 10_000 };
  expect(start).toMatchObject({ type: "start", step: 10_000, run: join(cwd, "json"), parent });
  expect(next).toMatchObject({ type: "evaluate", step: 10_000 });

  // A run that is gone has told its name.
  await forkRun(join(cwd, "json"), 10_000, join(cwd, "orphan"));
  await rm(join(cwd, "json"), { recursive: true });
  const orphan = await succeed(["watch", "orphan"], { cwd });
  expect(orphan.stdout).toContain("\ngoes on   from step 10,000 of json\n");
});

test.each([
  ["no run", ["nowhere"], /nowhere: a run is needed, there is no run\.json/],
  ["no run, but a step", ["nowhere@5"], /nowhere: a run is needed, there is no run\.json/],
  ["a step without a checkpoint", ["one@7"], /one: no checkpoint of step 7; stored are 0, 5000, /],
  [
    "images of another size",
    ["one", "--data", "mnist"],
    /one: images of 4 x 4 are needed, .* 28 x/,
  ],
  ["no step left", ["one", "--steps", "9"], /one: 12000 steps are done there, .* got 9; give more/],
  ["no epoch left", ["one", "--epochs", "2"], /one: 12000 steps are done there, .* got 2000; /],
  ["data that there is not", ["one", "--data", "nothing"], /nothing: a file or folder is needed/],
  ["a backend that Node lacks", ["one", "--backend", "gpujs:webgl2"], /webgl2/],
  ["a batch beyond the images", ["one", "--batch", "99999"], /there are 10000; use a smaller/],
])("a warm start from %s fails by name, and leaves no directory", async (_, args, message) => {
  const warm = ["train", "--warm-start", ...args, "--out", "new"];
  expect(await complaint(1, warm, { cwd })).toMatch(message);
  expect(await readdir(cwd)).not.toContain("new");
});

test.each([
  ["--resume", ["one", "--resume", "one"], /'--warm-start <run>' cannot be used with .*'--resume/],
  ["a layer that is too large", ["one", "--hidden", "1000000000"], /use smaller layers/],
  ["no run", [], /--warm-start .*missing/],
])("a warm start with %s is wrong usage", async (_, args, message) => {
  const before = await readdir(cwd, { recursive: true });
  expect(await complaint(2, ["train", "--warm-start", ...args], { cwd })).toMatch(message);
  expect(await readdir(cwd, { recursive: true })).toEqual(before);
});

test("a warm start into the run itself is refused", async () => {
  expect(await complaint(1, ["train", "--warm-start", "one", "--out", "one"], { cwd })).toMatch(
    /one: an empty or new directory is needed/,
  );
});

describe.skipIf(!hasTmux)("in tmux", () => {
  test("the dashboard says where it went on, marks it on the curves, and draws no other machine", async () => {
    const others = ["--hidden", "9,3,2", "--batch", "20", "--steps", "10000"];
    const warm = ["train", "--warm-start", "one@5000", ...others, "--out", "shown"];
    using terminal = helmholtzInTmux(warm, { cwd, columns: 120, rows: 30 });
    await terminal.shows("✓ done");
    await terminal.shows("─<─");
    terminal.press("o");
    await terminal.shows(
      "continues from step 5,000 of one: sizes 16-8-2 → 16-9-3-2, batch 10 → 20",
    );
    terminal.press("o", "Home");
    await terminal.shows("looking at step 0");
    terminal.press("Tab");
    await terminal.shows("nothing is stored of then");
    terminal.press("q");
    await terminal.shows("exit 0");
  });
});
