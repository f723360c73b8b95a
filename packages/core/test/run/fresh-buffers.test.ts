import { expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { createMachine } from "../../src/machine.ts";
import { key } from "../../src/random.ts";
import { encodeCheckpoint } from "../../src/run/checkpoint.ts";
import type { TrainEvent } from "../../src/run/events.ts";
import { freshBuffers } from "../../src/run/fresh-buffers.ts";
import { train } from "../../src/train.ts";

test("dreams, phases and weights are moved whole", async () => {
  const left: string[] = [];
  await trainAnd((event) => {
    const before = numbersIn(event);
    const moved = structuredClone(event, { transfer: freshBuffers(event) });
    expect(numbersIn(moved)).toEqual(before);
    if (before > 0 && numbersIn(event) > 0) left.push(event.type);
  });
  expect(new Set(left)).toEqual(new Set(["checkpoint", "end"]));
});

test("training goes on the same when they are gone", async () => {
  const whole = await trainAnd(() => {});
  const moving = await trainAnd((event) => {
    structuredClone(event, { transfer: freshBuffers(event) });
  });
  expect(moving).toEqual(whole);
});

// Bytes of the last checkpoint of a training of which each event is handed on.
async function trainAnd(tell: (event: TrainEvent) => void): Promise<Uint8Array | undefined> {
  const machine = createMachine([16, 4, 1], key(1));
  const sizes = { batch: 10, reportImages: 20, likelihoodImages: 5 };
  const often = { steps: 20, reportEvery: 5, checkpointEvery: 10 };
  let last: Uint8Array | undefined;
  for await (const event of train({ machine, data: bars(), ...sizes, ...often })) {
    if (event.type === "checkpoint") last = encodeCheckpoint(event.state);
    tell(event);
  }
  return last;
}

// Of all typed arrays in a value: those that were moved away have none.
function numbersIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as Float32Array).length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + numbersIn(part), 0);
}
