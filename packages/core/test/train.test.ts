import { describe, expect, test } from "vitest";
import { bars } from "../src/datasets/bars.ts";
import { DataError } from "../src/datasets/data-error.ts";
import { wakeSleep } from "../src/learning/wake-sleep.ts";
import { createMachine, type Machine } from "../src/machine.ts";
import { adam, momentum, sgd } from "../src/optimizers.ts";
import { key } from "../src/random.ts";
import { decodeCheckpoint, encodeCheckpoint } from "../src/run/checkpoint.ts";
import type { CheckpointEvent, EvaluateEvent, TrainEvent } from "../src/run/events.ts";
import { type TrainOptions, train } from "../src/train.ts";
import { copyMachine, fixedImages, randomMachine } from "./fixtures/machines.ts";

const rows = Array.from({ length: 23 }, (_, n) => [
  n & 1,
  (n >> 1) & 1,
  (n >> 2) & 1,
  n % 3 ? 0 : 1,
]);
const small: TrainOptions = {
  machine: randomMachine([4, 3, 2]),
  data: { name: "rows", train: fixedImages(rows) },
  steps: 40,
  batch: 5,
  seed: 3,
  reportEvery: 15,
  checkpointEvery: 10,
};

describe("one seed", () => {
  test("gives the same machine, byte for byte", async () => {
    expect(bytes(await events(small))).toEqual(bytes(await events(small)));
  });

  test("gives another machine than another seed", async () => {
    expect(bytes(await events(small))).not.toEqual(bytes(await events({ ...small, seed: 4 })));
  });

  test("gives the same machine however often it is reported on", async () => {
    const quiet = await events({ ...small, reportEvery: 1000, checkpointEvery: 1000 });
    expect(bytes(quiet)).toEqual(bytes(await events(small)));
  });
});

describe.each([sgd(), momentum(), adam()])("with $name", (optimizer) => {
  test("a run that resumes from any checkpoint ends as if it had never stopped", async () => {
    const whole = await events({ ...small, optimizer });
    const states = whole.filter((event) => event.type === "checkpoint");
    expect(states.map(({ step }) => step)).toEqual([0, 10, 20, 30, 40]);
    for (const { step, state } of states) {
      const resume = decodeCheckpoint(encodeCheckpoint(state), "its file");
      const rest = await events({ ...small, optimizer, resume });
      expect(bytes(rest)).toEqual(bytes(whole));
      const reports = (list: TrainEvent[]) =>
        list
          .filter((event) => event.type === "evaluate" && event.step > step)
          .map((event) => JSON.stringify(event));
      expect(reports(rest)).toEqual(reports(whole));
    }
  });
});

