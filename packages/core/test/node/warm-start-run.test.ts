import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createActs } from "../../src/acts.ts";
import { bars } from "../../src/datasets/bars.ts";
import { kirby } from "../../src/datasets/kirby.ts";
import { forkRun } from "../../src/node/fork-run.ts";
import { openRun } from "../../src/node/run-directory.ts";
import { continueRun, createRun } from "../../src/node/run-writer.ts";
import { warmStartRun } from "../../src/node/warm-start-run.ts";
import { checkpointName, encodeCheckpoint } from "../../src/run/checkpoint.ts";
import type { Change, TrainEvent } from "../../src/run/events.ts";
import { appendHistory, createHistory } from "../../src/run/history.ts";
import { RunError } from "../../src/run/run-error.ts";
import type { RunRecord } from "../../src/run/run-record.ts";
import {
  createRunRecord,
  defaultSettings,
  type RunSettings,
  recordedSettings,
  trainOptions,
} from "../../src/run/run-settings.ts";
import { train } from "../../src/train.ts";
import { warmStart } from "../../src/warm-start.ts";

const settings: RunSettings = {
  ...defaultSettings,
  backend: "cpu",
  hidden: [4, 2],
  batch: 5,
  length: { steps: 40 },
};
const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
const recordOf = (others: Partial<RunSettings> = {}) =>
  createRunRecord({ ...settings, ...others }, choice, bars(), { helmholtz: "0.1.0" });
const reporting = { reportImages: 20, reportEvery: 10, checkpointEvery: 10 };

let directory: string;
let parent: string;
let child: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "warm-start-run-"));
  parent = join(directory, "parent");
  child = join(directory, "children", "one");
});
afterEach(() => rm(directory, { recursive: true }));

/** Trains from the start, with changes at the steps that they name; those are reports. */
async function trainParent(changes: Record<number, Change> = {}): Promise<void> {
  const acts = createActs();
  const options = await trainOptions(recordOf(), bars());
  const writer = await createRun(parent, recordOf());
  for await (const event of train({ ...options, ...reporting, acts })) {
    await writer.append(event);
    if (event.type === "evaluate" && changes[event.step]) acts.push(changes[event.step]);
  }
  await writer.close();
}

async function warmStartAt(step: number, record: RunRecord, to = child): Promise<void> {
  const from = await openRun(parent);
  await warmStartRun(from, await from.checkpoint(step), to, record);
}

async function resume(path: string, until = Number.POSITIVE_INFINITY): Promise<TrainEvent[]> {
  const run = await openRun(path);
  const from = await run.checkpoint("latest");
  const { changes } = await run.state();
  const options = await trainOptions(run.record, bars(), { resume: from, changes });
  const writer = await continueRun(path, run.record);
  const events: TrainEvent[] = [];
  for await (const event of train({ ...options, ...reporting })) {
    events.push(event);
    await writer.append(event);
    if (event.type === "checkpoint" && event.step >= until) break;
  }
  await writer.close();
  return events;
}

const checkpoint = (path: string, step: number) =>
  readFile(join(path, "checkpoints", checkpointName(step)));
const log = async (path: string) =>
  (await readFile(join(path, "events.jsonl"), "utf8")).trimEnd().split("\n");

async function historyOf(path: string) {
  const history = createHistory();
  for await (const event of (await openRun(path)).log().read()) appendHistory(history, event);
  return history;
}

test("with the settings of its parent by then, a run ends as a fork does, byte for byte", async () => {
  await trainParent({
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

  await resume(child);
  await resume(fork);
  for (const step of [20, 30, 40]) {
    expect(await checkpoint(child, step)).toEqual(await checkpoint(fork, step));
  }
  expect(await checkpoint(child, 40)).toEqual(await checkpoint(parent, 40));
});

test("its own settings count, whatever was changed before", async () => {
  await trainParent({ 10: { type: "change", rate: 0.5, rule: { wake: [] } } });
  await warmStartAt(20, recordOf({ batch: 8, seed: 3 }));
  await resume(child);
  const state = await (await openRun(parent)).checkpoint(20);
  const options = await trainOptions(recordOf({ batch: 8, seed: 3 }), bars(), { resume: state });
  for await (const event of train({ ...options, ...reporting })) {
    if (event.type !== "checkpoint") continue;
    expect(await checkpoint(child, event.step)).toEqual(Buffer.from(encodeCheckpoint(event.state)));
  }
});

test.each([
  ["more units", [5, 2]],
  ["a layer more", [4, 2, 3]],
  ["a layer less", [4]],
])("with %s the curves go on, and what is told is of its own machine", async (_, hidden) => {
  await trainParent();
  const record = recordOf({ hidden, length: { steps: 60 } });
  await warmStartAt(40, record);
  const before = await (await openRun(parent)).checkpoint(40);
  const { optimizer } = record.options;
  const grown = warmStart(before, { sizes: record.sizes, optimizer, seed: record.seed });
  expect(await checkpoint(child, 40)).toEqual(Buffer.from(encodeCheckpoint(grown)));

  const told = await (await openRun(child)).state();
  expect([told.step, told.end?.heldOut]).toEqual([40, undefined]);
  expect(told.start?.sizes).toEqual(record.sizes);
  expect(told.dream?.step).toBe(40);
  expect(told.phases).toBeUndefined();

  await resume(child);
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
  await trainParent();
  const record = recordOf({ hidden: [6, 2], batch: 8, length: { steps: 60 } });
  const whole = join(directory, "whole");
  await warmStartAt(20, record, whole);
  await resume(whole);
  await warmStartAt(20, record);
  await resume(child, 40);
  await resume(child);
  for (const step of [20, 30, 40, 50, 60]) {
    expect(await checkpoint(child, step)).toEqual(await checkpoint(whole, step));
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
  await trainParent();
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
