import { describe, expect, test } from "vitest";
import { createActs } from "../src/acts.ts";
import { cpu } from "../src/backends/cpu.ts";
import { dream, recognize } from "../src/inference.ts";
import { createLearner, type initialState } from "../src/learning/learner.ts";
import { takeStep } from "../src/learning/rule.ts";
import { wakeSleep } from "../src/learning/wake-sleep.ts";
import type { Layer, Machine } from "../src/machine.ts";
import { matrix, type States } from "../src/matrix.ts";
import { adam } from "../src/optimizers.ts";
import { fold, key } from "../src/random.ts";
import type { PhasesEvent, TrainEvent } from "../src/run/events.ts";
import { type TrainOptions, train } from "../src/train.ts";
import { copyMachine, fixedImages, randomMachine } from "./fixtures/machines.ts";

const rows = Array.from({ length: 23 }, (_, n) => [n & 1, (n >> 1) & 1, (n >> 2) & 1, n % 3 && 1]);
const small: TrainOptions = {
  machine: randomMachine([4, 3, 2]),
  data: { name: "rows", train: fixedImages(rows), valid: fixedImages(rows.slice(0, 9)) },
  steps: 20,
  batch: 8,
  seed: 3,
  reportEvery: 10,
  checkpointEvery: 10,
};

describe("a report", () => {
  test("has the root mean square of each layer's weights", async () => {
    const seen = await events({ ...small, steps: 0 });
    const [report] = ofType(seen, "evaluate");
    const { generative, recognition } = small.machine;
    expect(report.weightNorms).toEqual({
      generative: [norm(generative[0]), norm(generative[1])],
      recognition: recognition.map(norm),
    });
  });

  test("shows both phases with the first held-out images, the same random numbers every time", async () => {
    const still = await events({ ...small, optimizer: adam({ rate: 0 }) });
    const phases = ofType(still, "phases");
    expect(phases.map(({ step }) => step)).toEqual([0, 1, 2, 3, 5, 10, 20]);
    for (const { step: _, ...event } of phases) {
      const { step: __, ...first } = phases[0];
      expect(event).toEqual(first);
    }
    const { of, wake, sleep } = phases[0];
    expect(of).toBe("report");
    expect(bits(wake.states[0])).toEqual(rows.slice(0, 6).flat());
    const shapes = (list: readonly { rows: number; cols: number }[]) =>
      list.map(({ rows, cols }) => [rows, cols]);
    expect(shapes(wake.states)).toEqual([
      [6, 4],
      [6, 3],
      [6, 2],
    ]);
    expect(shapes(wake.predictions)).toEqual([
      [6, 4],
      [6, 3],
      [6, 2],
    ]);
    expect(shapes(sleep.states)).toEqual([
      [6, 4],
      [6, 3],
      [6, 2],
    ]);
    expect(shapes(sleep.predictions)).toEqual([
      [6, 3],
      [6, 2],
    ]);
    expectPredictions(small.machine, phases[0]);
  });

  test("says how often each unit is on when its images are recognized", async () => {
    const machine = copyMachine(small.machine);
    // Units that recognize nothing but their bias, and the first pixel.
    const sure = (inputs: number, bias: readonly number[], first: readonly number[]): Layer => {
      const weights = matrix(inputs, bias.length);
      weights.data.set(first);
      return { weights, bias: matrix(1, bias.length, Float32Array.from(bias)) };
    };
    const recognition = [sure(4, [99, -99, -99], [0, 0, 198]), sure(3, [99, -99], [0, 0])];
    const seen = await events({ ...small, machine: { ...machine, recognition }, steps: 0 });
    const [{ activity }] = ofType(seen, "phases");
    expect(activity?.map(({ data }) => [...data])).toEqual([
      [1, 0, Math.fround(4 / 9)], // of the 9 held-out images 1, 3, 5 and 7 have the first pixel
      [1, 0],
    ]);
  });

  test("shows fewer images where there are fewer", async () => {
    const data = { name: "rows", train: fixedImages(rows.slice(0, 2)) };
    const [{ wake, sleep }] = ofType(
      await events({ ...small, data, batch: 1, steps: 0 }),
      "phases",
    );
    expect([wake.states[0].rows, sleep.states[0].rows]).toEqual([2, 2]);
  });
});

describe("−log p", () => {
  test("is estimated at each checkpoint after the first, and at the end", async () => {
    const seen = await events({ ...small, steps: 25, likelihoodSamples: 5, likelihoodImages: 7 });
    const estimates = ofType(seen, "likelihood");
    expect(estimates.map(({ step }) => step)).toEqual([10, 20, 25]);
    for (const estimate of estimates) {
      expect(estimate).toMatchObject({ samples: 5, images: 7, epoch: estimate.step / 2 });
      expect(estimate.nll).toBeLessThan(estimate.freeEnergy); // Jensen
      expect(estimate.nllStandardError).toBeGreaterThan(0);
    }
  });

  test("is not estimated with 0 samples", async () => {
    const seen = await events({ ...small, likelihoodSamples: 0 });
    expect(ofType(seen, "likelihood")).toEqual([]);
  });

  test("changes nothing of what is learned", async () => {
    const machines = [0, 3].map(async (likelihoodSamples) =>
      ofType(await events({ ...small, likelihoodSamples }), "end").map(({ machine }) => machine),
    );
    expect(await machines[0]).toEqual(await machines[1]);
  });
});

