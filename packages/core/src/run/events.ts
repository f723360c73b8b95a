import type { TrainingState } from "../learning/learner.ts";
import type { Direction, Machine } from "../machine.ts";
import type { Matrix } from "../matrix.ts";
import type { Rate } from "../optimizers.ts";

/**
 * What happens in a run. A run is its event stream: the log, the dashboard, the viewer and a test
 * consume the same events, live or replayed.
 */
export type TrainEvent =
  | StartEvent
  | ProgressEvent
  | ActEvent
  | EvaluateEvent
  | LikelihoodEvent
  | DreamEvent
  | PhasesEvent
  | WeightsEvent
  | CheckpointEvent
  | EndEvent;

/** Training begins, or continues from `step`. */
export interface StartEvent {
  readonly type: "start";
  /** Steps done before: 0 for a new run. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Images of one step. */
  readonly batch: number;
  /** Units of each layer, visible first. */
  readonly sizes: readonly number[];
  /** Pixels across and down of an image. */
  readonly width: number;
  readonly height: number;
  readonly rule: string;
  readonly optimizer: string;
  /** What computes. */
  readonly backend: string;
  /** Why another backend computes than was asked for. */
  readonly notice?: string;
  readonly data: string;
  /** Images to learn from, and images held out. */
  readonly trainImages: number;
  readonly validImages: number;
  readonly seed: number;
}

/** Where training is, many times a second; not kept in the log. */
export interface ProgressEvent {
  readonly type: "progress";
  readonly step: number;
}

/** Somebody did something to the run, at this step; it takes effect right after. */
export interface ActEvent {
  readonly type: "act";
  /** Steps done before it. */
  readonly step: number;
  readonly act: Act;
}

/** What one can do to a training under way. */
export type Act =
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  /** One phase or one whole step of a training that is paused, or is paused by this. */
  | { readonly type: "advance"; readonly by: "phase" | "step" }
  | Change
  /** A checkpoint now. */
  | { readonly type: "save" }
  /** Ends with a checkpoint. */
  | { readonly type: "stop" }
  /** Ends without one. */
  | { readonly type: "quit" };

/** Other settings from this step on. */
export interface Change {
  readonly type: "change";
  /** Options of the learning rule, such as `{ wake: [] }`; those not named stay as they are. */
  readonly rule?: Readonly<Record<string, unknown>>;
  readonly rate?: Rate;
}

/** How well the machine describes the data, one sample of Q per image. */
export interface EvaluateEvent extends Description {
  readonly type: "evaluate";
  readonly step: number;
  /** Passes over the training images, with fraction. */
  readonly epoch: number;
  /** The same measure on training images. */
  readonly train: Description;
  /**
   * Root mean square of the weights between layers l and l + 1, bottom up. Absent in logs of older
   * versions.
   */
  readonly weightNorms?: Readonly<Record<Direction, readonly number[]>>;
}

/** Description length of some images: on held-out ones where there are any. */
export interface Description {
  /** How many images were measured. */
  readonly images: number;
  /** F(d) in bits per image: equation 5. */
  readonly descriptionLength: number;
  /** Bits per image of each layer, visible first; they sum to `descriptionLength`. */
  readonly layers: readonly number[];
}

/** −log p(d) estimated by importance sampling, on held-out images where there are any. */
export interface LikelihoodEvent {
  readonly type: "likelihood";
  readonly step: number;
  /** Passes over the training images, with fraction. */
  readonly epoch: number;
  /** How many images were measured. */
  readonly images: number;
  /** Samples of Q per image. */
  readonly samples: number;
  /** −log p(d) in nats per image. */
  readonly nll: number;
  /** Standard error of `nll` over the images. */
  readonly nllStandardError: number;
  /** F(d) in nats per image, of the same samples: less `nll`, it estimates KL(Q ‖ P). */
  readonly freeEnergy: number;
}

/** What the machine dreams now; the same random numbers every time, so that dreams develop. */
export interface DreamEvent {
  readonly type: "dream";
  readonly step: number;
  /** [dreams × visible]: probability that each pixel is on. */
  readonly images: Matrix;
}

/** What both phases do with some images: states that one direction draws, and what the other predicts of them. */
export interface PhasesEvent {
  readonly type: "phases";
  readonly step: number;
  /**
   * `report`: the first held-out images, with the same random numbers every time. `step`: the
   * first images of the step just done, or half done, with its random numbers; not kept in the log.
   */
  readonly of: "report" | "step";
  /** Of a half-done step: the phase that was done last. */
  readonly phase?: string;
  /** States recognized from data, and what the generative direction predicts of them. */
  readonly wake: PhaseStates;
  /** States dreamt, and what the recognition direction predicts of them. */
  readonly sleep: PhaseStates;
  /**
   * [l]: how often each unit of layer l + 1 is on when the report's images are recognized:
   * [1 × units], 0 … 1. Only of a `report`.
   */
  readonly activity?: readonly Matrix[];
}

/** States of some images in every layer, drawn by one direction and predicted by the other. */
export interface PhaseStates {
  /** [l]: states of layer l, visible first: [images × units], 0 or 1. */
  readonly states: readonly Matrix[];
  /**
   * Probability that each unit is on, [images × units]. In wake [l] is of layer l given the states
   * of layer l + 1, for l = 0 … L, the top one being the prior. In sleep [l] is of layer l + 1
   * given the states of layer l, for l = 0 … L − 1.
   */
  readonly predictions: readonly Matrix[];
}

/** The machine as it is now, to look at; not kept in the log. */
export interface WeightsEvent {
  readonly type: "weights";
  readonly step: number;
  readonly machine: Machine;
}

/** A state to continue from. The log keeps only the step; the rest is in the checkpoint's file. */
export interface CheckpointEvent {
  readonly type: "checkpoint";
  readonly step: number;
  readonly state: TrainingState;
}

/** Training ends. */
export interface EndEvent {
  readonly type: "end";
  readonly step: number;
  /** All steps are done; it was stopped, with a checkpoint; or quit: nothing after the last one is kept. */
  readonly reason: "done" | "stopped" | "quit";
  /** On all held-out images, where all steps are done; without any held out, on all training images. */
  readonly heldOut?: Description;
  readonly machine: Machine;
}
