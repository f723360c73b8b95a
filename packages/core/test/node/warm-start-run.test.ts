import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { kirby } from "../../src/datasets/kirby.ts";
import { forkRun } from "../../src/node/fork-run.ts";
import { openRun } from "../../src/node/run-directory.ts";
import { warmStartRun } from "../../src/node/warm-start-run.ts";
import { encodeCheckpoint } from "../../src/run/checkpoint.ts";
import { appendHistory, createHistory } from "../../src/run/history.ts";
import { RunError } from "../../src/run/run-error.ts";
import type { RunRecord } from "../../src/run/run-record.ts";
import { createRunRecord, recordedSettings, trainOptions } from "../../src/run/run-settings.ts";
import { train } from "../../src/train.ts";
import { warmStart } from "../../src/warm-start.ts";
import {
  checkpointBytes,
  choice,
  recordOf,
  reporting,
  resumeRun,
  settings,
  trainRun,
} from "./small-run.ts";

let directory: string;
let parent: string;
let child: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "warm-start-run-"));
  parent = join(directory, "parent");
  child = join(directory, "children", "one");
});
afterEach(() => rm(directory, { recursive: true }));

async function warmStartAt(step: number, record: RunRecord, to = child): Promise<void> {
  const from = await openRun(parent);
  await warmStartRun(from, await from.checkpoint(step), to, record);
}

const log = async (path: string) =>
  (await readFile(join(path, "events.jsonl"), "utf8")).trimEnd().split("\n");

async function historyOf(path: string) {
  const history = createHistory();
  for await (const event of (await openRun(path)).log().read()) appendHistory(history, event);
  return history;
}

test("with the settings of its parent by then, a run ends as a fork does, byte for byte", async () => {
  await trainRun(parent, {
    10: { type: "change", rate: 0.05 },
    20: { type: "change", rule: { sleep: [] } },
  });
  const before = await openRun(parent);
  const { changes } = await before.state();
  const same = recordedSettings(before.record, { step: 20, changes });
  await warmStartAt(20, recordOf(same));
  const { record, ...run } = await openRun(child);
  expect(record.parent).toEqual({ run: parent, step: 20 });
  expect([record.options.optimizer.rate, record.options.sleep]).toEqual([0.05, []]);
  // What was changed is in the record: the log has all else.
  expect((await run.state()).changes).toEqual([]);
  const fork = join(directory, "fork");
  await forkRun(parent, 20, fork);
  const unchanged = (await log(fork)).filter((line) => !line.includes('"change"'));
  expect(await log(child)).toEqual(unchanged);

  await resumeRun(child);
  await resumeRun(fork);
  for (const step of [20, 30, 40]) {
    expect(await checkpointBytes(child, step)).toEqual(await checkpointBytes(fork, step));
  }
  expect(await checkpointBytes(child, 40)).toEqual(await checkpointBytes(parent, 40));
});

test("its own settings count, whatever was changed before", async () => {
  await trainRun(parent, { 10: { type: "change", rate: 0.5, rule: { wake: [] } } });
  await warmStartAt(20, recordOf({ batch: 8, seed: 3 }));
  await resumeRun(child);
  const state = await (await openRun(parent)).checkpoint(20);
  const options = await trainOptions(recordOf({ batch: 8, seed: 3 }), bars(), { resume: state });
  for await (const event of train({ ...options, ...reporting })) {
    if (event.type !== "checkpoint") continue;
    expect(await checkpointBytes(child, event.step)).toEqual(
      Buffer.from(encodeCheckpoint(event.state)),
    );
  }
});

test.each([
  ["more units", [5, 2]],
  ["a layer more", [4, 2, 3]],
  ["a layer less", [4]],
])("with %s the curves go on, and what is told is of its own machine", async (_, hidden) => {
  await trainRun(parent);
  const record = recordOf({ hidden, length: { steps: 60 } });
  await warmStartAt(40, record);
  const before = await (await openRun(parent)).checkpoint(40);
  const { optimizer } = record.options;
  const grown = warmStart(before, { sizes: record.sizes, optimizer, seed: record.seed });
  expect(await checkpointBytes(child, 40)).toEqual(Buffer.from(encodeCheckpoint(grown)));

  const told = await (await openRun(child)).state();
  expect([told.step, told.end?.heldOut]).toEqual([40, undefined]);
  expect(told.start?.sizes).toEqual(record.sizes);
  expect(told.dream?.step).toBe(40);
  expect(told.phases).toBeUndefined();

  await resumeRun(child);
  const [old, next] = [await historyOf(parent), await historyOf(child)];
  for (const name of ["heldOut", "training", "nll"]) {
    const values = next.series.get(name)?.recent ?? [];
    const known = old.series.get(name)?.recent ?? [];
    expect(values.filter(({ to }) => to <= 40)).toEqual(known);
    expect(values.at(-1)?.to).toBe(60);
  }
  for (const l of record.sizes.keys()) {
    expect(next.series.get(`layer.${l}`)?.buckets[0].from).toBeGreaterThan(40);
  }
  expect(next.series.has(`layer.${record.sizes.length}`)).toBe(false);
  expect((await (await openRun(child)).state()).phases?.step).toBe(60);
});

test("a run of other sizes that is left on its way is resumed to the same bytes", async () => {
  await trainRun(parent);
  const record = recordOf({ hidden: [6, 2], batch: 8, length: { steps: 60 } });
  const whole = join(directory, "whole");
  await warmStartAt(20, record, whole);
  await resumeRun(whole);
  await warmStartAt(20, record);
  await resumeRun(child, 40);
  await resumeRun(child);
  for (const step of [20, 30, 40, 50, 60]) {
    expect(await checkpointBytes(child, step)).toEqual(await checkpointBytes(whole, step));
  }
  // A child of a child has the whole past.
  const second = join(directory, "second");
  const from = await openRun(whole);
  const next = recordOf({ hidden: [3], length: { steps: 80 } });
  await warmStartRun(from, await from.checkpoint("latest"), second, next);
  const { curve, start } = await (await openRun(second)).state();
  expect([curve[0].step, curve.at(-1)?.step, start?.sizes]).toEqual([0, 60, [16, 3]]);
});

test("images of another size are refused by name, and nothing is left behind", async () => {
  await trainRun(parent);
  const record = createRunRecord(settings, { ...choice, name: "kirby" }, kirby(), {});
  await expect(warmStartAt(20, record)).rejects.toThrow(
    new RunError(
      `${parent}: images of 4 x 4 are needed, as it learned from, kirby has 3 x 3; choose other data`,
    ),
  );
  const huge = { ...recordOf(), sizes: [16, 2 ** 30] };
  await expect(warmStartAt(20, huge)).rejects.toThrow(RangeError);
  expect(await readdir(directory)).toEqual(["parent"]);
});
