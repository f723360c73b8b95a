import { appendFile, mkdir, mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { matrix } from "../../src/matrix.ts";
import { openRunLog } from "../../src/node/run-log.ts";
import { encodeEvent } from "../../src/run/log.ts";
import { RunError } from "../../src/run/run-error.ts";
import type { RunLog } from "../../src/run/run-log.ts";
import type { RunEvent } from "../../src/run/run-state.ts";

let path: string;
let file: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "run-log-"));
  file = join(path, "events.jsonl");
});
afterEach(() => rm(path, { recursive: true }));

const start = (step: number, sizes = [4, 2]): string =>
  JSON.stringify({
    ...{ type: "start", step, steps: 1e6, stepsPerEpoch: 10, batch: 5, sizes, width: 2, height: 2 },
    ...{ rule: "wake-sleep", optimizer: "adam", backend: "cpu", data: "bars" },
    ...{ trainImages: 10, validImages: 10, seed: 0 },
  });
const checkpoint = (step: number): string => encodeEvent({ type: "checkpoint", step } as never);
const dream = (step: number, value = 1, pixels = 4): string =>
  encodeEvent({
    type: "dream",
    step,
    images: matrix(1, pixels, new Float32Array(pixels).fill(value)),
  });
function phases(step: number): string {
  const layers = (units: number[]) => units.map((cols) => matrix(1, cols));
  const wake = { states: layers([4, 2]), predictions: layers([4, 2]) };
  const sleep = { states: layers([4, 2]), predictions: layers([2]) };
  return encodeEvent({ type: "phases", step, of: "report", wake, sleep });
}

const write = (...lines: string[]) => appendFile(file, lines.map((line) => `${line}\n`).join(""));

async function readAll(log: RunLog): Promise<string[]> {
  const events: string[] = [];
  for await (const { type, step } of log.read()) events.push(`${type} ${step}`);
  return events;
}

const firstPixel = (event: RunEvent | undefined) =>
  event?.type === "dream" ? event.images.data[0] : undefined;

test("a log is read once, and then what was added", async () => {
  await write(start(0), checkpoint(0));
  const log = openRunLog(path);
  expect(log.progress).toBe(0);
  expect(await readAll(log)).toEqual(["start 0", "checkpoint 0"]);
  expect(log.progress).toBe(1);
  expect(await readAll(log)).toEqual([]);
  await write(checkpoint(10));
  await write(checkpoint(20));
  expect(await readAll(log)).toEqual(["checkpoint 10", "checkpoint 20"]);
});

test("a missing log is an empty one, until it is there", async () => {
  const log = openRunLog(join(path, "later"));
  expect(await readAll(log)).toEqual([]);
  expect(log.progress).toBe(1);
  expect(log.steps("dream")).toEqual([]);
  expect(await log.at("dream", 10)).toBeUndefined();
  await mkdir(join(path, "later"));
  await writeFile(join(path, "later", "events.jsonl"), `${start(0)}\n`);
  expect(await readAll(log)).toEqual(["start 0"]);
});

test("a log that cannot be read is refused by name", async () => {
  await mkdir(file);
  await expect(readAll(openRunLog(path))).rejects.toThrow(RunError);
  await expect(readAll(openRunLog(path))).rejects.toThrow(`${file}: cannot be read`);
});

test("a torn last line waits for its rest", async () => {
  const log = openRunLog(path);
  const line = `${checkpoint(10)}\n`;
  await write(start(0));
  await appendFile(file, line.slice(0, 20));
  expect(await readAll(log)).toEqual(["start 0"]);
  expect(log.progress).toBeLessThan(1);
  await appendFile(file, line.slice(20, -1));
  expect(await readAll(log)).toEqual([]);
  await appendFile(file, "\n");
  expect(await readAll(log)).toEqual(["checkpoint 10"]);
});

test("torn and malformed lines in the middle are skipped", async () => {
  const torn = dream(10).slice(0, 60);
  await write(start(0), dream(5, 0.2), torn, "", "[]", '{"type":"evaluate","step":3}', dream(10));
  const log = openRunLog(path);
  expect(await readAll(log)).toEqual(["start 0", "dream 10"]);
  expect(log.steps("dream")).toEqual([5, 10]);
});

test("letters of several bytes are whole, wherever the pieces of the file end", async () => {
  const notice = "wärme ☀ 🌡 ".repeat(40_000);
  for (let i = 0; i < 5; i++) await write(`{"type":"weather","step":${i},"notice":"${notice}"}`);
  let count = 0;
  for await (const event of openRunLog(path).read()) {
    count++;
    expect((event as unknown as { notice: string }).notice === notice).toBe(true);
  }
  expect(count).toBe(5);
});

