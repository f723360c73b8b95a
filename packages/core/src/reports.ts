import type { Backend } from "./backend.ts";
import type { Dataset, Images } from "./datasets/dataset.ts";
import { dreamImages, type Representation } from "./inference.ts";
import { readMachine } from "./learning/learner.ts";
import { type EvaluateOptions, evaluate } from "./likelihood.ts";
import type { Direction, Layer, Machine } from "./machine.ts";
import { type Matrix, matrix, type States } from "./matrix.ts";
import { drawSleep, drawWake, PHASE_IMAGES, sleepStates, wakeStates } from "./phase-states.ts";
import { fold, type Key } from "./random.ts";
import { type Epochs, epochAt } from "./run/epochs.ts";
import type {
  Description,
  LikelihoodEvent,
  PhasesEvent,
  TrainEvent,
  WeightsEvent,
} from "./run/events.ts";

/** What a training tells of its machine, as it is at a step: the same random numbers every time. */
export interface Reports {
  /** How well it does and what it dreams, and the machine itself. */
  look(step: number): AsyncGenerator<TrainEvent, unknown>;
  /** All of `look`, and what both phases do. */
  report(step: number): AsyncGenerator<TrainEvent>;
  /** −log p(d); undefined where no samples were asked for. */
  likelihood(step: number): Promise<LikelihoodEvent | undefined>;
  weights(step: number): Promise<WeightsEvent>;
  /** Description length of all held-out images; of the training images where none are held out. */
  heldOut(): Promise<Description>;
}

export interface ReportOptions {
  epochs: Epochs;
  /** Images of each split. */
  images: number;
  dreams: number;
  /** Samples per image of −log p(d); 0 for none. */
  likelihoodSamples: number;
  /** Images of −log p(d). */
  likelihoodImages: number;
  key: Key;
}

/** Reports on a machine that changes on its backend. */
export function createReports<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  data: Dataset,
  options: ReportOptions,
): Reports {
  const { epochs, dreams, likelihoodSamples } = options;
  const held = data.valid ?? data.train;
  const [trainKey, heldKey, dreamKey, phasesKey, likelihoodKey] = [0, 1, 2, 3, 4].map((i) =>
    fold(options.key, i),
  );

  const describe = async (
    images: Images,
    key: Key,
    asked: EvaluateOptions<S> = {},
  ): Promise<Description> => {
    const result = await evaluate(backend, machine, images, key, { samples: 1, ...asked });
    const { descriptionLength, layers } = result;
    return { images: result.images, descriptionLength, layers };
  };

  // Returns how often each unit is on when the report's images are recognized.
  async function* look(step: number): AsyncGenerator<TrainEvent, Matrix[]> {
    const limit = options.images;
    const counts = machine.sizes.slice(1).map((units) => new Float32Array(units));
    const onRecognized = async (s: Representation<S>) => {
      for (const [l, count] of counts.entries()) addRows(count, await backend.readStates(s[l + 1]));
    };
    const counted = { limit, onRecognized };
    const train = await describe(data.train, trainKey, data.valid ? { limit } : counted);
    const valid = data.valid ? await describe(data.valid, heldKey, counted) : train;
    const host = await readMachine(backend, machine);
    const weightNorms = normsOf(host);
    const epoch = epochAt(epochs, step);
    yield { type: "evaluate", step, epoch, ...valid, train, weightNorms };
    using _ = backend.arena();
    const pixels = dreamImages(backend, machine, dreams, dreamKey);
    yield { type: "dream", step, images: await backend.read(pixels) };
    yield { type: "weights", step, machine: host };
    const frequencies = counts.map((count) => count.map((on) => on / valid.images));
    return frequencies.map((frequency) => matrix(1, frequency.length, frequency));
  }

  const phases = async (step: number, activity: readonly Matrix[]): Promise<PhasesEvent> => {
    const count = Math.min(PHASE_IMAGES, held.size);
    const first = Array.from({ length: count }, (_, i) => i);
    const batch = held.draw(first, fold(phasesKey, 0));
    const key = fold(phasesKey, 1);
    const recognized = await drawWake(backend, machine, batch, key);
    const dreamt = await drawSleep(backend, machine, batch.rows, key);
    return {
      type: "phases",
      step,
      of: "report",
      wake: await wakeStates(backend, machine, recognized),
      sleep: await sleepStates(backend, machine, dreamt),
      activity,
    };
  };

  return {
    look,
    async *report(step) {
      const activity = yield* look(step);
      yield await phases(step, activity);
    },
    async likelihood(step) {
      if (likelihoodSamples === 0) return undefined;
      const asked = { samples: likelihoodSamples, limit: options.likelihoodImages };
      const result = await evaluate(backend, machine, held, likelihoodKey, asked);
      const { images, samples, nll, nllStandardError, freeEnergy } = result;
      return {
        type: "likelihood",
        step,
        epoch: epochAt(epochs, step),
        images,
        samples,
        nll,
        nllStandardError,
        freeEnergy,
      };
    },
    weights: async (step) => ({
      type: "weights",
      step,
      machine: await readMachine(backend, machine),
    }),
    heldOut: () => describe(held, heldKey),
  };
}

function addRows(sums: Float32Array, { data, units }: States): void {
  for (let at = 0; at < data.length; at += units) {
    for (let j = 0; j < units; j++) sums[j] += data[at + j];
  }
}

// Root mean square of the weights of each layer that has any.
function normsOf({ generative, recognition }: Machine): Record<Direction, number[]> {
  const norm = ({ weights: { data } }: Layer) => {
    let squares = 0;
    for (let i = 0; i < data.length; i++) squares += data[i] * data[i];
    return Math.sqrt(squares / data.length);
  };
  return { generative: generative.slice(0, -1).map(norm), recognition: recognition.map(norm) };
}
