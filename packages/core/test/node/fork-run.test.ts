import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { forkRun } from "../../src/node/fork-run.ts";
import { openRun } from "../../src/node/run-directory.ts";
import { createRun } from "../../src/node/run-writer.ts";
import { checkpointName } from "../../src/run/checkpoint.ts";
import { RunError } from "../../src/run/run-error.ts";
import { trainOptions } from "../../src/run/run-settings.ts";
import { train } from "../../src/train.ts";
import { checkpointBytes, recordOf, reporting, resumeRun, trainRun } from "./small-run.ts";

const record = recordOf();

let directory: string;
let parent: string;
let fork: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "fork-run-"));
  parent = join(directory, "parent");
  fork = join(directory, "forks", "one");
});
afterEach(() => rm(directory, { recursive: true }));

const log = (path: string) => readFile(join(path, "events.jsonl"), "utf8");

test("a fork is a run of its own, as its parent was at the step", async () => {
  await trainRun(parent);
  await forkRun(parent, 20, fork);
  expect((await readdir(fork)).sort()).toEqual(["checkpoints", "events.jsonl", "run.json"]);
  expect(await readdir(join(fork, "checkpoints"))).toEqual([checkpointName(20)]);
  expect(await checkpointBytes(fork, 20)).toEqual(await checkpointBytes(parent, 20));

  const run = await openRun(fork);
  expect(run.record).toEqual({ ...record, parent: { run: parent, step: 20 } });
  const { step, curve, end, dream } = await run.state();
  const whole = await (await openRun(parent)).state();
  expect([step, dream?.step, end]).toEqual([20, 20, undefined]);
  expect(curve).toEqual(whole.curve.filter((point) => point.step <= 20));
  // Whole lines, with their times.
  const copied = (await log(fork)).trimEnd().split("\n");
  expect((await log(parent)).split("\n")).toEqual(expect.arrayContaining(copied));
});

test("a fork that is continued ends as its parent did, byte for byte", async () => {
  await trainRun(parent, {
    10: { type: "change", rate: 0.05 },
    20: { type: "change", rule: { sleep: [] } },
    30: { type: "change", rate: 0.001 }, // after the fork: it goes on without
  });
  await forkRun(parent, 20, fork);
  expect((await (await openRun(fork)).state()).changes.map(({ step }) => step)).toEqual([10, 20]);
  await resumeRun(fork);
  expect(await checkpointBytes(fork, 30)).toEqual(await checkpointBytes(parent, 30));
  expect(await checkpointBytes(fork, 40)).not.toEqual(await checkpointBytes(parent, 40));
  const { end, checkpoints } = await (await openRun(fork)).state();
  expect([end?.reason, checkpoints.at(-1)]).toEqual(["done", 40]);

  const second = join(directory, "second");
  await forkRun(parent, 30, second);
  await resumeRun(second);
  expect(await checkpointBytes(second, 40)).toEqual(await checkpointBytes(parent, 40));
});

test("a fork of a fork names that one", async () => {
  await trainRun(parent);
  await forkRun(parent, 20, fork);
  const second = join(directory, "second");
  await forkRun(relative(process.cwd(), fork), 20, second);
  expect((await openRun(second)).record.parent).toEqual({ run: fork, step: 20 });
});

test("of a run that was resumed, a fork has what was kept", async () => {
  await trainRun(parent);
  const run = await openRun(parent);
  const before = await run.state();
  const start = JSON.stringify({ ...before.start, step: 10 });
  const evaluate = JSON.stringify({ ...before.curve.at(-1), step: 20, descriptionLength: 1 });
  await appendFile(join(parent, "events.jsonl"), `${start}\n${evaluate}\n`);
  await forkRun(parent, 20, fork);
  const { curve } = await (await openRun(fork)).state();
  expect(curve.filter(({ step }) => step > 10)).toMatchObject([{ step: 20, descriptionLength: 1 }]);
});

test("events of other types come along, torn lines do not", async () => {
  await trainRun(parent);
  const known = '{"type":"temperature","step":20,"celsius":41}';
  const later = '{"type":"temperature","step":21,"celsius":42}';
  await appendFile(
    join(parent, "events.jsonl"),
    `${known}\n${later}\n{"type":"dream","step":3,\n{"ty`,
  );
  await forkRun(parent, 20, fork);
  expect(await log(fork)).toContain(`${known}\n`);
  expect(await log(fork)).not.toContain(later);
  for (const line of (await log(fork)).trimEnd().split("\n")) JSON.parse(line);
});

test("a step without a checkpoint is refused, and nothing is left behind", async () => {
  await trainRun(parent);
  await expect(forkRun(parent, 15, fork)).rejects.toThrow(
    new RunError(`${parent}: no checkpoint of step 15; stored are 0, 10, 20, 30, 40`),
  );
  await expect(forkRun(join(directory, "nowhere"), 0, fork)).rejects.toThrow(
    `${join(directory, "nowhere")}: a run is needed, there is no run.json`,
  );
  expect(await readdir(directory)).toEqual(["parent"]);
});

test("a directory that is not empty is refused, and stays as it was", async () => {
  await trainRun(parent);
  await mkdir(fork, { recursive: true });
  await writeFile(join(fork, "thesis.txt"), "years of work");
  await expect(forkRun(parent, 20, fork)).rejects.toThrow(
    `${fork}: an empty or new directory is needed, it has thesis.txt`,
  );
  await expect(forkRun(parent, 20, parent)).rejects.toThrow(RunError);
  expect(await readdir(fork)).toEqual(["thesis.txt"]);
});

test("a run that is being written can be forked, and its fork resumed meanwhile", async () => {
  const options = await trainOptions(record, bars());
  const writer = await createRun(parent, record);
  for await (const event of train({ ...options, ...reporting })) {
    await writer.append(event);
    if (event.type === "checkpoint" && event.step === 20) {
      await forkRun(parent, 20, fork);
      await resumeRun(fork);
    }
  }
  await writer.close();
  expect(await checkpointBytes(fork, 40)).toEqual(await checkpointBytes(parent, 40));
});
