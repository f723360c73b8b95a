// The process that runs one of our own backends for the benchmark:
//
//   node backend-engine.js BACKEND DIRECTORY THREADS
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  adam,
  backends,
  createLearner,
  evaluate,
  fold,
  initialState,
  isBackendName,
  type Key,
  key,
  type Learner,
  type Machine,
  type Optimizer,
  type States,
  sgd,
  states,
  type TrainingState,
  wakeSleep,
} from "@helmholtz/core";
import { type HeldBackend, holdBackend } from "./hold-backend.ts";
import { readBits, readFloats, readIntegers, writeNumbers } from "./number-files.ts";
import {
  type Cell,
  type Checked,
  type CheckRequest,
  type EpochRequest,
  flattenMachine,
  type Greeting,
  IMAGES_FILE,
  type Learning,
  type Request,
  type RunRequest,
  SAMPLES,
  type Slice,
  shapeMachine,
  sizesOf,
  tasks,
  weightsFile,
} from "./protocol.ts";
import { createSlicer, startLap, type Work } from "./slices.ts";

const [name = "", directory = ".", threads = "1"] = process.argv.slice(2);
if (!isBackendName(name)) throw new Error(`backend-engine: there is no backend ${name}`);
const openBackend = backends[name];
const rule = wakeSleep();
const pixels = await readBits(join(directory, IMAGES_FILE));

const run = createRun();
const epoch = createEpochs();
say({ engine: await nameOfBackend(), tasks });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await answer(JSON.parse(line)));
  } catch (error) {
    say({ error: String(error) });
  }
}
await run.close();

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
  await using pupil = await begin(cell);
  const { learner } = pupil;
  const rows = consecutive(cell);
  if (cell.task === "evaluate") return { nll: await describe(learner, rows(0), key(seed)) };
  await learn(learner, rows, key(seed), 0, steps);
  const { machine } = await learner.state(steps);
  await writeNumbers(join(directory, out), flattenMachine(machine));
  return {};
}

// Keeps the learner of the last cell, to go on with it.
function createRun() {
  let current: { cell: string; pupil: Pupil; slice: ReturnType<typeof createSlicer> } | undefined;
  const close = async () => current?.pupil[Symbol.asyncDispose]();
  return {
    close,
    async slice({ seconds, ...request }: RunRequest): Promise<Slice> {
      const cell = `${request.task} ${request.net} ${request.batch}`;
      if (current?.cell !== cell) {
        await close();
        const pupil = await begin(request);
        const slice = createSlicer(workOf(pupil.learner, request), request.batch);
        current = { cell, pupil, slice };
      }
      return current.slice(seconds);
    },
  };
}

function workOf(learner: Learner, cell: Cell): Work {
  const rows = consecutive(cell);
  if (cell.task !== "evaluate") {
    return (from, count) => learn(learner, rows, key(0), from, count);
  }
  return async (from, count) => {
    for (let i = from; i < from + count; i++) await describe(learner, rows(i), key(i));
  };
}

// Goes on with the state of the last epoch. A learner has one rate, so every epoch has a new one.
function createEpochs(): (request: EpochRequest) => Promise<Slice> {
  let state: TrainingState | undefined;
  return async ({ net, batch, rate, epsilon, order: orderFile, out }) => {
    const optimizer = adam({ rate, epsilon });
    state ??= initialState(await startOf(net), optimizer);
    await using pupil = await teach(state, optimizer);
    const order = await readIntegers(join(directory, orderFile));
    const steps = Math.floor(order.length / batch);
    const first = state.step;
    const rows = gathered({ net, batch }, order, first);

    const lap = startLap();
    await learn(pupil.learner, rows, key(0), first, steps);
    const slice = lap(steps * batch);

    state = await pupil.learner.state(first + steps);
    await writeNumbers(join(directory, out), flattenMachine(state.machine));
    return slice;
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
    const done = rule.step(learner, rows(step), fold(key, step));
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

// A learner on a backend of its own, which ends with it: nothing of one cell is left in the next.
interface Pupil extends HeldBackend {
  readonly learner: Learner;
}

async function begin({ task, net, rate, epsilon }: Cell & Learning): Promise<Pupil> {
  const optimizer: Optimizer = task === "adam" ? adam({ rate, epsilon }) : sgd({ rate });
  return teach(initialState(await startOf(net), optimizer), optimizer);
}

async function teach(state: TrainingState, optimizer: Optimizer): Promise<Pupil> {
  const held = holdBackend(await openBackend({ threads: Number(threads) }));
  return { ...held, learner: createLearner(state, { backend: held.backend, optimizer }) };
}

async function nameOfBackend(): Promise<string> {
  await using held = holdBackend(await openBackend({ threads: Number(threads) }));
  return held.backend.name;
}

async function startOf(net: string): Promise<Machine> {
  return shapeMachine(sizesOf(net), await readFloats(join(directory, weightsFile(net))));
}

// Batches one after the other, views of all images.
function consecutive({ net, batch }: Cell): (index: number) => States {
  const [visible = 0] = sizesOf(net);
  const whole = Math.floor(pixels.length / (batch * visible));
  return (index) => {
    const first = (index % whole) * batch * visible;
    return states(batch, visible, pixels.subarray(first, first + batch * visible));
  };
}

// Batches in a given order, copied to one place.
function gathered(
  { net, batch }: { net: string; batch: number },
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

function say(line: Greeting | Checked | Slice | { error: string }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
