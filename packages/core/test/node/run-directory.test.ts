import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import type { TrainingState } from "../../src/learning/learner.ts";
import { initialState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { openRun } from "../../src/node/run-directory.ts";
import { continueRun, createRun, surplus } from "../../src/node/run-writer.ts";
import { writeFileAtomic } from "../../src/node/write-file.ts";
import { key } from "../../src/random.ts";
import { checkpointName, encodeCheckpoint } from "../../src/run/checkpoint.ts";
import type { EvaluateEvent, StartEvent, TrainEvent } from "../../src/run/events.ts";
import { RunError } from "../../src/run/run-error.ts";
import { createRunRecord, defaultSettings } from "../../src/run/run-settings.ts";
import { train } from "../../src/train.ts";

const settings = { ...defaultSettings, hidden: [4, 2], length: { steps: 30 } };
const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
const record = createRunRecord(settings, choice, bars(), { helmholtz: "0.1.0" });
const machine = createMachine(record.sizes, key(1));
const beginning = initialState(machine, settings.optimizer);

let parent: string;
let path: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "run-directory-"));
  path = join(parent, "runs", "one");
});
afterEach(() => rm(parent, { recursive: true }));

const training = (steps: number, resume?: TrainingState) =>
  train({ machine, data: bars(), steps, batch: 5, reportImages: 20, checkpointEvery: 10, resume });

async function write(events: AsyncIterable<TrainEvent> | Iterable<TrainEvent>): Promise<void> {
  const writer = await createRun(path, record);
  for await (const event of events) await writer.append(event);
  await writer.close();
}

const start = (step: number): StartEvent => ({
  type: "start",
  step,
  steps: 100,
  stepsPerEpoch: 10,
  batch: 5,
  sizes: record.sizes,
  width: 4,
  height: 4,
  rule: "wake-sleep",
  optimizer: "adam",
  backend: "cpu",
  data: "bars",
  trainImages: 10,
  validImages: 10,
  seed: 0,
});

function evaluate(step: number, descriptionLength: number): EvaluateEvent {
  const description = { images: 10, descriptionLength, layers: [descriptionLength] };
  return { type: "evaluate", step, epoch: step / 10, ...description, train: description };
}

const checkpoint = (step: number): TrainEvent => ({
  type: "checkpoint",
  step,
  state: { ...beginning, step },
});

const checkpointFiles = () => readdir(join(path, "checkpoints"));
const logLines = async () => (await readFile(join(path, "events.jsonl"), "utf8")).split("\n");

test("a run is a record, a log and checkpoints, and no temporary file is left", async () => {
  await write(training(30));
  expect((await readdir(path)).sort()).toEqual(["checkpoints", "events.jsonl", "run.json"]);
  expect((await checkpointFiles()).sort()).toEqual([0, 10, 20, 30].map(checkpointName));
  expect(JSON.parse(await readFile(join(path, "run.json"), "utf8"))).toEqual(record);
  const lines = await logLines();
  expect(lines.pop()).toBe("");
  const events = lines.map((line) => JSON.parse(line));
  expect(events[0].type).toBe("start");
  expect(events.at(-1)).toMatchObject({ type: "end", step: 30, reason: "done" });
  for (const { type, time } of events) {
    expect(["progress", "weights"]).not.toContain(type);
    expect(new Date(time).toISOString()).toBe(time);
  }
});

test("what was written is read", async () => {
  await write(training(30));
  const run = await openRun(path);
  expect(run.record).toEqual(record);
  expect(await run.checkpoints()).toEqual([0, 10, 20, 30]);
  const { curve, end, checkpoints, start } = await run.state();
  expect(curve.at(-1)?.step).toBe(30);
  expect(end).toMatchObject({ step: 30, reason: "done" });
  expect(checkpoints).toEqual([0, 10, 20, 30]);
  expect(start?.sizes).toEqual([16, 4, 2]);
  for await (const event of training(30)) {
    if (event.type === "checkpoint") {
      expect(await run.checkpoint(event.step)).toEqual(event.state);
    }
  }
});

