import { expect, test } from "vitest";
import { adam } from "../src/optimizers.ts";
import { encodeCheckpoint } from "../src/run/checkpoint.ts";
import type { TrainEvent } from "../src/run/events.ts";
import { type TrainOptions, train } from "../src/train.ts";
import { warmStart } from "../src/warm-start.ts";
import { fixedImages, randomMachine } from "./fixtures/machines.ts";

const optimizer = adam();
const options: TrainOptions = {
  machine: randomMachine([4, 3, 2]),
  data: {
    name: "rows",
    train: fixedImages(Array.from({ length: 12 }, (_, n) => [n & 1, 1, 0, 1])),
  },
  ...{ steps: 9, batch: 4, seed: 3, reportEvery: 100, checkpointEvery: 100, optimizer },
};

test("a warm start can begin with a report and a checkpoint, and learns the same without", async () => {
  const resume = warmStart(lastState(await events({ ...options, steps: 5 })), {
    ...{ sizes: [4, 5, 2], optimizer, seed: 3 },
  });
  const quiet = await events({ ...options, resume });
  const reported = await events({ ...options, resume, reportFirst: true });
  const told = (list: TrainEvent[]) =>
    list.filter(({ type }) => type !== "progress").map(({ type, step }) => `${type} ${step}`);
  const first = ["evaluate 5", "dream 5", "weights 5", "phases 5", "checkpoint 5"];
  expect(told(reported)).toEqual(["start 5", ...first, ...told(quiet).slice(1)]);
  expect(told(quiet)[1]).not.toMatch(/ 5$/);

  const stored = reported.find((event) => event.type === "checkpoint");
  expect(stored && encodeCheckpoint(stored.state)).toEqual(encodeCheckpoint(resume));
  expect(encodeCheckpoint(lastState(reported))).toEqual(encodeCheckpoint(lastState(quiet)));
});

async function events(options: TrainOptions): Promise<TrainEvent[]> {
  const list: TrainEvent[] = [];
  for await (const event of train(options)) list.push(event);
  return list;
}

function lastState(list: readonly TrainEvent[]) {
  const last = list.findLast((event) => event.type === "checkpoint");
  if (!last) throw new Error("no checkpoint");
  return last.state;
}
