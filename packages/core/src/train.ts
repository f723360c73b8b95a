import type { Backend } from "./backend.ts";
import { LostBackendError } from "./backends/backend-error.ts";
import { breathe } from "./breathe.ts";
import { DataError } from "./datasets/data-error.ts";
import type { Dataset, Images } from "./datasets/dataset.ts";
import { dreamImages } from "./inference.ts";
import {
  createLearner,
  initialState,
  readMachine,
  type TrainingState,
  trainingBytes,
} from "./learning/learner.ts";
import type { LearningRule } from "./learning/rule.ts";
import { wakeSleep } from "./learning/wake-sleep.ts";
import { evaluate } from "./likelihood.ts";
import type { Machine } from "./machine.ts";
import { adam, type Optimizer } from "./optimizers.ts";
import { fold, type Key, permutation, key as seedKey } from "./random.ts";
import { openBackend } from "./registry.ts";
import type { Description, TrainEvent } from "./run/events.ts";

export interface TrainOptions {
  /** The machine to begin with; it is not changed. */
  machine: Machine;
  data: Dataset;
  /** Steps in all, those done before `resume` included. */
  steps: number;
  /** Default `wakeSleep()`. */
  rule?: LearningRule;
  /** Default `adam()`. */
  optimizer?: Optimizer;
  /** Keep the generative weights into the visible layer at or above 0. Default false. */
  nonNegative?: boolean;
  /** Default the fastest that is possible, see `openBackend`. */
  backend?: Backend;
  /** Why it is this backend, for the start event. */
  notice?: string;
  /** Default 0. */
  seed?: number;
  /** Images per step; 1 is online learning. Default 20. */
  batch?: number;
  /** Steps between reports (evaluation, dreams, weights). Default an epoch, but at most 10,000 images. */
  reportEvery?: number;
  /** Steps between checkpoints. Default the least number of whole epochs that has 50,000 images. */
  checkpointEvery?: number;
  /** Images of each split in a report. Default 500; the end of all steps is measured on all that are held out. */
  reportImages?: number;
  /** Dreams in a report. Default 24. */
  dreams?: number;
  /** Continue from this state instead of from `machine`. */
  resume?: TrainingState;
  /** Stops after the step under way, with a checkpoint. */
  signal?: AbortSignal;
}

/** Steps in one pass over `images`: an incomplete batch is left out, another one in every pass. */
export function stepsPerEpoch(images: Images, batch: number): number {
  return Math.floor(images.size / batch);
}

// Longest time without giving timers, keys and paints a turn.
const BREATH_MS = 16;

