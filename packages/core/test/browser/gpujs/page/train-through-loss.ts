import {
  type Backend,
  bars,
  createMachine,
  key,
  type StartEvent,
  sgd,
  type TrainOptions,
  train,
} from "@helmholtz/core";

/** How the runs that made up one training began, and all numbers of its machine. */
export interface Training {
  readonly starts: Pick<StartEvent, "step" | "backend" | "notice">[];
  readonly numbers: number[];
}

const options: TrainOptions = {
  machine: createMachine([16, 8, 1], key(1)),
  data: bars(),
  optimizer: sgd(),
  steps: 60,
  batch: 10,
  checkpointEvery: 10,
  reportEvery: 100,
  reportImages: 20,
};

/** Trains on bars, and calls `lose` once, at a report between two checkpoints. */
export async function trainThroughLoss(backend: Backend, lose: () => void): Promise<Training> {
  const starts: Training["starts"] = [];
  let numbers: number[] = [];
  for await (const event of train({ ...options, backend })) {
    if (event.type === "start") {
      const { step, backend, notice } = event;
      starts.push({ step, backend, notice });
    }
    if (event.type === "evaluate" && event.step === 25 && starts.length === 1) lose();
    if (event.type === "end") {
      const { generative, recognition } = event.machine;
      numbers = [...generative, ...recognition].flatMap(({ weights, bias }) => [
        ...weights.data,
        ...bias.data,
      ]);
    }
  }
  return { starts, numbers };
}
