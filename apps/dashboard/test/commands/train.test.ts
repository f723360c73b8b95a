import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { decodeEvent, type EvaluateEvent } from "@helmholtz/core";
import { openRun } from "@helmholtz/core/node";
import { expect, test } from "vitest";
import { checkpointFiles, helmholtz, succeed, temporaryDirectory } from "./helmholtz.ts";

// A second of training, with checkpoints at 0, 5,000, … 30,000 and 32,000.
const TRAIN = ["train", "--data", "bars", "--hidden", "8,2", "--batch", "10", "--steps", "32000"];
const LAST = "000000032000.safetensors";

const events = (stdout: string) => {
  const lines = stdout.split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
};

const stepOf = (line: string): number => decodeEvent(line)?.step ?? 0;

test("train --json prints every event as a line, and nothing else", async () => {
  const cwd = await temporaryDirectory();
  const args = ["--classes", "0", "--hidden", "5", "--steps", "60", "--out", "one", "--json"];
  const { stdout } = await succeed(["train", ...args], { cwd });
  const printed = events(stdout);
  expect(printed[0]).toMatchObject({
    type: "start",
    step: 0,
    steps: 60,
    sizes: [784, 5],
    run: join(cwd, "one"),
  });
  expect(printed.at(-1)).toMatchObject({ type: "end", step: 60, reason: "done" });
  expect(printed.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["evaluate", "dream", "checkpoint"]),
  );

  // The log has the same events, of the same times.
  const log = events(await readFile(join(cwd, "one", "events.jsonl"), "utf8"));
  expect(log).toEqual(printed.map(({ run: _, ...event }) => event));
});

test("an evaluation's layers sum to its description length, and training shortens it", async () => {
  const cwd = await temporaryDirectory();
  const { stdout } = await succeed([...TRAIN, "--out", "one", "--json"], { cwd });
  const curve: EvaluateEvent[] = events(stdout).filter(({ type }) => type === "evaluate");
  for (const { descriptionLength, layers } of curve) {
    const sum = layers.reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(descriptionLength, 9);
  }
  const first = curve[0]?.descriptionLength ?? 0;
  const last = curve.at(-1)?.descriptionLength ?? 0;
  // 16 pixels at random take 16 bits; a machine that has seen bars needs far fewer.
  expect(first).toBeGreaterThan(15);
  expect(last).toBeLessThan(12);
});

test("a pipe gets plain lines without escape codes", async () => {
  const cwd = await temporaryDirectory();
  const { stdout } = await succeed([...TRAIN, "--out", "one"], { cwd });
  expect(stdout).not.toContain("\x1b");
  expect(stdout).not.toContain("\r");
  expect(stdout).toContain("16-8-2 on bars");
  expect(stdout).toContain(join(cwd, "one"));
  expect(stdout).toContain("32,000");
});

test("the same command gives the same bytes: plain, as JSON, stopped and killed", async () => {
  const cwd = await temporaryDirectory();
  const run = (name: string) => join(cwd, name);
  const [plain] = await Promise.all([
    succeed([...TRAIN, "--out", "plain", "--plain"], { cwd }),
    succeed([...TRAIN, "--out", "json", "--json"], { cwd }),
  ]);
  expect(plain.stdout).not.toBe("");
  const whole = await checkpointFiles(run("plain"));
  const epochs = [0, 1, 2, 3, 4, 5, 6].map((epoch) => `${5 * epoch}000.safetensors`);
  expect(Object.keys(whole)).toEqual([...epochs, LAST].map((name) => name.padStart(24, "0")));
  expect(await checkpointFiles(run("json"))).toEqual(whole);

  // Ctrl-C: the step under way is saved, and the run goes on from there. Under a package manager
  // one key arrives more than once.
  let isStopped = false;
  const stopped = await helmholtz([...TRAIN, "--out", "stopped", "--json"], {
    cwd,
    onLine: (line, child) => {
      // No later than that: in its last moments a process has no handlers any more.
      if (stepOf(line) < 1000 || isStopped) return;
      isStopped = true;
      for (let i = 0; i < 2; i++) child.kill("SIGINT");
    },
  });
  expect(stopped).toMatchObject({ code: 130, stderr: "" });
  const end = events(stopped.stdout).at(-1);
  expect(end).toMatchObject({ type: "end", reason: "stopped" });
  expect(end.step).toBeLessThan(32_000);
  const saved = `${String(end.step).padStart(12, "0")}.safetensors`;
  expect(Object.keys(await checkpointFiles(run("stopped")))).toContain(saved);
  const resumed = await succeed(["train", "--resume", "stopped", "--json"], { cwd });
  expect(events(resumed.stdout)[0]).toMatchObject({ type: "start", step: end.step, steps: 32_000 });
  expect(await checkpointFiles(run("stopped"))).toMatchObject(whole);

  // A kill: the steps since the last checkpoint are lost, and done again.
  const killed = await helmholtz([...TRAIN, "--out", "killed", "--json"], {
    cwd,
    onLine: (line, child) => {
      if (stepOf(line) >= 6000) child.kill("SIGKILL");
    },
  });
  expect(killed.signal).toBe("SIGKILL");
  const left = Object.keys(await checkpointFiles(run("killed")));
  expect(left).toContain("000000005000.safetensors");
  expect(left).not.toContain(LAST);
  await succeed(["train", "--resume", "killed", "--plain"], { cwd });
  expect(await checkpointFiles(run("killed"))).toEqual(whole);
});