test("the pictures of every report are found in the log", async () => {
  await write(training(30));
  const run = await openRun(path);
  const log = run.log();
  const told = new Set<string>();
  for await (const event of log.read()) told.add(event.type);
  expect([...told].sort()).toEqual(
    ["checkpoint", "dream", "end", "evaluate", "likelihood", "phases", "start"].sort(),
  );
  const reports = (await run.state()).curve.map(({ step }) => step);
  expect(log.steps("dream")).toEqual(reports);
  expect(log.steps("phases")).toEqual(reports);
  for await (const event of training(30)) {
    if (event.type !== "phases") continue;
    const stored = await log.at("phases", event.step);
    expect(stored?.wake.states).toEqual(event.wake.states);
    expect(stored?.sleep.states).toEqual(event.sleep.states);
  }
});

test("a run is readable at every moment of its writing", async () => {
  const writer = await createRun(path, record);
  const run = await openRun(path);
  expect(await run.checkpoints()).toEqual([]);
  await expect(run.checkpoint("latest")).rejects.toThrow(`${path}: no checkpoint is stored`);
  for await (const event of training(30)) {
    await writer.append(event);
    const { step } = await run.state();
    if (event.type !== "progress") expect(step).toBe(event.step);
    const stored = await run.checkpoints();
    if (stored.length > 0) expect((await run.checkpoint("latest")).step).toBe(stored.at(-1));
    expect((await checkpointFiles()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }
  await writer.close();
});

test("a directory that is not empty is refused, and nothing in it is changed", async () => {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, "thesis.txt"), "years of work");
  await expect(createRun(path, record)).rejects.toThrow(
    new RunError(
      `${path}: an empty or new directory is needed, it has thesis.txt; choose another --out, or --resume it`,
    ),
  );
  expect(await readdir(path)).toEqual(["thesis.txt"]);
  expect(await readFile(join(path, "thesis.txt"), "utf8")).toBe("years of work");
});

test("another run's directory is refused, and stays as it was", async () => {
  await write(training(10));
  const before = await logLines();
  await expect(createRun(path, { ...record, seed: 9 })).rejects.toThrow(RunError);
  expect(await logLines()).toEqual(before);
  expect((await openRun(path)).record.seed).toBe(0);
});

test("an empty directory will do", async () => {
  await mkdir(path, { recursive: true });
  await write(training(1));
  expect(await (await openRun(path)).checkpoints()).toEqual([0, 1]);
});

test("a path through a file is refused in one line", async () => {
  await writeFile(join(parent, "file"), "");
  await expect(createRun(join(parent, "file"), record)).rejects.toThrow(RunError);
  const inside = join(parent, "file", "run");
  await expect(createRun(inside, record)).rejects.toThrow(
    `${inside}: a part of the path is a file, not a directory; choose another --out`,
  );
  await expect(openRun(inside)).rejects.toThrow(`${inside}: a run is needed, there is no run.json`);
});

test("a directory that may not be written is refused in one line", async ({ skip }) => {
  skip(process.getuid?.() === 0, "the superuser may write everywhere");
  skip(process.platform === "win32", "Windows has no modes of directories");
  await chmod(parent, 0o555);
  try {
    await expect(createRun(path, record)).rejects.toThrow(
      `${path}: it may not be written; choose another --out`,
    );
  } finally {
    await chmod(parent, 0o755);
  }
});

test("what is no run is refused", async () => {
  await expect(openRun(join(parent, "nowhere"))).rejects.toThrow(
    `${join(parent, "nowhere")}: a run is needed, there is no run.json; give a run directory`,
  );
  await expect(openRun(parent)).rejects.toThrow(RunError);
  await writeFile(join(parent, "run.json"), "{");
  await expect(openRun(parent)).rejects.toThrow(
    `${join(parent, "run.json")}: the record of a run is needed, this is not JSON`,
  );
});

