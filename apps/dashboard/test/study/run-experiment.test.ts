import { binaryImages, cpu, key, type TrainEvent } from "@helmholtz/core";
import { expect, test } from "vitest";
import { dimImages } from "../../src/study/dim-images.ts";
import { experiments } from "../../src/study/experiments.ts";
import { protocols, rateAt } from "../../src/study/protocols.ts";
import {
  type ExperimentData,
  type Finding,
  runExperiment,
} from "../../src/study/run-experiment.ts";
import { isSameTask, type StudyTask, studyTasks } from "../../src/study/study-task.ts";

// 130 pictures of 3 × 3 pixels, each one of three bright columns on grey.
const pictures = (count: number) =>
  binaryImages({
    width: 3,
    height: 3,
    pixels: Uint8Array.from({ length: count * 9 }, (_, i) =>
      i % 3 === Math.floor(i / 9) % 3 ? 255 : 60,
    ),
  });
const data: ExperimentData = { name: "columns", train: pictures(130), valid: pictures(20) };

function task(
  protocol: "assignment" | "recommended",
  change: Partial<StudyTask["experiment"]> = {},
) {
  const [first] = studyTasks({
    names: ["all"],
    protocols: [protocol],
    seeds: [1],
    epochs: 4,
    fingerprint: "",
  });
  if (!first) throw new Error("a task is needed");
  const training = { ...first.training, hidden: [4, 2], batch: 40 };
  return { ...first, experiment: { ...first.experiment, ...change }, training };
}

async function conduct(task: StudyTask): Promise<{ events: TrainEvent[]; finding: Finding }> {
  const running = runExperiment(cpu(), task, { data });
  const events: TrainEvent[] = [];
  let next = await running.next();
  for (; !next.done; next = await running.next()) events.push(next.value);
  return { events, finding: next.value };
}

const weights = (events: readonly TrainEvent[], direction: "generative" | "recognition") =>
  events.flatMap((event) =>
    event.type === "checkpoint"
      ? [[...(event.state.machine[direction][0]?.weights.data ?? [])]]
      : [],
  );

test("a training is an ordinary run of whole batches, and the same seed finds the same", async () => {
  const { events, finding } = await conduct(task("assignment"));
  expect(events[0]).toMatchObject({ type: "start", steps: 12, stepsPerEpoch: 3, sizes: [9, 4, 2] });
  expect(events.at(-1)).toMatchObject({ type: "end", step: 12, reason: "done" });
  expect(events.filter(({ type }) => type === "evaluate")).toHaveLength(4);
  expect(finding).toMatchObject({ images: 120, reported: 19930 });
  expect(finding.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  const starter = finding.epochs.map(({ starterCost }) => starterCost ?? 0);
  expect(finding.starterCostBest).toBe(Math.min(...starter));
  expect(finding.starterCostLast).toBe(starter[3]);
  expect((await conduct(task("assignment"))).finding).toEqual(finding);
});

test("the recommended protocol has no starter code's cost", async () => {
  const { finding } = await conduct(task("recommended"));
  expect(finding.starterCostBest).toBeNull();
  expect(finding.epochs.map(({ starterCost }) => starterCost)).toEqual([null, null, null, null]);
});

test("wake off keeps the generative weights, sleep off the recognition weights", async () => {
  const wakeOff = await conduct(task("assignment", { wake: false }));
  const [first, last] = weights(wakeOff.events, "generative");
  expect(last).toEqual(first);
  const [before, after] = weights(wakeOff.events, "recognition");
  expect(after).not.toEqual(before);

  const sleepOff = await conduct(task("assignment", { sleep: false }));
  const [start, end] = weights(sleepOff.events, "recognition");
  expect(end).toEqual(start);
});

test("dimmed images are on with the grey over 256", () => {
  const count = 200_000;
  const grey = (level: number) =>
    dimImages(binaryImages({ width: 1, height: 1, pixels: new Uint8Array(count).fill(level) }));
  const indices = Array.from({ length: count }, (_, i) => i);
  for (const level of [255, 128, 3]) {
    const on =
      grey(level)
        .draw(indices, key(1))
        .data.reduce((sum, bit) => sum + bit, 0) / count;
    const p = level / 256;
    expect(Math.abs(on - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / count));
  }
});

test("the recommended rate stays for three fifths and falls linearly to 2 %", () => {
  const training = protocols.recommended(experiments.all);
  expect([1, 36, 48, 60].map((epoch) => rateAt(training, epoch) / 0.003)).toEqual([
    1,
    1,
    expect.closeTo(0.51),
    expect.closeTo(0.02),
  ]);
  const assigned = protocols.assignment(experiments.all);
  expect([1, 50].map((epoch) => rateAt(assigned, epoch))).toEqual([0.04, 0.04]);
});

test("a task is the same after a file, and another with another setting", () => {
  const one = task("assignment");
  expect(isSameTask(JSON.parse(JSON.stringify(one)), one)).toBe(true);
  expect(isSameTask(one, { ...one, seed: 2 })).toBe(false);
  expect(isSameTask(one, task("recommended"))).toBe(false);
});
