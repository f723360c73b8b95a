import {
  adam,
  type Backend,
  createLearner,
  evaluate,
  fold,
  initialState,
  type Key,
  key,
  type Learner,
  type Machine,
  type Optimizer,
  type States,
  sgd,
  states,
  type TrainingState,
  takeStep,
  wakeSleep,
} from "@helmholtz/core";
import type { NumberFiles } from "./number-files.ts";
import {
  type Cell,
  type Checked,
  type CheckRequest,
  type EpochRequest,
  flattenMachine,
  IMAGES_FILE,
  type Learning,
  type Request,
  type RunRequest,
  SAMPLES,
  type Slice,
  shapeMachine,
  sizesOf,
  weightsFile,
} from "./protocol.ts";
import { createSlicer, startLap, type Work } from "./slices.ts";

/** What is one thing in Node and another in a page. */
export interface Host extends NumberFiles {
  /** Seconds that all processors together have worked for this engine so far. */
  cpuSeconds(): Promise<number>;
  /** That computes everything, as it does all of a training: V8 makes the best of a single one. */
  readonly backend: Backend;
}

/** One of our own backends, at the command of the benchmark. */
export interface Performer {
  /** Does what is asked; the next request only when this one is answered. */
  answer(request: Request): Promise<Checked | Slice>;
  close(): void;
}

/** A performer where `host` is. */
export async function createPerformer({ backend, ...host }: Host): Promise<Performer> {
  const pixels = await host.readBits(IMAGES_FILE);
  const run = createRun();
  const epoch = createEpochs();

  function answer(request: Request): Promise<Checked | Slice> {
    switch (request.do) {
      case "check":
        return check(request);
      case "run":
        return run.slice(request);
      case "epoch":
        return epoch(request);
      default:
        return request satisfies never;
    }
  }

  async function check({ steps, seed, out, ...cell }: CheckRequest): Promise<Checked> {
    using pupil = await begin(cell);
    const { learner } = pupil;
    const rows = consecutive(pixels, cell);
    if (cell.task === "evaluate") return { nll: await describe(learner, rows(0), key(seed)) };
    await learn(learner, rows, key(seed), 0, steps);
    const { machine } = await learner.state(steps);
    await host.writeFloats(out, flattenMachine(machine));
    return {};
  }

  // Keeps the learner of the last cell, to go on with it.
  function createRun() {
    let current: { cell: string; pupil: Pupil; slice: ReturnType<typeof createSlicer> } | undefined;
    const close = () => current?.pupil[Symbol.dispose]();
    return {
      close,
      async slice({ seconds, ...request }: RunRequest): Promise<Slice> {
        const cell = `${request.task} ${request.net} ${request.batch}`;
        if (current?.cell !== cell) {
          close();
          const pupil = await begin(request);
          const work = workOf(pupil.learner, request, consecutive(pixels, request));
          current = { cell, pupil, slice: createSlicer(work, request.batch, host.cpuSeconds) };
        }
        return current.slice(seconds);
      },
    };
  }

  // Goes on with the state of the last epoch. A learner has one rate, so every epoch has a new one.
  function createEpochs(): (request: EpochRequest) => Promise<Slice> {
    let state: TrainingState | undefined;
    return async ({ net, batch, rate, epsilon, order: orderFile, out }) => {
      const optimizer = adam({ rate, epsilon });
      state ??= initialState(await startOf(net), optimizer);
      using pupil = teach(state, optimizer);
      const order = await host.readIntegers(orderFile);
      const steps = Math.floor(order.length / batch);
      const first = state.step;
      const rows = gathered(pixels, { net, batch }, order, first);

      const lap = await startLap(host.cpuSeconds);
      await learn(pupil.learner, rows, key(0), first, steps);
      const slice = await lap(steps * batch);

      state = await pupil.learner.state(first + steps);
      await host.writeFloats(out, flattenMachine(state.machine));
      return slice;
    };
  }

  async function begin({ task, net, rate, epsilon }: Cell & Learning): Promise<Pupil> {
    const optimizer: Optimizer = task === "adam" ? adam({ rate, epsilon }) : sgd({ rate });
    return teach(initialState(await startOf(net), optimizer), optimizer);
  }

  function teach(state: TrainingState, optimizer: Optimizer): Pupil {
    const arena = backend.arena();
    const learner = createLearner(state, { backend, optimizer });
    return { learner, [Symbol.dispose]: () => arena[Symbol.dispose]() };
  }

  async function startOf(net: string): Promise<Machine> {
    return shapeMachine(sizesOf(net), await host.readFloats(weightsFile(net)));
  }

  return { answer, close: run.close };
}

// A learner whose memory is given back with it: nothing of one cell is left in the next.
interface Pupil extends Disposable {
  readonly learner: Learner;
}

const rule = wakeSleep();

function workOf(learner: Learner, { task }: Cell, rows: (index: number) => States): Work {
  if (task !== "evaluate") {
    return (from, count) => learn(learner, rows, key(0), from, count);
  }
  return async (from, count) => {
    for (let i = from; i < from + count; i++) await describe(learner, rows(i), key(i));
  };
}

// Steps as `train` takes them. A backend may hold work back: reading one small matrix waits for all.
async function learn(
  learner: Learner,
  rows: (step: number) => States,
  key: Key,
  from: number,
  count: number,
): Promise<void> {
  for (let step = from; step < from + count; step++) {
    using _ = learner.backend.arena();
    const done = takeStep(rule, learner, rows(step), fold(key, step));
    if (done) await done;
  }
  const prior = learner.machine.generative.at(-1);
  if (prior) await learner.backend.read(prior.bias);
}

// Mean −log p of these images, in nats.
async function describe({ backend, machine }: Learner, rows: States, key: Key): Promise<number> {
  const images = { size: rows.rows, width: rows.units, height: 1, draw: () => rows };
  const { nll } = await evaluate(backend, machine, images, key, { samples: SAMPLES });
  return nll;
}

// Batches one after the other, views of all images.
function consecutive(
  pixels: Uint8Array,
  { net, batch }: Pick<Cell, "net" | "batch">,
): (index: number) => States {
  const [visible = 0] = sizesOf(net);
  const whole = Math.floor(pixels.length / (batch * visible));
  return (index) => {
    const first = (index % whole) * batch * visible;
    return states(batch, visible, pixels.subarray(first, first + batch * visible));
  };
}

// Batches in a given order, copied to one place.
function gathered(
  pixels: Uint8Array,
  { net, batch }: Pick<Cell, "net" | "batch">,
  order: Uint32Array,
  firstStep: number,
): (step: number) => States {
  const [visible = 0] = sizesOf(net);
  const out = states(batch, visible);
  return (step) => {
    const from = (step - firstStep) * batch;
    for (let n = 0; n < batch; n++) {
      const image = (order[from + n] ?? 0) * visible;
      out.data.set(pixels.subarray(image, image + visible), n * visible);
    }
    return out;
  };
}
