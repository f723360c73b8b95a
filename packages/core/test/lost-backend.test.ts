import { describe, expect, test } from "vitest";
import { createActs } from "../src/acts.ts";
import type { Backend } from "../src/backend.ts";
import { BackendError, LostBackendError } from "../src/backends/backend-error.ts";
import { wasm } from "../src/backends/wasm.ts";
import { bars } from "../src/datasets/bars.ts";
import { createMachine } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { encodeCheckpoint } from "../src/run/checkpoint.ts";
import type { Act, TrainEvent } from "../src/run/events.ts";
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
  const broken = await eventsOf({ ...options, backend: await failing(190, lost) });
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
  const events = await eventsOf({ ...options, backend: await failing(190, lost) });
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

describe("what somebody did since the last checkpoint", () => {
  // Reports after every step let a test act at any of them; the backend is lost about step 25.
  const often = { ...options, reportEvery: 1 };
  const broken = async () => ({ ...often, backend: await failing(440, lost) });
  const change: Act = { type: "change", rule: { wake: [] }, rate: 0.02 };

  test("is done again where the run continues: settings stay in force", async () => {
    const events = await eventsOf(await broken(), { 23: [change] });
    expect(actsOf(events)).toEqual([
      [23, change],
      [20, change],
    ]);
    expect(endOf(events)).toEqual(endOf(await eventsOf(often, { 20: [change] })));
  });

  test("is not done again where it was before: settings are those of the checkpoint", async () => {
    const events = await eventsOf(await broken(), { 5: [change] });
    expect(events.filter((event) => event.type === "start").length).toBe(2);
    expect(actsOf(events)).toEqual([[5, change]]);
    expect(endOf(events)).toEqual(endOf(await eventsOf(often, { 5: [change] })));
  });

  test("keeps a training paused, and one that was to stop stops", async () => {
    const step: Act = { type: "advance", by: "step" };
    const stop: Act = { type: "stop" };
    const events = await eventsOf(await broken(), { 23: [step, step, step, step, stop] });
    const restart = events.findLastIndex((event) => event.type === "start");
    expect(restart).toBeGreaterThan(0);
    const acts = actsOf(events.slice(restart)).map(([, act]) => act);
    expect(acts[0]).toEqual({ type: "pause" });
    expect(acts.at(-1)).toEqual(stop);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "stopped" });
  });
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

// Trains to the end, handing in acts after the report of their step.
async function eventsOf(
  options: TrainOptions,
  at: Readonly<Record<number, readonly Act[]>> = {},
): Promise<TrainEvent[]> {
  const acts = createActs();
  const left = new Map(Object.entries(at));
  const events: TrainEvent[] = [];
  for await (const event of train({ ...options, acts })) {
    if (event.type === "progress") continue;
    events.push(event);
    if (event.type !== "weights") continue;
    for (const act of left.get(String(event.step)) ?? []) acts.push(act);
    left.delete(String(event.step));
  }
  return events;
}

function actsOf(events: readonly TrainEvent[]): [number, Act][] {
  return events.filter((event) => event.type === "act").map(({ step, act }) => [step, act]);
}

function endOf(events: readonly TrainEvent[]): Uint8Array {
  const end = events.filter((event) => event.type === "checkpoint").at(-1);
  if (!end) throw new Error("there is no checkpoint");
  return encodeCheckpoint(end.state);
}
