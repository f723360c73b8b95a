import { describe, expect, test } from "vitest";
import { type Acts, createActs } from "../src/acts.ts";
import { settingsAt } from "../src/change-settings.ts";
import { wakeSleep } from "../src/learning/wake-sleep.ts";
import { adam, momentum, sgd } from "../src/optimizers.ts";
import { decodeCheckpoint, encodeCheckpoint } from "../src/run/checkpoint.ts";
import type { Act, TrainEvent } from "../src/run/events.ts";
import { appendEvent, createRunState } from "../src/run/run-state.ts";
import { type TrainOptions, train } from "../src/train.ts";
import { fixedImages, randomMachine } from "./fixtures/machines.ts";

// A report after every step lets a test act at any of them.
const rows = Array.from({ length: 23 }, (_, n) => [n & 1, (n >> 1) & 1, (n >> 2) & 1, n % 3 && 1]);
const small: TrainOptions = {
  machine: randomMachine([4, 3, 2]),
  data: { name: "rows", train: fixedImages(rows) },
  steps: 40,
  batch: 5,
  seed: 3,
  reportEvery: 1,
  checkpointEvery: 10,
};
const pause: Act = { type: "pause" };
const resume: Act = { type: "resume" };
const phase: Act = { type: "advance", by: "phase" };
const step: Act = { type: "advance", by: "step" };
const save: Act = { type: "save" };
const stop: Act = { type: "stop" };

describe.each([sgd(), momentum(), adam()])("with $name", (optimizer) => {
  test("pausing, stepping and saving change no byte of what is learned", async () => {
    const options = { ...small, optimizer };
    const acts = {
      0: [phase, phase, resume],
      7: [pause, phase, phase, step, phase, resume],
      20: [save],
      23: [phase, save, phase, step, pause, resume],
      39: [phase, phase],
    };
    expect(bytes(await events(options, acts))).toEqual(bytes(await events(options)));
  });

  test("a run with changes that is stopped and resumed at any step ends like an unbroken one", async () => {
    const acts = {
      12: [{ type: "change", rule: { wake: [] } }],
      15: [{ type: "change", rate: [0.001, 0.02] }],
      18: [{ type: "change", rule: { wake: ["generative"] }, rate: 0.05 }],
    } satisfies Record<number, Act[]>;
    const whole = await events({ ...small, optimizer }, acts);
    expect(bytes(whole)).not.toEqual(bytes(await events({ ...small, optimizer })));

    for (let at = 11; at < 22; at++) {
      const first = await events(
        { ...small, optimizer },
        { ...acts, [at]: [...(acts[at as 12] ?? []), stop] },
      );
      const rest = await events(continued(first, optimizer), after(at, acts));
      expect(bytes(rest)).toEqual(bytes(whole));
    }
  });
});

test("a run that is resumed from before a change does not know of it", async () => {
  const changed = await events(small, { 15: [{ type: "change", rule: { sleep: [] } }] });
  const tenth = changed.filter((event) => event.type === "checkpoint" && event.step <= 10);
  expect(bytes(await events(continued(tenth, adam())))).toEqual(bytes(await events(small)));
});

test("what is changed in the middle of a step counts from the next", async () => {
  const change: Act = { type: "change", rule: { sleep: [] } };
  const halfway = await events(small, { 12: [phase, change, resume] });
  expect(actsOf(halfway)).toEqual([
    [12, phase],
    [13, change],
    [13, resume],
  ]);
  expect(bytes(halfway)).toEqual(bytes(await events(small, { 13: [change] })));
});

test("a rate of 0 stops learning, from its step on", async () => {
  const seen = await events(small, { 20: [{ type: "change", rate: 0 }] });
  const states = seen.filter((event) => event.type === "checkpoint").map(({ state }) => state);
  const [, tenth, twentieth, thirtieth, last] = states.map(({ machine }) => machine);
  expect(twentieth).not.toEqual(tenth);
  expect([thirtieth, last]).toEqual([twentieth, twentieth]);
});

describe("every act is told at its step, before what it does", () => {
  test("pause, advance and save", async () => {
    const seen = await events({ ...small, reportEvery: 1000, likelihoodSamples: 0 }, {}, [
      pause,
      phase,
      save,
      step,
      resume,
    ]);
    const from = seen.findIndex((event) => event.type === "act");
    const told = seen.slice(from, seen.findLastIndex((event) => event.type === "act") + 1);
    expect(told.map((event) => [event.step, event.type])).toEqual([
      [0, "act"], // pause
      [0, "act"], // advance by a phase
      [0, "weights"],
      [0, "phases"],
      // Half of a step is not saved.
      [1, "evaluate"],
      [1, "dream"],
      [1, "weights"],
      [1, "phases"],
      [1, "act"], // save
      [1, "checkpoint"],
      [1, "act"], // advance by a step
      [2, "evaluate"],
      [2, "dream"],
      [2, "weights"],
      [2, "phases"],
      [2, "act"], // resume
    ]);
    expect(actsOf(seen).map(([, act]) => act)).toEqual([pause, phase, save, step, resume]);
  });

  test("stop ends with a checkpoint of a whole step", async () => {
    const seen = await events(small, { 17: [phase, stop] });
    const kinds = seen.slice(-3).map((event) => [event.step, event.type]);
    expect(kinds).toEqual([
      [18, "likelihood"],
      [18, "checkpoint"],
      [18, "end"],
    ]);
    expect(seen.at(-1)).toMatchObject({ reason: "stopped" });
    expect(bytes(await events(continued(seen, adam())))).toEqual(bytes(await events(small)));
  });

  test("quit ends at once, and keeps nothing", async () => {
    const seen = await events(small, { 17: [phase, { type: "quit" }] });
    expect(actsOf(seen).at(-1)).toEqual([17, { type: "quit" }]);
    expect(seen.at(-1)).toMatchObject({ type: "end", step: 17, reason: "quit" });
    expect(seen.findLast((event) => event.type === "checkpoint")?.step).toBe(10);
  });
});

