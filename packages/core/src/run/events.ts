import type { TrainingState } from "../learning/learner.ts";
import type { Machine } from "../machine.ts";
import type { Matrix } from "../matrix.ts";

/**
 * What happens in a run. A run is its event stream: the log, the dashboard, the viewer and a test
 * consume the same events, live or replayed.
 */
export type TrainEvent =
  | StartEvent
  | ProgressEvent
  | EvaluateEvent
  | DreamEvent
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

/** How well the machine describes the data, one sample of Q per image. */
export interface EvaluateEvent extends Description {
  readonly type: "evaluate";
  readonly step: number;
  /** Passes over the training images, with fraction. */
  readonly epoch: number;
  /** The same measure on training images. */
  readonly train: Description;
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

/** What the machine dreams now; the same random numbers every time, so that dreams develop. */
export interface DreamEvent {
  readonly type: "dream";
  readonly step: number;
  /** [dreams × visible]: probability that each pixel is on. */
  readonly images: Matrix;
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

/** Training ends: all steps are done, or it was stopped. */
export interface EndEvent {
  readonly type: "end";
  readonly step: number;
  readonly reason: "done" | "stopped";
  /** On all held-out images, where all steps are done; without any held out, on all training images. */
  readonly heldOut?: Description;
  readonly machine: Machine;
}