describe("a run", () => {
  test("tells its start, its reports, its checkpoints and its end, in order", async () => {
    const seen = await events(small);
    const kinds = seen.filter(({ type }) => type !== "progress").map(({ type }) => type);
    expect(kinds.slice(0, 5)).toEqual(["start", "evaluate", "dream", "weights", "phases"]);
    expect(kinds.slice(-2)).toEqual(["checkpoint", "end"]);
    // Every 15 steps, at parts of the first 15, and at the end.
    expect(steps(seen, "evaluate")).toEqual([0, 1, 2, 4, 8, 15, 30, 40]);
    expect(steps(seen, "end")).toEqual([40]);
    expect(seen[0]).toMatchObject({ type: "start", stepsPerEpoch: 4, batch: 5, trainImages: 23 });
  });

  test("reports layers that sum to the description length", async () => {
    const data = { ...small.data, valid: fixedImages(rows.slice(0, 7)) };
    const reports = (await events({ ...small, data })).filter(
      (event): event is EvaluateEvent => event.type === "evaluate",
    );
    for (const report of reports) {
      expect(report.images).toBe(7);
      expect(report.train.images).toBe(23);
      for (const { layers, descriptionLength } of [report, report.train]) {
        expect(layers.reduce((sum, bits) => sum + bits, 0)).toBeCloseTo(descriptionLength, 10);
      }
    }
  });

  test("does not change the machine that it begins with", async () => {
    const before = copyMachine(small.machine);
    await events(small);
    expect(small.machine).toEqual(before);
  });

  test("of no steps reports the machine and ends", async () => {
    const seen = await events({ ...small, steps: 0 });
    expect(seen.at(-1)).toMatchObject({ type: "end", step: 0, reason: "done" });
    expect((seen.at(-1) as { machine: Machine }).machine).toEqual(small.machine);
  });

  test("takes every image once in a pass, in another order each time", async () => {
    const drawn: number[][] = [];
    const images = fixedImages(rows);
    const data = {
      name: "watched",
      train: {
        ...images,
        draw: (indices: ArrayLike<number>, k: Parameters<typeof images.draw>[1]) => {
          drawn.push([...Array.from(indices)]);
          return images.draw(indices, k);
        },
      },
    };
    await events({ ...small, data, steps: 8 });
    const batches = drawn.filter((indices) => indices.length === 5);
    const passes = [batches.slice(0, 4).flat(), batches.slice(4).flat()];
    for (const pass of passes) expect(new Set(pass).size).toBe(20);
    expect(passes[0]).not.toEqual(passes[1]);
  });

  test("learns: the description length of bars falls", async () => {
    const machine = createMachine([16, 8, 1], key(1));
    const options = { machine, data: bars({ size: 4 }), rule: wakeSleep(), steps: 2_000, seed: 1 };
    const lengths = (await events(options))
      .filter((event) => event.type === "evaluate")
      .map((event) => event.descriptionLength);
    expect(lengths.at(-1)).toBeLessThan(lengths[0] - 5); // bits
  });

  test("uses the rate of each layer", async () => {
    const still = await events({ ...small, optimizer: sgd({ rate: [0.1, 0] }) });
    const { machine } = still.at(-1) as { machine: Machine };
    expect(machine.generative[0]).not.toEqual(small.machine.generative[0]);
    expect(machine.recognition[0]).not.toEqual(small.machine.recognition[0]);
    expect(machine.generative.slice(1)).toEqual(small.machine.generative.slice(1));
    expect(machine.recognition[1]).toEqual(small.machine.recognition[1]);
  });
});

describe("a signal", () => {
  test("stops with a checkpoint that can be resumed", async () => {
    const abort = new AbortController();
    const seen: TrainEvent[] = [];
    for await (const event of train({ ...small, signal: abort.signal })) {
      seen.push(event);
      if (event.type === "checkpoint" && event.step === 10) abort.abort();
    }
    expect(seen.at(-1)).toMatchObject({ type: "end", step: 10, reason: "stopped" });
    const last = seen.at(-2) as CheckpointEvent;
    expect(last).toMatchObject({ type: "checkpoint", step: 10 });
    expect(bytes(await events({ ...small, resume: last.state }))).toEqual(
      bytes(await events(small)),
    );
  });

  test("that is aborted already allows no step", async () => {
    const seen = await events({ ...small, signal: AbortSignal.abort() });
    expect(seen.at(-1)).toMatchObject({ type: "end", step: 0, reason: "stopped" });
  });
});

test("timers tick while a run goes on", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  const machine = createMachine([16, 8, 1], key(1));
  const steps = 1_000_000;
  const quiet = { batch: 1, reportEvery: steps, checkpointEvery: steps };
  const end = performance.now() + 500;
  for await (const _ of train({ machine, data: bars(), steps, ...quiet })) {
    if (performance.now() > end) break;
  }
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5); // a turn every 16 ms would be 31, and none is 0
});

describe("refused are", () => {
  test("a batch of more images than there are", async () => {
    await expect(events({ ...small, batch: 24 })).rejects.toThrow(DataError);
    await expect(events({ ...small, batch: 24 })).rejects.toThrow("there are 23");
  });

  test.each([
    { machine: randomMachine([5, 2]) },
    { batch: 0 },
    { batch: 1.5 },
    { steps: -1 },
    { steps: Number.NaN },
    { seed: -1 },
  ])("impossible options", async (options) => {
    await expect(events({ ...small, ...options })).rejects.toThrow(RangeError);
  });
});

async function events(options: TrainOptions): Promise<TrainEvent[]> {
  const seen: TrainEvent[] = [];
  for await (const event of train(options)) seen.push(event);
  return seen;
}

function steps(seen: readonly TrainEvent[], type: TrainEvent["type"]): number[] {
  return seen.filter((event) => event.type === type).map(({ step }) => step);
}

// Of the last checkpoint.
function bytes(seen: readonly TrainEvent[]): Uint8Array {
  const last = seen.findLast((event) => event.type === "checkpoint");
  if (!last) throw new Error("no checkpoint");
  return encodeCheckpoint(last.state);
}