test("a training whose reader goes away stops, saved, and can be continued", async () => {
  const cwd = await temporaryDirectory();
  for (const how of ["--json", "--plain"]) {
    const run = `read${how}`;
    const endless = [...TRAIN.slice(0, -1), "9000000", "--out", run, how];
    const outcome = await helmholtz(endless, {
      cwd,
      onLine: (_, child) => void child.stdout?.destroy(),
    });
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const { end, checkpoints } = await (await openRun(join(cwd, run))).state();
    expect(end?.reason).toBe("stopped");
    expect(checkpoints.at(-1)).toBe(end?.step);
    expect(await readdir(join(cwd, run))).not.toContain("writer.lock");
  }
});

test("another seed gives other bytes", async () => {
  const cwd = await temporaryDirectory();
  const short = ["train", "--data", "bars", "--hidden", "3", "--steps", "5"];
  await succeed([...short, "--seed", "1", "--out", "one"], { cwd });
  await succeed([...short, "--seed", "2", "--out", "two"], { cwd });
  const [one, two] = [
    await checkpointFiles(join(cwd, "one")),
    await checkpointFiles(join(cwd, "two")),
  ];
  expect(Object.keys(two)).toEqual(Object.keys(one));
  expect(two).not.toEqual(one);
});

test("a run can be made longer, and is then the same as one of that length", async () => {
  const cwd = await temporaryDirectory();
  const digits = ["train", "--classes", "0", "--hidden", "5", "--batch", "50"];
  await succeed([...digits, "--steps", "40", "--out", "whole"], { cwd });
  await succeed([...digits, "--steps", "25", "--out", "parts"], { cwd });
  // A run is where it is: its directory may be moved.
  await rename(join(cwd, "parts"), join(cwd, "moved"));
  await succeed(["train", "--resume", "moved", "--steps", "40"], { cwd });
  const name = "000000000040.safetensors";
  const [whole, moved] = [
    await checkpointFiles(join(cwd, "whole")),
    await checkpointFiles(join(cwd, "moved")),
  ];
  expect(moved[name]).toEqual(whole[name]);
  const record = JSON.parse(await readFile(join(cwd, "moved", "run.json"), "utf8"));
  expect(record.options.steps).toBe(40);
});

test("--no-wake leaves the generative weights alone, --no-sleep the recognition weights", async () => {
  const cwd = await temporaryDirectory();
  const short = ["train", "--data", "bars", "--hidden", "3", "--steps", "5"];
  await succeed([...short, "--no-wake", "--out", "dreamer"], { cwd });
  await succeed([...short, "--no-sleep", "--out", "awake"], { cwd });
  const options = async (run: string) =>
    JSON.parse(await readFile(join(cwd, run, "run.json"), "utf8")).options;
  expect(await options("dreamer")).toMatchObject({ wake: [], sleep: ["recognition"] });
  expect(await options("awake")).toMatchObject({ wake: ["generative"], sleep: [] });
});

test("without --out a run goes into runs/ of the directory that the user stands in", async () => {
  const [cwd, user] = [await temporaryDirectory(), await temporaryDirectory()];
  const short = ["train", "--data", "bars", "--hidden", "3", "--steps", "5", "--json"];
  const { stdout } = await succeed(short, { cwd, env: { INIT_CWD: user } });
  const path: string = events(stdout)[0].run;
  expect(path.slice(user.length)).toMatch(/^.runs.\d{4}-\d\d-\d\d-\d{6}-bars$/);
  expect(Object.keys(await checkpointFiles(path)).length).toBe(2);
});

test("relative paths start from INIT_CWD, where a package manager changes the directory", async () => {
  const [cwd, user] = [await temporaryDirectory(), await temporaryDirectory()];
  const options = { cwd, env: { INIT_CWD: user } };
  const short = ["train", "--data", "bars", "--hidden", "3", "--steps", "5"];
  await succeed([...short, "--out", "deep/in/one"], options);
  await succeed(["train", "--resume", "deep/in/one", "--steps", "8"], options);
  const { stdout } = await succeed(["dream", "deep/in/one", "--png", "new/dream.png"], options);
  expect(stdout).toBe(`${join(user, "new/dream.png")}\n`);
});
