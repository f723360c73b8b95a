import { expect, test } from "vitest";
import { matrix } from "../../src/matrix.ts";
import { encodeEvent } from "../../src/run/log.ts";
import { openRunLog, type RunLog } from "../../src/run/run-log.ts";
import type { RunEvent } from "../../src/run/run-state.ts";

const line = (step: number, extra = {}) =>
  `${encodeEvent({ type: "checkpoint", step } as never, extra)}\n`;

const start: RunEvent = {
  ...{ type: "start", step: 0, steps: 100, stepsPerEpoch: 10, batch: 5, sizes: [4, 2] },
  ...{ width: 2, height: 2, rule: "wake-sleep", optimizer: "adam", backend: "cpu", data: "bars" },
  ...{ trainImages: 10, validImages: 10, seed: 0 },
};

/** A log in memory that grows, and can be out of reach. */
function memoryLog() {
  let bytes = new Uint8Array();
  return {
    reads: 0,
    isGone: false,
    append(text: string) {
      bytes = new Uint8Array([...bytes, ...new TextEncoder().encode(text)]);
    },
    size: async () => bytes.length,
    async read(from: number, to: number) {
      this.reads++;
      if (this.isGone) throw new Error("it is out of reach");
      return bytes.subarray(from, to);
    },
  };
}

async function stepsOf(log: RunLog): Promise<number[]> {
  const steps: number[] = [];
  for await (const { step } of log.read()) steps.push(step);
  return steps;
}

test("a log is read from any bytes, also without Node", async () => {
  const bytes = memoryLog();
  bytes.append(line(1) + line(2) + line(3).slice(0, 9));
  const log = openRunLog(bytes);
  expect(await stepsOf(log)).toEqual([1, 2]);
  bytes.append(line(3).slice(9));
  expect(await stepsOf(log)).toEqual([3]);
  expect(log.progress).toBe(1);
});

test("where reading fails, the next call goes on", async () => {
  const bytes = memoryLog();
  bytes.append(line(1));
  const log = openRunLog(bytes);
  await stepsOf(log);
  bytes.append(line(2));
  bytes.isGone = true;
  await expect(stepsOf(log)).rejects.toThrow("it is out of reach");
  bytes.isGone = false;
  expect(await stepsOf(log)).toEqual([2]);
});

test("what was read is not read again", async () => {
  const bytes = memoryLog();
  bytes.append(line(1));
  const log = openRunLog(bytes);
  await stepsOf(log);
  const { reads } = bytes;
  await stepsOf(log);
  expect(bytes.reads).toBe(reads);
});

test("a piece that is shorter than asked for is whole lines and a rest", async () => {
  const bytes = memoryLog();
  const text = Array.from({ length: 50 }, (_, step) => line(step, { note: "ö☀🌡" })).join("");
  bytes.append(text);
  const read = bytes.read.bind(bytes);
  const log = openRunLog({
    size: bytes.size,
    read: (from, to) => read(from, Math.min(to, from + 777)),
  });
  expect(await stepsOf(log)).toEqual([...Array(50).keys()]);
});

test("pictures stand where they are, whatever letters and broken lines are before them", async () => {
  const dream = (step: number) => `${encodeEvent({ type: "dream", step, images: matrix(1, 4) })}\n`;
  const bytes = memoryLog();
  bytes.append(`${encodeEvent(start)}\n${line(1, { note: "ö☀🌡" })}`);
  bytes.append(`${dream(2)}\n{"type":"drea\n${dream(3)}${line(4, { note: "☀" })}${dream(5)}`);
  bytes.append(`{"type":"dream","step":6x}\n{"type":"weather","step":7}\n`);
  const log = openRunLog(bytes);
  expect(await stepsOf(log)).toEqual([0, 1, 4, 5, 7]);
  expect(log.steps("dream")).toEqual([2, 3, 5]);
  for (const step of [2, 3, 5]) expect((await log.at("dream", step))?.step).toBe(step);
});

test("a piece is asked for while the one before is worked on", async () => {
  const bytes = memoryLog();
  for (const step of [1, 2, 3]) bytes.append(line(step, { note: "x".repeat(700_000) }));
  const reads: number[] = [];
  for await (const _ of openRunLog(bytes).read()) reads.push(bytes.reads);
  expect(reads).toEqual([2, 3, 3]);
});

test("who stops in the middle hears nothing of the piece that fails then", async () => {
  const bytes = memoryLog();
  for (const step of [1, 2, 3]) bytes.append(line(step, { note: "x".repeat(700_000) }));
  const log = openRunLog({
    size: bytes.size,
    read: async (from, to) => {
      if (from > 0) throw new Error("it is out of reach");
      return await bytes.read(from, to);
    },
  });
  for await (const { step } of log.read()) {
    expect(step).toBe(1);
    break;
  }
  await expect(stepsOf(log)).rejects.toThrow("it is out of reach");
});