test("pictures are found at or before a step, and read from the file", async () => {
  await write(start(0), dream(0, 0), dream(10, 0.2), phases(10), checkpoint(10), dream(30, 0.6));
  const log = openRunLog(path);
  await readAll(log);
  expect(log.steps("dream")).toEqual([0, 10, 30]);
  expect(log.steps("phases")).toEqual([10]);
  expect((await log.at("dream", 29))?.step).toBe(10);
  expect(firstPixel(await log.at("dream", 29))).toBeCloseTo(0.2, 6);
  expect(firstPixel(await log.at("dream", 30))).toBeCloseTo(0.6, 6);
  expect((await log.at("dream", 1e9))?.step).toBe(30);
  expect((await log.at("phases", 10))?.wake.states.map(({ cols }) => cols)).toEqual([4, 2]);
  expect(await log.at("phases", 9)).toBeUndefined();
});

test("the last pictures are told in their place, whatever is passed over", async () => {
  await write(start(0), dream(1), phases(1), dream(2), checkpoint(2), phases(2), checkpoint(3));
  expect(await readAll(openRunLog(path))).toEqual([
    ...["start 0", "dream 2", "checkpoint 2", "phases 2", "checkpoint 3"],
  ]);
});

test("a resumed run forgets the pictures of its other future", async () => {
  await write(start(0), dream(0), dream(10, 0.2), dream(20, 0.4), start(10), dream(10, 0.6));
  const log = openRunLog(path);
  await readAll(log);
  expect(log.steps("dream")).toEqual([0, 10]);
  expect(firstPixel(await log.at("dream", 20))).toBeCloseTo(0.6, 6);
  await write(start(0));
  await readAll(log);
  expect(log.steps("dream")).toEqual([0]);
});

test("fields in another order are events all the same", async () => {
  const { type, step, ...rest } = JSON.parse(dream(7));
  await write(
    start(0),
    JSON.stringify({ ...rest, step, type }),
    `{ "step": 8, "type": "checkpoint" }`,
  );
  const log = openRunLog(path);
  expect(await readAll(log)).toEqual(["start 0", "dream 7", "checkpoint 8"]);
  expect((await log.at("dream", 7))?.images.cols).toBe(4);
});

test("a line of pictures that is none gives way to the one before", async () => {
  await write(
    start(0),
    dream(10),
    '{"type":"dream","step":20,"images":{"rows":9}}',
    dream(30, 1, 5),
  );
  const log = openRunLog(path);
  await readAll(log);
  expect((await log.at("dream", 40))?.step).toBe(10);
});

test("pictures of another machine, or of none yet, are skipped", async () => {
  await write(dream(0), start(0), dream(1, 1, 9), start(1, [4, 7]), checkpoint(1));
  expect(await readAll(openRunLog(path))).toEqual(["start 0", "checkpoint 1"]);
});

test("a log that was replaced by a shorter one begins anew", async () => {
  await write(start(0), dream(0), dream(10), checkpoint(10));
  const log = openRunLog(path);
  await readAll(log);
  await writeFile(file, "");
  await write(start(0, [4, 3]));
  expect(await readAll(log)).toEqual(["start 0"]);
  expect(log.steps("dream")).toEqual([]);
  await rm(file);
  expect(await readAll(log)).toEqual([]);
  await write(start(0));
  expect(await readAll(log)).toEqual(["start 0"]);
});

test("a reader that stops in the middle goes on behind what it had", async () => {
  await write(start(0), checkpoint(0), checkpoint(10), checkpoint(20));
  const log = openRunLog(path);
  for await (const event of log.read()) if (event.type === "checkpoint") break;
  expect(await readAll(log)).toEqual(["checkpoint 10", "checkpoint 20"]);
});

test("lines of several megabytes are whole, and so is what stands between them", async () => {
  const kilobytes = [1, 3000, 2, 9000, 1500, 1, 20_000, 4000, 7];
  for (const [step, size] of kilobytes.entries()) {
    await write(`{"type":"weather","step":${step},"notice":"${"x".repeat(size * 1024)}"}`);
  }
  const found: number[] = [];
  for await (const event of openRunLog(path).read()) {
    found.push((event as unknown as { notice: string }).notice.length / 1024);
  }
  expect(found).toEqual(kilobytes);
});

test("a line longer than any event is passed over", async () => {
  await write(start(0));
  // Zeros, of which a disk keeps nothing.
  await truncate(file, (await stat(file)).size + 200 * 2 ** 20);
  await appendFile(file, "\n");
  await write(checkpoint(10));
  const log = openRunLog(path);
  expect(await readAll(log)).toEqual(["start 0", "checkpoint 10"]);
  expect(log.progress).toBe(1);
});

test("a long log keeps of its pictures only where they are", async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => dream(i, (i % 256) / 255));
  await write(start(0), ...lines);
  const log = openRunLog(path);
  const events = await readAll(log);
  // One of each megabyte or so.
  expect(events.length).toBeLessThan(20);
  expect(events.at(-1)).toBe("dream 99999");
  expect(log.steps("dream").length).toBe(100_000);
  for (const step of [0, 1, 255, 12_345, 99_999]) {
    expect(firstPixel(await log.at("dream", step))).toBeCloseTo((step % 256) / 255, 6);
  }
});
