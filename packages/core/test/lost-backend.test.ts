import { expect, test } from "vitest";
import type { Backend } from "../src/backend.ts";
import { BackendError, LostBackendError } from "../src/backends/backend-error.ts";
import { wasm } from "../src/backends/wasm.ts";
import { bars } from "../src/datasets/bars.ts";
import { createMachine } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { encodeCheckpoint } from "../src/run/checkpoint.ts";
import type { TrainEvent } from "../src/run/events.ts";
import { appendEvent, createRunState } from "../src/run/run-state.ts";
import { type TrainOptions, train } from "../src/train.ts";

const options: TrainOptions = {
  machine: createMachine([16, 8, 1], key(1)),
  data: bars(),
  steps: 50,
  checkpointEvery: 10,
  reportEvery: 20,
  reportImages: 20,
  seed: 3,
};
const lost = new LostBackendError("gpujs:webgl2: the WebGL context was lost");

test("a run whose backend is lost ends as if it had never been", async () => {
  const whole = await eventsOf(options);
  const broken = await eventsOf({ ...options, backend: await failing(150, lost) });
  expect(endOf(broken)).toEqual(endOf(whole));
  const [run, wanted] = [broken, whole].map((events) => {
    const state = createRunState();
    for (const event of events) appendEvent(state, event);
    return state;
  });
  expect(run.curve).toEqual(wanted.curve);
  expect(run.checkpoints).toEqual(wanted.checkpoints);
});

test("it starts once more from its last checkpoint, and says why", async () => {
  const events = await eventsOf({ ...options, backend: await failing(150, lost) });
  const starts = events.filter((event) => event.type === "start");
  expect(starts.map(({ step, backend, notice }) => ({ step, backend, notice }))).toEqual([
    { step: 0, backend: "failing", notice: undefined },
    {
      step: 20,
      backend: "wasm",
      notice: "gpujs:webgl2: the WebGL context was lost: wasm does, from step 20",
    },
  ]);
});

test("one that is lost before the first checkpoint starts from the beginning", async () => {
  const events = await eventsOf({ ...options, backend: await failing(0, lost) });
  const starts = events.filter((event) => event.type === "start");
  expect(starts.map(({ step }) => step)).toEqual([0, 0]);
  expect(endOf(events)).toEqual(endOf(await eventsOf(options)));
});

test("a backend that cannot hold the machine ends the run", async () => {
  const backend = await failing(0, new BackendError("too large"));
  await expect(eventsOf({ ...options, backend })).rejects.toThrow("too large");
});

// The wasm backend, until it has sampled so often.
async function failing(samples: number, error: Error): Promise<Backend> {
  const backend: Backend = await wasm();
  let sampled = 0;
  return {
    ...backend,
    name: "failing",
    sample(layer, x, key, firstRow) {
      if (sampled++ === samples) throw error;
      return backend.sample(layer, x, key, firstRow);
    },
  };
}

async function eventsOf(options: TrainOptions): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of train(options)) if (event.type !== "progress") events.push(event);
  return events;
}

function endOf(events: readonly TrainEvent[]): Uint8Array {
  const end = events.filter((event) => event.type === "checkpoint").at(-1);
  if (!end) throw new Error("there is no checkpoint");
  return encodeCheckpoint(end.state);
}