test("the latest, the best or any stored state can be had", async () => {
  await write([
    start(0),
    ...[evaluate(0, 16), checkpoint(0)],
    ...[evaluate(10, 9), checkpoint(10)],
    evaluate(15, 5), // of which no state was stored
    ...[evaluate(20, 12), checkpoint(20)],
    ...[evaluate(30, Number.NaN), checkpoint(30)],
  ]);
  const run = await openRun(path);
  expect((await run.checkpoint("latest")).step).toBe(30);
  expect((await run.checkpoint("best")).step).toBe(10);
  expect((await run.checkpoint(20)).step).toBe(20);
  await expect(run.checkpoint(15)).rejects.toThrow(
    new RunError(`${path}: no checkpoint of step 15; stored are 0, 10, 20, 30`),
  );
});

test("without an evaluation there is no best state", async () => {
  await write([start(0), checkpoint(0)]);
  const run = await openRun(path);
  await expect(run.checkpoint("best")).rejects.toThrow(
    `${path}: no stored checkpoint was evaluated`,
  );
});

test("a broken checkpoint, or one of another machine, is refused by its file", async () => {
  await write([start(0), checkpoint(0), checkpoint(1)]);
  const [first, second] = [0, 1].map((step) => join(path, "checkpoints", checkpointName(step)));
  const bytes = await readFile(first);
  await writeFile(first, bytes.subarray(0, bytes.length - 1));
  const other = initialState(createMachine([16, 3], key(1)), settings.optimizer);
  await writeFile(second, encodeCheckpoint(other));
  const run = await openRun(path);
  await expect(run.checkpoint(0)).rejects.toThrow(`${first}: a safetensors file is needed`);
  await expect(run.checkpoint(1)).rejects.toThrow(
    new RunError(`${second}: sizes [16,4,2] are needed as in run.json, got [16,3]`),
  );
});

test("a resumed run forgets the checkpoints of the future that it had", async () => {
  await write(training(30));
  const run = await openRun(path);
  const before = await readFile(join(path, "checkpoints", checkpointName(30)));
  const writer = await continueRun(path, record);
  const steps: number[][] = [];
  for await (const event of training(30, await run.checkpoint(10))) {
    await writer.append(event);
    if (event.type === "start" || event.type === "end") steps.push(await run.checkpoints());
  }
  await writer.close();
  expect(steps).toEqual([
    [0, 10],
    [0, 10, 20, 30],
  ]);
  expect(await readFile(join(path, "checkpoints", checkpointName(30)))).toEqual(before);
  expect((await run.state()).checkpoints).toEqual([0, 10, 20, 30]);
  // What was written before stays in the log.
  expect((await logLines()).filter((line) => line.includes('"type":"start"')).length).toBe(2);
});

test("a run has one writer at a time", async () => {
  const writer = await createRun(path, record);
  const refused = `${path}: process ${process.pid} on `;
  await expect(continueRun(path, record)).rejects.toThrow(refused);
  await expect(createRun(path, record)).rejects.toThrow(RunError);
  await writer.append(start(0));
  await writer.close();
  const next = await continueRun(path, record);
  await expect(continueRun(path, record)).rejects.toThrow(refused);
  await next.close();
});

test("a writer that cannot begin leaves no lock", async () => {
  await write([start(0)]);
  await rm(join(path, "events.jsonl"));
  await mkdir(join(path, "events.jsonl"));
  await expect(continueRun(path, record)).rejects.toThrow(RunError);
  expect((await readdir(path)).sort()).toEqual(["checkpoints", "events.jsonl", "run.json"]);
});