/**
 * Trains, reporting as it goes. Nothing runs until the first event is asked for, and leaving the
 * loop ends the run. The same options give the same events and the same machine, in one go or
 * with `resume`.
 *
 * A backend that is lost on the way is replaced by the fastest that is possible: the run starts once
 * more from its last checkpoint, and that start event says why.
 *
 * @throws RangeError for options that cannot be: sizes that do not fit the data, a batch of 0.
 * @throws DataError for a batch that needs more images than there are.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainEvent, Machine> {
  const { machine, optimizer = adam() } = options;
  const openFastest = () => openBackend("wasm", { bytes: trainingBytes(machine.sizes, optimizer) });
  let { backend, notice } = options.backend
    ? { backend: options.backend, notice: options.notice }
    : await openFastest();
  let resume = options.resume ?? initialState(machine, optimizer);
  while (true) {
    try {
      for await (const event of trainOn(backend, { ...options, optimizer, notice, resume })) {
        if (event.type === "checkpoint") resume = event.state;
        yield event;
        if (event.type === "end") return event.machine;
      }
    } catch (error) {
      if (!(error instanceof LostBackendError)) throw error;
      ({ backend } = await openFastest());
      notice = `${error.message}: ${backend.name} does, from step ${resume.step}`;
    }
  }
}

// One run on one backend, from one start event to the end.
async function* trainOn(
  backend: Backend,
  {
    data,
    steps,
    rule = wakeSleep(),
    optimizer,
    nonNegative = false,
    notice,
    seed = 0,
    batch = 20,
    dreams = 24,
    reportImages = 500,
    resume,
    signal,
    ...options
  }: TrainOptions & { optimizer: Optimizer; resume: TrainingState },
): AsyncGenerator<TrainEvent, void> {
  check(resume.machine, data, steps, batch);
  const epoch = stepsPerEpoch(data.train, batch);
  const {
    reportEvery = Math.min(epoch, Math.ceil(10_000 / batch)),
    checkpointEvery = epoch * Math.ceil(50_000 / (epoch * batch)),
  } = options;
  const root = seedKey(seed);
  const [orderKey, stepKey, reportKey] = [fold(root, 0), fold(root, 1), fold(root, 2)];
  const learner = createLearner(resume, { backend, optimizer, nonNegative });
  const order = batches(data.train, batch, orderKey);
  let step = resume.step;

  const describe = async (images: Images, key: Key, limit?: number): Promise<Description> => {
    const result = await evaluate(backend, learner.machine, images, key, { samples: 1, limit });
    const { descriptionLength, layers } = result;
    return { images: result.images, descriptionLength, layers };
  };
  const [trainKey, validKey, dreamKey] = [0, 1, 2].map((i) => fold(reportKey, i));

  async function* report(): AsyncGenerator<TrainEvent> {
    const train = await describe(data.train, trainKey, reportImages);
    const valid = data.valid ? await describe(data.valid, validKey, reportImages) : train;
    yield { type: "evaluate", step, epoch: step / epoch, ...valid, train };
    using _ = backend.arena();
    const pixels = dreamImages(backend, learner.machine, dreams, dreamKey);
    yield { type: "dream", step, images: await backend.read(pixels) };
    yield { type: "weights", step, machine: await readMachine(backend, learner.machine) };
  }

  yield {
    type: "start",
    step,
    steps,
    stepsPerEpoch: epoch,
    batch,
    sizes: resume.machine.sizes,
    width: data.train.width,
    height: data.train.height,
    rule: rule.name,
    optimizer: optimizer.name,
    backend: backend.name,
    ...(notice && { notice }),
    data: data.name,
    trainImages: data.train.size,
    validImages: data.valid?.size ?? 0,
    seed,
  };
  if (step === 0) {
    yield* report();
    yield { type: "checkpoint", step, state: await learner.state(step) };
  }

  const early = new Set([1 / 16, 1 / 8, 1 / 4, 1 / 2].map((part) => Math.ceil(reportEvery * part)));
  let breathed = performance.now();
  while (step < steps && !signal?.aborted) {
    {
      using _ = backend.arena();
      const k = fold(stepKey, step);
      const seen = data.train.draw(order(step), fold(k, 0));
      const done = rule.step(learner, seen, fold(k, 1));
      if (done) await done;
    }
    step++;
    const last = step === steps;
    if (last || step % reportEvery === 0 || early.has(step)) {
      yield* report();
    }
    if (!last && step % checkpointEvery === 0) {
      yield { type: "checkpoint", step, state: await learner.state(step) };
    }
    if (performance.now() - breathed > BREATH_MS) {
      yield { type: "progress", step };
      await breathe();
      breathed = performance.now();
    }
  }

  const end = await learner.state(step);
  yield { type: "checkpoint", step, state: end };
  if (step < steps) {
    yield { type: "end", step, reason: "stopped", machine: end.machine };
  } else {
    const heldOut = await describe(data.valid ?? data.train, validKey);
    yield { type: "end", step, reason: "done", heldOut, machine: end.machine };
  }
}

function check(machine: Machine, { train }: Dataset, steps: number, batch: number): void {
  const pixels = train.width * train.height;
  if (machine.sizes[0] !== pixels) {
    throw new RangeError(
      `train: images of ${train.width} x ${train.height} need ${pixels} visible units, got ${machine.sizes[0]}`,
    );
  }
  if (!Number.isSafeInteger(steps) || steps < 0) {
    throw new RangeError(`train: steps must be an integer of at least 0, got ${steps}`);
  }
  if (!Number.isSafeInteger(batch) || batch < 1) {
    throw new RangeError(`train: a batch takes at least 1 image, got ${batch}`);
  }
  if (batch > train.size) {
    throw new DataError(
      `train: a batch of ${batch} needs as many images, there are ${train.size}; use a smaller batch`,
    );
  }
}

// Which images a step learns from: every pass goes through them in another random order.
function batches(images: Images, batch: number, key: Key): (step: number) => Uint32Array {
  const perEpoch = stepsPerEpoch(images, batch);
  let epoch = -1;
  let order: Uint32Array = new Uint32Array();
  return (step) => {
    const now = Math.floor(step / perEpoch);
    if (now !== epoch) {
      epoch = now;
      order = permutation(images.size, fold(key, epoch));
    }
    const from = (step % perEpoch) * batch;
    return order.subarray(from, from + batch);
  };
}
