import {
  bars,
  binaryImages,
  createMachine,
  type Dataset,
  type DreamEvent,
  holdOut,
  interleave,
  key,
  type Machine,
  type PhasesEvent,
  smallDigits,
  train,
} from "@helmholtz/core";
import { digits } from "../../../src/machine/digits.ts";

/** A machine and what its run told last. */
export interface Trained {
  readonly data: Dataset;
  readonly machine: Machine;
  readonly dream: DreamEvent;
  readonly phases: PhasesEvent;
}

const problems = {
  bars: { hidden: [8, 1], steps: 1500, data: async () => bars() },
  small: { hidden: [36, 10], steps: 1500, data: async () => split("small", smallDigits) },
  digits: { hidden: [100, 30], steps: 1200, data: async () => split("digits", (grey) => grey) },
};

/** Trains for a second or two, always to the same machine. */
export async function trained(name: keyof typeof problems): Promise<Trained> {
  const { hidden, steps, data: open } = problems[name];
  const data = await open();
  const sizes = [data.train.width * data.train.height, ...hidden];
  let machine = createMachine(sizes, key(1));
  let dream: DreamEvent | undefined;
  let phases: PhasesEvent | undefined;
  const options = { reportEvery: steps, reportImages: 100, likelihoodSamples: 0, seed: 1 };
  for await (const event of train({ ...options, machine, data, steps })) {
    if (event.type === "dream") dream = event;
    if (event.type === "phases") phases = event;
    if (event.type === "end") machine = event.machine;
  }
  if (!dream || !phases) throw new Error("trained: a report is needed, none came");
  return { data, machine, dream, phases };
}

async function split(name: string, change: typeof smallDigits): Promise<Dataset> {
  const { train, valid } = holdOut(change(interleave(await digits())));
  return { name, train: binaryImages(train), valid: binaryImages(valid) };
}
