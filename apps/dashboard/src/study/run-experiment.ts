import {
  type Backend,
  createLearner,
  createMachine,
  type Dataset,
  type Description,
  dreamImages,
  type Evaluation,
  evaluate,
  fold,
  type Images,
  initialState,
  type Key,
  key,
  mapMachine,
  permutation,
  type TrainEvent,
} from "@helmholtz/core";
import { dimImages } from "./dim-images.ts";
import { learnBatch } from "./learn-batch.ts";
import { MAX_IMAGES, rateAt, type Training } from "./protocols.ts";
import type { Measures, StudyEpoch, StudyRun } from "./results.ts";
import type { StudyTask } from "./study-task.ts";

/** What a training found, wherever it is stored. */
export type Finding = Omit<StudyRun, "run">;

/** Images of an experiment's classes, some to learn from and some held out. */
export type ExperimentData = Required<Pick<Dataset, "name" | "train" | "valid">>;

export interface ExperimentOptions {
  data: ExperimentData;
  /** Why it is this backend, for the start event. */
  notice?: string;
  /** Called now and then with the part of the work that is done, from 0 to 1. */
  onProgress?: (part: number) => void;
}

// What is measured after each epoch, with one sample an image.
const EPOCH_IMAGES = 500;
const DREAMS = 24;

// What is measured at the end, as `helmholtz evaluate --limit 10000` does.
const FINAL = { samples: 50, limit: 10_000 };
const FINAL_KEY = key(0);

/** Whole batches that an epoch has. */
export function batchesPerEpoch({ size }: Images, { batch }: Training): number {
  return Math.floor(Math.min(size, MAX_IMAGES) / batch);
}

/**
 * Trains and measures one experiment: yields the events of an ordinary run, returns what was found.
 *
 * Whatever the protocol learns from, the true measures are of the same bits: grey levels over 255.
 */
export async function* runExperiment<M, S>(
  backend: Backend<M, S>,
  task: StudyTask,
  { data, notice, onProgress }: ExperimentOptions,
): AsyncGenerator<TrainEvent, Finding> {
  const { name, protocol, seed, experiment, training } = task;
  const { train, valid } = data;
  const { optimizer, initialization, epochs, batch } = training;
  const learnt = training.greyLevels === 256 ? dimImages(train) : train;
  const perEpoch = batchesPerEpoch(train, training);
  const steps = epochs * perEpoch;
  const sizes = [train.width * train.height, ...training.hidden];
  const keys = studyKeys(seed);
  const phases = { ...experiment, measure: training.starterCost };
  const work = createWorkMeter(steps * batch, train, valid, onProgress);

  yield {
    ...{ type: "start", step: 0, steps, stepsPerEpoch: perEpoch, batch, sizes },
    ...{ width: train.width, height: train.height, rule: "wake-sleep", optimizer: optimizer.name },
    ...{ backend: backend.name, ...(notice && { notice }), data: data.name },
    ...{ trainImages: train.size, validImages: valid.size, seed },
  };
  let state = initialState(createMachine(sizes, key(seed), { initialization }), optimizer);
  yield { type: "checkpoint", step: 0, state };

  const found: StudyEpoch[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    using _ = backend.arena();
    const rate = rateAt(training, epoch);
    const learner = createLearner(state, { backend, optimizer: { ...optimizer, rate } });
    const { machine } = learner;
    const order = epochOrder(learnt, training, keys.order, epoch);
    const drawKey = fold(keys.draw, epoch);
    let step = state.step;
    let cost = 0;
    for (let b = 0; b < perEpoch; b++, step++) {
      using _ = backend.arena();
      const seen = learnt.draw(order.subarray(b * batch, (b + 1) * batch), drawKey);
      cost += await learnBatch(learner, seen, fold(keys.step, step), phases);
      work.done(batch);
    }
    state = await learner.state(step);

    const sampled = (images: Images, key: Key) =>
      evaluate(backend, machine, images, key, { samples: 1, limit: EPOCH_IMAGES });
    const onTrain = await sampled(train, keys.train);
    const heldOut = await sampled(valid, keys.heldOut);
    yield { type: "evaluate", step, epoch, ...describe(heldOut), train: describe(onTrain) };
    found.push({
      epoch,
      starterCost: training.starterCost ? cost : null,
      train: costs(onTrain),
      heldOut: costs(heldOut),
    });
    if (epoch === 1 || epoch === epochs || epoch % Math.ceil(epochs / 10) === 0) {
      const images = dreamImages(backend, machine, DREAMS, keys.dream);
      yield { type: "dream", step, images: await backend.read(images) };
    }
  }
  yield { type: "checkpoint", step: steps, state };

  const machine = mapMachine(state.machine, (m) => backend.upload(m));
  const measure = (images: Images) =>
    evaluate(backend, machine, images, FINAL_KEY, { ...FINAL, onProgress: work.measuring() });
  const onTrain = await measure(train);
  const heldOut = await measure(valid);
  yield {
    ...{ type: "end", step: steps, reason: "done", machine: state.machine },
    heldOut: describe(heldOut),
  };

  const starterCosts = found.flatMap(({ starterCost }) => starterCost ?? []);
  return {
    ...{ name, protocol, seed, reported: experiment.reported, sizes, rate: optimizer.rate },
    images: perEpoch * batch,
    epochs: found,
    starterCostBest: training.starterCost ? Math.min(...starterCosts) : null,
    starterCostLast: starterCosts.at(-1) ?? null,
    cost: onTrain.cost,
    descriptionLength: heldOut.descriptionLength,
    nll: heldOut.nll,
    train: measures(onTrain),
    heldOut: measures(heldOut),
  };
}

function studyKeys(seed: number) {
  // Stream 0 and 1 of a seed are its machine's.
  const stream = (i: number) => fold(key(seed), 2 + i);
  return {
    order: stream(0),
    draw: stream(1),
    step: stream(2),
    train: stream(3),
    heldOut: stream(4),
    dream: stream(5),
  };
}

function epochOrder(images: Images, { reshuffle }: Training, key: Key, epoch: number): Uint32Array {
  const size = Math.min(images.size, MAX_IMAGES);
  return permutation(size, fold(key, reshuffle ? epoch : 0));
}

function costs({ cost, descriptionLength }: Evaluation) {
  return { cost, descriptionLength };
}

function describe({ images, descriptionLength, layers }: Evaluation): Description {
  return { images, descriptionLength, layers };
}

function measures(evaluation: Evaluation): Measures {
  const { images, cost, descriptionLength, layers, nll, nllStandardError } = evaluation;
  return { images, cost, descriptionLength, layers, nll, nllStandardError };
}

// A sample that is measured takes about this part of the time of an image that is learnt from.
const SAMPLE_WORK = 0.3;
const REPORT_MS = 100;

function createWorkMeter(
  learning: number,
  train: Images,
  valid: Images,
  onProgress: (part: number) => void = () => {},
) {
  const final = (images: Images) => Math.min(images.size, FINAL.limit) * FINAL.samples;
  const total = learning + SAMPLE_WORK * (final(train) + final(valid));
  let work = 0;
  let told = 0;
  const done = (images: number) => {
    work += images;
    if (performance.now() - told < REPORT_MS) return;
    told = performance.now();
    onProgress(work / total);
  };
  return {
    done,
    /** For one evaluation at the end. */
    measuring() {
      let before = 0;
      return (images: number) => {
        done(SAMPLE_WORK * FINAL.samples * (images - before));
        before = images;
      };
    },
  };
}