test("an event has the time that it is given", async () => {
  const writer = await createRun(path, record);
  await writer.append(start(0), "2026-01-02T03:04:05.678Z");
  await writer.close();
  expect((await (await openRun(path)).state()).start).toMatchObject({
    time: "2026-01-02T03:04:05.678Z",
  });
});

test("a torn last line is ignored, and the log continues behind it", async () => {
  await write([start(0), evaluate(0, 16), checkpoint(0)]);
  await appendFile(join(path, "events.jsonl"), '{"type":"evaluate","step":5,"epo');
  const run = await openRun(path);
  expect((await run.state()).step).toBe(0);
  const writer = await continueRun(path, record);
  await writer.append(start(0));
  await writer.append(evaluate(5, 12));
  await writer.close();
  expect((await run.state()).curve.map(({ step }) => step)).toEqual([0, 5]);
  const broken = (await logLines()).filter((line) => line !== "" && !line.endsWith("}"));
  expect(broken).toEqual(['{"type":"evaluate","step":5,"epo']);
});

test("events of an unknown type stay in the log and are skipped", async () => {
  await write([start(0), evaluate(0, 16)]);
  const unknown = '{"type":"temperature","step":99,"celsius":41}';
  await appendFile(join(path, "events.jsonl"), `${unknown}\n`);
  expect((await (await openRun(path)).state()).step).toBe(0);
  const writer = await continueRun(path, record);
  await writer.append(evaluate(5, 12));
  await writer.close();
  expect(await logLines()).toContain(unknown);
  expect((await (await openRun(path)).state()).step).toBe(5);
});

test("of many checkpoints the first, the latest, the best and a spread are kept", async () => {
  const events = Array.from({ length: 100 }, (_, i) => [
    evaluate(i, i === 37 ? 1 : 100),
    checkpoint(i),
  ]);
  await write([start(0), ...events.flat()]);
  const run = await openRun(path);
  const steps = await run.checkpoints();
  expect(steps.length).toBe(60);
  expect(steps).toContain(0);
  expect(steps).toContain(99);
  expect((await run.checkpoint("best")).step).toBe(37);
});

test("surplus gives up nothing where there is room", () => {
  expect(surplus([0, 10, 20, 30], 4)).toEqual([]);
  expect(surplus([0, 10, 20], 1)).toEqual([]);
  expect(surplus([], 0)).toEqual([]);
});

test("surplus spares the first, the latest and the best, and leaves no wide gap", () => {
  let kept: number[] = [];
  for (let step = 0; step <= 5000; step += 5) {
    kept.push(step);
    const best = step >= 1235 ? 1235 : undefined;
    const given = surplus(kept, 20, best);
    kept = kept.filter((step) => !given.includes(step));
    expect(kept.length).toBeLessThanOrEqual(20);
    if (best) expect(kept).toContain(best);
  }
  expect([kept[0], kept.at(-1)]).toEqual([0, 5000]);
  // From 5 on, no two neighbours are further apart than a factor of 3.
  kept.slice(2).forEach((step, i) => {
    expect(step / (kept[i + 1] ?? 1)).toBeLessThan(3);
  });
});

test("surplus keeps the best even where only three may stay", () => {
  const steps = [0, 10, 20, 30, 40];
  const given = surplus(steps, 1, 20);
  expect(steps.filter((step) => !given.includes(step))).toEqual([0, 20, 40]);
});

test("a file that cannot be written whole leaves the old one, and nothing beside it", async () => {
  const file = join(parent, "file");
  await writeFileAtomic(file, "old");
  await mkdir(join(parent, "full", "file"), { recursive: true });
  await expect(writeFileAtomic(join(parent, "full", "file"), "new")).rejects.toThrow();
  expect(await readdir(join(parent, "full"))).toEqual(["file"]);
  await writeFileAtomic(file, Uint8Array.of(110, 101, 119));
  expect(await readFile(file, "utf8")).toBe("new");
  expect((await readdir(parent)).sort()).toEqual(["file", "full"]);
});