// What training does at a step, taken apart by hand.
describe("a step that is watched shows", () => {
  const backend = cpu();
  const seed = key(3);
  const optimizer = adam();

  test("by phase: what wake recognized, and what sleep will dream", async () => {
    const { machine, half } = await watched(4);
    expect(half).toMatchObject({ type: "phases", step: 4, of: "step", phase: "wake" });
    const { batch, stepKey, learner } = await before(4, machine);
    const seen = recognize(backend, learner.machine, batch, fold(stepKey, 0));
    expect(half.wake.states.map(bits)).toEqual(seen.slice(0, 3).map(firstSix));

    takeStep(wakeSleep({ sleep: [] }), learner, batch, stepKey);
    const dreamt = dream(backend, learner.machine, 8, fold(stepKey, 1));
    expect(half.sleep.states.map(bits)).toEqual(dreamt.slice(0, 3).map(firstSix));
    expectPredictions(learner.machine, half);
  });

  test("whole: what wake recognized and sleep dreamt, and what is predicted of it now", async () => {
    const { machine, half, whole } = await watched(4);
    expect(whole).toMatchObject({ type: "phases", step: 5, of: "step" });
    expect(whole.phase).toBeUndefined();
    expect(whole.wake.states).toEqual(half.wake.states);
    expect(whole.sleep.states).toEqual(half.sleep.states);
    const { batch, stepKey, learner } = await before(4, machine);
    takeStep(wakeSleep(), learner, batch, stepKey);
    expectPredictions(learner.machine, whole);
  });

  // The machine before a step, and what is told of both halves of it.
  async function watched(step: number) {
    const acts = createActs();
    const seen: TrainEvent[] = [];
    const options = { ...small, backend, optimizer, reportEvery: 1, checkpointEvery: 1, acts };
    for await (const event of train({ ...options, steps: step + 1 })) {
      seen.push(event);
      if (event.type !== "checkpoint" || event.step !== step) continue;
      acts.push({ type: "advance", by: "phase" });
      acts.push({ type: "advance", by: "phase" });
    }
    const state = ofType(seen, "checkpoint").find((event) => event.step === step)?.state;
    const [half, whole] = ofType(seen, "phases").filter((event) => event.of === "step");
    if (!state) throw new Error("no checkpoint");
    return { machine: state, half, whole };
  }

  async function before(step: number, state: ReturnType<typeof initialState>) {
    const drawKey = fold(fold(seed, 1), step);
    const order = await orderOf(step);
    const batch = small.data.train.draw(order, fold(drawKey, 0));
    return {
      batch,
      stepKey: fold(drawKey, 1),
      learner: createLearner(state, { backend, optimizer }),
    };
  }

  // Which images a step takes.
  async function orderOf(step: number): Promise<number[]> {
    const drawn: number[][] = [];
    const images = small.data.train;
    const watching = {
      ...images,
      draw(indices: ArrayLike<number>, k: Parameters<typeof images.draw>[1]) {
        drawn.push(Array.from(indices));
        return images.draw(indices, k);
      },
    };
    const options = { ...small, reportEvery: 1000, likelihoodSamples: 0, steps: step + 1 };
    await events({ ...options, data: { ...small.data, train: watching } });
    return drawn.filter(({ length }) => length === 8)[step];
  }
});

function expectPredictions(machine: Machine, { wake, sleep }: PhasesEvent): void {
  machine.generative.forEach((layer, l) => {
    const above = wake.states[l + 1] ?? matrix(wake.states[0].rows, 0);
    expectProbabilities(wake.predictions[l], layer, above);
  });
  machine.recognition.forEach((layer, l) => {
    expectProbabilities(sleep.predictions[l], layer, sleep.states[l]);
  });
}

// σ(x · weights + bias), image by image and unit by unit.
function expectProbabilities(
  got: (typeof small.machine.generative)[0]["bias"],
  layer: Layer,
  x: typeof got,
): void {
  for (let n = 0; n < x.rows; n++) {
    for (let j = 0; j < got.cols; j++) {
      let sum = layer.bias.data[j];
      for (let i = 0; i < x.cols; i++) {
        sum += x.data[n * x.cols + i] * layer.weights.data[i * got.cols + j];
      }
      expect(got.data[n * got.cols + j]).toBeCloseTo(1 / (1 + Math.exp(-sum)), 5);
    }
  }
}

async function events(options: TrainOptions): Promise<TrainEvent[]> {
  const seen: TrainEvent[] = [];
  for await (const event of train(options)) seen.push(event);
  return seen;
}

function ofType<T extends TrainEvent["type"]>(seen: readonly TrainEvent[], type: T) {
  return seen.filter((event): event is Extract<TrainEvent, { type: T }> => event.type === type);
}

function norm({ weights }: Layer): number {
  const squares = Array.from(weights.data, (weight) => weight ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function bits({ data }: { data: Iterable<number> }): number[] {
  return [...data];
}

function firstSix({ data, units }: States): number[] {
  return [...data.subarray(0, 6 * units)];
}
