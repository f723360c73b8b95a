import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Act,
  createActs,
  decodeCheckpoint,
  defaultSettings,
  encodeCheckpoint,
  type RunEvent,
  type TrainEvent,
  train,
  trainOptions,
} from "@helmholtz/core";
import { openDataset, openRun } from "@helmholtz/core/node";
import { describe, expect, test } from "vitest";
import type { NewRun, TrainingRequest } from "../src/train-in-worker.ts";
import { checkpointFiles, temporaryDirectory } from "./commands/helmholtz.ts";

const PROGRAM = fileURLToPath(new URL("act-on-training.js", import.meta.url));
const STEPS = 12_000;
const change: Act = { type: "change", rule: { sleep: [] }, rate: 0.001 };

describe("a training in a worker", () => {
  test("does what it is asked to, and tells when", async () => {
    const request = await bars();
    const acts: Act[] = [
      { type: "pause" },
      { type: "advance", by: "phase" },
      { type: "advance", by: "step" },
      { type: "stop" },
    ];
    const { seen } = await follow({ request, acts });
    const told = seen.filter((event) => event.type === "act");
    expect(told.map(({ act }) => act)).toEqual(acts);
    const [{ step }] = told as [RunEvent];
    expect(told.map((event) => event.step - step)).toEqual([0, 0, 0, 1]);
    expect(seen.at(-1)).toMatchObject({ type: "end", step: step + 1, reason: "stopped" });
    for (const { time } of seen) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

    // The log has the same times.
    const log = await eventsOf(request.out);
    const logged = log.filter((event) => event.type === "act").map(({ time }) => time);
    expect(logged).toEqual(told.map(({ time }) => time));
  });

  test("says why it does not do what makes no sense, and goes on", async () => {
    const acts = [{ type: "change", rate: -3 }, { type: "explode" }] as Act[];
    const { seen, printed } = await follow({ request: await bars(), acts });
    expect(seen.at(-1)).toMatchObject({ type: "end", reason: "done" });
    expect(seen.some((event) => event.type === "act")).toBe(false);
    expect(printed.split("\n")).toEqual([
      "rate: finite numbers of at least 0 are needed, got -3",
      'act: pause, resume, advance, change, save, stop or quit is needed, got {"type":"explode"}',
      "",
    ]);
  });

  test("that is changed, stopped and resumed ends in the bytes of an unbroken one", async () => {
    const request = await bars();
    const { seen } = await follow({
      request,
      acts: [change, { type: "save" }],
      later: { type: "stop" },
    });
    const { step: stopped } = seen.at(-1) as RunEvent;
    expect(stopped).toBeLessThan(STEPS);
    const { out: path, cwd } = request;
    await follow({ request: { type: "resume", directory: path, cwd, threads: 1 } });

    const { record } = await openRun(path);
    const { step: changed } = seen.find((event) => event.type === "act") as RunEvent;
    const dataset = await (await openDataset("bars", {})).dataset();
    const acts = createActs();
    const options = {
      ...(await trainOptions(record, dataset)),
      reportEvery: changed,
      reportImages: 1,
    };
    let end: Extract<TrainEvent, { type: "checkpoint" }> | undefined;
    for await (const event of train({ ...options, dreams: 1, likelihoodSamples: 0, acts })) {
      if (event.type === "weights" && event.step === changed) acts.push(change);
      if (event.type === "checkpoint") end = event;
    }
    const files = await checkpointFiles(path);
    const last = files[`${String(STEPS).padStart(12, "0")}.safetensors`];
    expect(last && decodeCheckpoint(last, "its file").step).toBe(STEPS);
    expect(end && Buffer.from(encodeCheckpoint(end.state)).equals(last as Buffer)).toBe(true);
  });

  test("that ends before its time says what is saved", async () => {
    const request = await bars();
    const { failed } = await follow({ request, terminates: true });
    const [, said, step, path] =
      / (.*) up to step (\d+), continue it with --resume (.*)$/.exec(failed ?? "") ?? [];
    expect(said).toBe("the worker ended before the run was complete; the run is saved");
    expect(path).toBe(request.out);
    expect(await (await openRun(request.out)).checkpoints()).toContain(Number(step));
  });

  test("that cannot begin says why, and no more", async () => {
    const { failed, printed } = await follow({ request: { ...(await bars()), data: "nowhere" } });
    expect(failed).toMatch(/nowhere/);
    expect(failed).not.toMatch(/saved/);
    expect(printed).toBe("");
  });
});

async function bars(): Promise<NewRun> {
  const cwd = await temporaryDirectory();
  const settings = { ...defaultSettings, hidden: [8, 2], batch: 10, length: { steps: STEPS } };
  const from = { type: "new", data: "bars", binarization: "sample", threads: 1, cwd } as const;
  return { ...from, settings, out: join(cwd, "run") };
}

interface Plan {
  readonly request: TrainingRequest;
  /** Handed in at the first checkpoint. */
  readonly acts?: readonly Act[];
  /** Handed in at the next one. */
  readonly later?: Act;
  /** Ends the worker by force at the next checkpoint. */
  readonly terminates?: boolean;
}

// Trains to the end: events without what does not fit a line, what failed, and what was printed.
async function follow(plan: Plan) {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(plan)]);
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  const lines = said.stdout.trimEnd().split("\n");
  const told = lines.map((line) => JSON.parse(line));
  const failed: string | undefined = told.find(({ type }) => type === "failed")?.message;
  const seen: RunEvent[] = told.filter(({ type }) => type !== "failed");
  return { seen, failed, printed: said.stderr };
}

async function eventsOf(path: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of (await openRun(path)).log().read()) events.push(event);
  return events;
}
