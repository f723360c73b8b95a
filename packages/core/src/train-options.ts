import type { Acts } from "./acts.ts";
import type { Backend } from "./backend.ts";
import { DataError } from "./datasets/data-error.ts";
import type { Dataset } from "./datasets/dataset.ts";
import type { TrainingState } from "./learning/learner.ts";
import type { LearningRule } from "./learning/rule.ts";
import type { Machine } from "./machine.ts";
import type { Optimizer } from "./optimizers.ts";
import type { Epochs } from "./run/epochs.ts";

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
  /** Steps between reports (evaluation, dreams, weights, phases). Default an epoch, but at most 10,000 images. */
  reportEvery?: number;
  /** Steps between checkpoints. Default the least number of whole epochs that has 50,000 images. */
  checkpointEvery?: number;
  /** Images of each split in a report. Default 500; the end of all steps is measured on all that are held out. */
  reportImages?: number;
  /** Dreams in a report. Default 24. */
  dreams?: number;
  /** Samples per image of the estimates of −log p(d) at checkpoints; 0 for none. Default 10. */
  likelihoodSamples?: number;
  /** Images of such an estimate. Default 200. */
  likelihoodImages?: number;
  /** Continue from this state instead of from `machine`. */
  resume?: TrainingState;
  /** How many epochs were done by then, as in `RunState`. Default as many as with this batch and data. */
  epochs?: Epochs;
  /** Begin with a report and a checkpoint, as befits a state of `warmStart`. Default only where no step is done yet. */
  reportFirst?: boolean;
  /** What somebody does to the training on its way, from `createActs`. */
  acts?: Acts;
  /** Stops after the step under way, with a checkpoint. */
  signal?: AbortSignal;
}

/**
 * Checks that a machine can learn from the data in so many steps.
 *
 * @throws RangeError for a machine that does not fit the images, or numbers that cannot be.
 * @throws DataError for a batch that needs more images than there are.
 */
export function checkTrainable(
  machine: Machine,
  { train }: Dataset,
  steps: number,
  batch: number,
): void {
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
