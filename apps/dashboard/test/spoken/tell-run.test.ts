import { bars, createActs, type RunEvent, train, trainOptions } from "@helmholtz/core";
import { expect, test } from "vitest";
import { firstOf, recordRun } from "../plain/recorded-run.ts";
import { createEvents, toldRun } from "./told-run.ts";

const recording = await recordRun();
const { events } = recording;
const end = firstOf(recording, "end");

/** A real training that goes on until it is told to end, with hands on it. */
async function training() {
  const acts = createActs();
  const options = await trainOptions(recording.record, bars());
  const events = train({ ...options, acts, steps: 10_000_000, reportImages: 20 });
  return toldRun(recording, events, { act: acts.push });
}

/** A recorded training of which nobody hears what is done to it. */
function recorded(options: Parameters<typeof toldRun>[2] = {}) {
  const source = createEvents();
  return { ...source, run: toldRun(recording, source.events, { act() {}, ...options }) };
}

test("a run is told from what is trained to how it ended, line by line and without escape codes", async () => {
  const { run, send, finish } = recorded({ isTTY: false });
  send(...events);
  finish();
  expect(await run.result).toMatchObject({ ending: "done", run: { step: 200 } });
  expect(run.lines[0]).toBe(
    "A machine with layers of 16, 6, 2 units learns bars: 10,000 images, 2,000 held out.",
  );
  expect(run.text).toContain("wake-sleep with adam at rate 0.003, 20 images a step, 200 steps.\n");
  expect(run.text).toContain("Training is done: 200 steps.\nDone. Step 200 of 200, 100 percent");
  expect(run.text).toContain(`held out, ${end.heldOut?.descriptionLength.toFixed(2)} bits.\n`);
  expect(run.text).not.toContain("press h");
  for (const line of run.lines) expect(line).toMatch(/^[A-Z0-9]\P{Cc}*[.?!:]$/u);
});

test("what training does by itself is told every ten seconds at most", async () => {
  const long = await recordRun({ steps: 2000, checkpointEvery: 200 });
  // Twenty steps a second.
  let now = 0;
  async function* timed(): AsyncGenerator<RunEvent> {
    for (const event of long.events) {
      now = 50 * event.step;
      yield event;
    }
  }
  const run = toldRun(long, timed(), { act() {}, isTTY: false, clock: () => now });
  await run.result;
  const steps = run.lines.flatMap(
    (line) => /^Step ([\d,]+) of/.exec(line)?.[1]?.replace(",", "") ?? [],
  );
  expect(steps).toEqual([
    "0",
    "200",
    "400",
    "600",
    "800",
    "1000",
    "1200",
    "1400",
    "1600",
    "1800",
    "2000",
  ]);
  expect(run.text).toMatch(/Step 1,800 of 2,000, 90 percent, .* 10 seconds left\./);
  expect(run.text.match(/^Minus log p is/gm)?.length).toBeLessThanOrEqual(10);
});

test("hands are on a training, and what they do is told", async () => {
  const run = await training();
  await run.says("Step 0 of");
  expect(run.text).toContain("Press h for help.");
  run.press(" ");
  await run.says(/Paused at step [\d,]+\./);
  run.press(".");
  await run.says(/One step by hand at step [\d,]+\.\nPaused\. Step/);
  run.press(",");
  await run.says(/One phase by hand at step [\d,]+\.\nHalf a step is done, up to the wake phase\./);
  run.press("W+c");
  await run.says(/Wake off at step [\d,]+\.\nRate 0\.00315 at step/);
  await run.says(/Saving a checkpoint at step ([\d,]+)\.\n(.*\n)?Checkpoint at step \1\./);
  run.press("i");
  await run.says("Paused, wake off. Step");
  run.press(" ");
  await run.says("Resumed at step");
  run.press("s");
  await run.says(/Training was stopped at step [\d,]+\.\nStopped, wake off/);
  await run.says("Press q or enter to leave.");
  run.press("\r");
  expect(await run.result).toMatchObject({ ending: "stopped" });
  expect(run.stdin.isRaw).toBe(false);
});

test("a rate is typed as at any prompt, and a wrong one is said to be wrong", async () => {
  const run = await training();
  await run.says("Step 0 of");
  run.press("r");
  await run.says("Learning rate, now 0.003: type it, then enter");
  run.press("0.03");
  run.press("\x7f");
  await run.says("\n0.03\nNow 0.0.\n");
  run.press("2\r");
  await run.says(/2\nRate 0\.02 at step/);
  run.press("rx\r");
  await run.says("x\nRates are numbers from 0 to 1,000, by layer with commas: type it, then enter");
  run.press("\x1b");
  await run.says("It stays as it is.");
  run.press("\x03");
  await run.result;
});

