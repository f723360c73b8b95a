import type { Backend } from "../../backend.ts";
import { type Matrix, matrix, states } from "../../matrix.ts";
import { sgd } from "../../optimizers.ts";
import { key } from "../../random.ts";
import { BackendError } from "../backend-error.ts";
import { type GpuJsMode, gpuJsModes } from "./modes.ts";

/** A backend, and why it is this one. */
export interface Choice<B> {
  readonly backend: B;
  readonly notice: string;
}

/**
 * Tries every mode that can be opened here, and keeps the fastest.
 *
 * @throws BackendError where none can be opened.
 */
export async function chooseMode<B extends Backend & AsyncDisposable>(
  open: (mode: GpuJsMode) => Promise<B>,
): Promise<Choice<B>> {
  const trials: { mode: GpuJsMode; milliseconds: number }[] = [];
  const refusals: string[] = [];
  for (const mode of gpuJsModes) {
    try {
      await using backend = await open(mode);
      trials.push({ mode, milliseconds: await measure(backend) });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      refusals.push(error.message);
    }
  }
  trials.sort((a, b) => a.milliseconds - b.milliseconds);
  if (trials.length === 0) {
    throw new BackendError(`gpujs:auto: no mode is possible here: ${refusals.join("; ")}`);
  }
  const [{ mode }] = trials;
  const times = trials.map(({ mode, milliseconds }) => `${mode} ${milliseconds.toFixed(1)}`);
  return {
    backend: await open(mode),
    notice: `gpujs:auto: ${mode} was the fastest in a short trial (${times.join(", ")} ms a step)`,
  };
}

const INPUTS = 784;
const UNITS = 200;
const BATCH = 20;
const TRIAL_MS = 100;

// Milliseconds of sampling from one layer and teaching it, without what the first time costs.
async function measure<M, S>(backend: Backend<M, S>): Promise<number> {
  using _ = backend.arena();
  const upload = (m: Matrix) => backend.upload(m);
  const layer = { weights: upload(matrix(INPUTS, UNITS)), bias: upload(matrix(1, UNITS)) };
  const x = backend.uploadStates(states(BATCH, INPUTS));
  const update = { optimizer: sgd(), rate: 0, count: 1, moments: [], nonNegative: false };
  const step = async () => {
    using _ = backend.arena();
    backend.learn(layer, x, backend.sample(layer, x, key(0)), update);
    await backend.read(layer.bias);
  };
  await step();
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < TRIAL_MS) {
    await step();
    steps++;
  }
  return (performance.now() - start) / steps;
}