describe("a training that is paused", () => {
  test("waits for an act, and lets timers tick", async () => {
    const acts = createActs();
    acts.push(pause);
    const training = train({ ...small, acts });
    for (let told = ""; told !== "act"; ) {
      const { value, done } = await training.next();
      told = done ? "act" : value.type;
    }
    let waiting = true;
    const next = training.next().then(({ value }) => {
      waiting = false;
      return value;
    });
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { user, system } = process.cpuUsage(before);
    expect(waiting).toBe(true);
    expect(user + system).toBeLessThan(150_000); // microseconds, of 200,000
    acts.push(resume);
    expect(await next).toEqual({ type: "act", step: 0, act: resume });
    await training.return(small.machine);
  });

  test("ends with a checkpoint when its signal is aborted, after the step that was half done", async () => {
    const abort = new AbortController();
    const acts = createActs();
    const seen: TrainEvent[] = [];
    for await (const event of train({ ...small, acts, signal: abort.signal })) {
      seen.push(event);
      if (event.type === "evaluate" && event.step === 5) acts.push(phase);
      if (event.type === "phases" && event.phase) setTimeout(() => abort.abort(), 20);
    }
    expect(seen.at(-1)).toMatchObject({ type: "end", step: 6, reason: "stopped" });
    expect(bytes(await events(continued(seen, adam())))).toEqual(bytes(await events(small)));
  });
});

describe("refused are", () => {
  test.each([
    { type: "change", rate: -1 },
    { type: "change", rate: Number.NaN },
    { type: "change", rate: [] },
    { type: "change", rate: "0.1" },
    { type: "change", rate: null },
    { type: "change", rule: { nap: [] } },
    { type: "change", rule: { wake: ["both"] } },
    { type: "change", rule: { wake: undefined } },
    { type: "change", rule: { sleep: "recognition" } },
    { type: "change", rule: null },
    { type: "change", rule: 3 },
    { type: "advance", by: "epoch" },
    { type: "explode" },
    "pause",
    null,
    undefined,
  ])("%j", (act) => {
    const acts = createActs();
    expect(() => acts.push(act as Act)).toThrow(RangeError);
    expect(acts.next).toBeUndefined();
  });
});

// Trains to the end, handing in acts after the report of their step, or before the first event.
async function events(
  options: TrainOptions,
  at: Readonly<Record<number, readonly Act[]>> = {},
  atOnce: readonly Act[] = [],
): Promise<TrainEvent[]> {
  const acts: Acts = createActs(options.rule);
  for (const act of atOnce) acts.push(act);
  const left = new Map(Object.entries(at));
  const seen: TrainEvent[] = [];
  for await (const event of train({ ...options, acts })) {
    if (event.type === "progress") continue;
    seen.push(event);
    if (event.type !== "weights") continue;
    for (const act of left.get(String(event.step)) ?? []) acts.push(act);
    left.delete(String(event.step));
  }
  return seen;
}

// The rest of a run, as its events say that it stands.
function continued(seen: readonly TrainEvent[], optimizer = adam() as TrainOptions["optimizer"]) {
  const run = createRunState();
  for (const event of seen) appendEvent(run, event);
  const resume = decodeCheckpoint(bytes(seen), "its file");
  const begun = { rule: wakeSleep(), optimizer: optimizer ?? adam() };
  return { ...small, ...settingsAt(resume.step, run.changes, begun), resume };
}

function after(step: number, acts: Readonly<Record<number, readonly Act[]>>) {
  return Object.fromEntries(Object.entries(acts).filter(([at]) => Number(at) > step));
}

function actsOf(seen: readonly TrainEvent[]): [number, Act][] {
  return seen.filter((event) => event.type === "act").map(({ step, act }) => [step, act]);
}

// Of the last checkpoint.
function bytes(seen: readonly TrainEvent[]): Uint8Array {
  const last = seen.findLast((event) => event.type === "checkpoint");
  if (!last) throw new Error("no checkpoint");
  return encodeCheckpoint(last.state);
}