test("who leaves is asked whether to save", async () => {
  const run = await training();
  await run.says("Step 0 of");
  run.press("q");
  await run.says("Stop and leave? y: save and leave; d: leave without saving; n: stay.");
  run.press("n");
  await run.says("Stay.");
  run.press("qd");
  await run.says("Leaving without saving.");
  expect(await run.result).toMatchObject({ ending: "quit" });
  expect(run.text).toMatch(/Training ended at step [\d,]+ without saving\./);
});

test("Ctrl-C and signals stop training and save, also while something is asked", async () => {
  for (const interrupt of [
    (run: { press(keys: string): void }) => run.press("q\x03"),
    () => process.emit("SIGHUP"),
  ]) {
    const acts: unknown[] = [];
    const { run, send } = recorded({ act: (act) => acts.push(act) });
    send(...events.slice(0, 10));
    await run.says("Step 0 of");
    interrupt(run);
    expect(await run.result).toMatchObject({ ending: "interrupted" });
    expect(acts).toEqual([{ type: "stop" }]);
    expect(run.lines.at(-1)).toBe("Stopping, then saving.");
    expect(run.stdin.isRaw).toBe(false);
  }
});

test("h tells the keys that mean something, and another key that it means nothing", async () => {
  const { run, send, finish } = recorded();
  send(...events.slice(0, 10));
  await run.says("Step 0 of");
  run.press("xh");
  await run.says("X does nothing now; h tells the keys.\nH: these keys.");
  await run.says("Period: one step, paused.\nComma: one phase of a step");
  expect(run.text).not.toContain("fork");
  send(...events.slice(10));
  finish();
  await run.says("Press q or enter to leave.");
  const before = run.text.length;
  run.press("h");
  await run.says(/Enter: leave, when training has ended\./);
  expect(run.text.slice(before)).not.toContain("Period");
  run.press("q");
  expect(await run.result).toMatchObject({ ending: "done" });
});

test("b tells the bits by layer", async () => {
  const { run, send } = recorded();
  send(...events.slice(0, 3));
  await run.says("Step 0 of");
  const [visible, ...hidden] = firstOf(recording, "evaluate").layers.map((bits) => bits.toFixed(2));
  run.press("b");
  await run.says(
    `Bits by layer at step 0: the visible layer ${visible}, layer 1 ${hidden[0]}, layer 2 ${hidden[1]}.`,
  );
  run.press("\x03");
  await run.result;
});

test("of what was before, only where it has led to is told", async () => {
  const time = new Date(0).toISOString();
  const { run, send } = recorded({ act: undefined, now: () => 1 });
  send(...events.slice(0, -1).map((event) => ({ ...event, time })));
  await run.says(/^A machine with .*\n(.*\n)*Step 200 of 200/);
  expect(run.lines.filter((line) => line.startsWith("Step"))).toHaveLength(1);
  run.press("p");
  await run.says("P does nothing now");
  send({ ...end, time: new Date(2).toISOString() });
  await run.says("Training is done");
  run.press("q");
  expect(await run.result).toMatchObject({ ending: "done" });
});

test("a run that is written where the clock is behind is told as it goes on", async () => {
  const time = new Date(0).toISOString();
  const { run, send } = recorded({ act: undefined, now: () => 1 });
  send(...events.slice(0, 10).map((event) => ({ ...event, time })));
  await run.says(/Step \d+ of/);
  send({ type: "act", step: 7, act: { type: "pause" }, time });
  await run.says("Paused at step 7.");
  expect(run.text.match(/A machine with/g)).toHaveLength(1);
  run.press("q");
  await run.result;
});

test("who leaves a run that another process trains leaves it as it is", async () => {
  const { run, send } = recorded({ act: undefined });
  send(...events.slice(0, 10));
  await run.says("Step 0 of");
  run.press("q");
  expect(await run.result).toMatchObject({ ending: "left" });
});

test("an ended run that nobody can leave is told to its end", async () => {
  const time = new Date(0).toISOString();
  const { run, send } = recorded({ act: undefined, isTTY: false, now: () => 1 });
  send(...events.map((event) => ({ ...event, time })));
  expect(await run.result).toMatchObject({ ending: "done" });
  expect(run.text).toContain("Done. Step 200 of 200");
});

test("a training that fails is heard of, with the keyboard given back", async () => {
  async function* failing(): AsyncGenerator<RunEvent> {
    yield* events.slice(0, 3);
    throw new Error("disk full");
  }
  const run = toldRun(recording, failing(), { act() {} });
  await expect(run.result).rejects.toThrow("disk full");
  expect(run.stdin.isRaw).toBe(false);
});
