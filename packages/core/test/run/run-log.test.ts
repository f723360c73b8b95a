import { expect, test } from "vitest";
import { encodeEvent } from "../../src/run/log.ts";
import { openRunLog, type RunLog } from "../../src/run/run-log.ts";

const line = (step: number, extra = {}) =>
  `${encodeEvent({ type: "checkpoint", step } as never, extra)}\n`;

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
