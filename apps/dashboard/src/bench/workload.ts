import { join } from "node:path";
import {
  adam,
  createLearner,
  createMachine,
  defaultSettings,
  fold,
  type Images,
  initialState,
  key,
  type Machine,
  openBackend,
  type States,
  states,
  takeStep,
  wakeSleep,
} from "@helmholtz/core";
import { holdBackend } from "./hold-backend.ts";
import { writeNumbers } from "./number-files.ts";
import { flattenMachine, IMAGES_FILE, sizesOf, weightsFile } from "./protocol.ts";

/** What all engines work on: files in one directory, and the same on the host. */
export interface Workload {
  readonly directory: string;
  /** All images. */
  readonly images: States;
  /** The machine that everybody begins with. */
  machine(net: string): Machine;
}

const STEPS = 400;
const BATCH = 20;

/**
 * Writes the images and a machine for every net. The machines have learnt a little, so that as
 * many units are on as while training.
 *
 * @throws RangeError when a net's visible layer does not fit the images.
 */
export async function createWorkload(
  directory: string,
  {
    images,
    nets,
    onProgress,
  }: {
    images: Images;
    nets: readonly string[];
    onProgress: (netsDone: number) => void;
  },
): Promise<Workload> {
  const all = images.draw(
    Uint32Array.from({ length: images.size }, (_, n) => n),
    key(0),
  );
  await writeNumbers(join(directory, IMAGES_FILE), all.data);
  const machines = new Map<string, Machine>();
  for (const net of nets) {
    onProgress(machines.size);
    const machine = await pretrain(sizesOf(net), all);
    await writeNumbers(join(directory, weightsFile(net)), flattenMachine(machine));
    machines.set(net, machine);
  }
  return {
    directory,
    images: all,
    machine(net) {
      const machine = machines.get(net);
      if (!machine) throw new Error(`workload: there is no machine ${net}`);
      return machine;
    },
  };
}

/** Rows `first` … `first + count − 1`, a view. */
export function rowsOf({ units, data }: States, first: number, count: number): States {
  return states(count, units, data.subarray(first * units, (first + count) * units));
}

async function pretrain(sizes: readonly number[], images: States): Promise<Machine> {
  if (sizes[0] !== images.units) {
    throw new RangeError(
      `bench: a visible layer of ${images.units} units is needed, as the images have, got ${sizes.join("-")}`,
    );
  }
  const optimizer = adam();
  const start = initialState(createMachine(sizes, key(0)), optimizer);
  const opened = await openBackend(defaultSettings.backend);
  await using held = holdBackend(opened.backend);
  const { backend } = held;
  const learner = createLearner(start, { backend, optimizer });
  const rule = wakeSleep();
  const whole = Math.floor(images.rows / BATCH);
  for (let step = 0; step < STEPS; step++) {
    using _ = backend.arena();
    const batch = rowsOf(images, (step % whole) * BATCH, BATCH);
    const done = takeStep(rule, learner, batch, fold(key(0), step));
    if (done) await done;
  }
  return (await learner.state(STEPS)).machine;
}
