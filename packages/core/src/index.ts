export { type Acts, createActs } from "./acts.ts";
export type { Backend, Update } from "./backend.ts";
export { BackendError, LostBackendError } from "./backends/backend-error.ts";
export { cpu } from "./backends/cpu.ts";
export { js } from "./backends/js.ts";
export { type Learning, learningAt } from "./change-settings.ts";
export { type Clamp, clampMachine } from "./clamp.ts";
export { type Classification, type ClassifyOptions, classify } from "./classification.ts";
export * from "./datasets/index.ts";
export {
  type Divergence,
  divergence,
  type Enumeration,
  enumerate,
  hiddenStates,
  type Outcome,
  visibleDistribution,
} from "./enumeration.ts";
export {
  cost,
  dream,
  dreamImages,
  type LayerLogProbs,
  layerDescriptionLengths,
  layerFreeEnergies,
  layerLogProbs,
  type Representation,
  recognize,
} from "./inference.ts";
export * from "./learning/index.ts";
export { type EvaluateOptions, type Evaluation, evaluate } from "./likelihood.ts";
export {
  createMachine,
  type Direction,
  type Initialization,
  type Layer,
  type Machine,
  type MachineOptions,
  mapMachine,
} from "./machine.ts";
export { type Matrix, matrix, type States, states } from "./matrix.ts";
export {
  type Adam,
  adam,
  type Momentum,
  momentum,
  type Optimizer,
  type OptimizerName,
  optimizers,
  type Rate,
  type Sgd,
  sgd,
} from "./optimizers.ts";
export { bits, fold, type Key, key, normal, permutation, uniform } from "./random.ts";
export {
  type BackendName,
  type BackendOptions,
  backends,
  isBackendName,
  isRuleName,
  type OpenedBackend,
  openBackend,
  type RuleName,
  rules,
} from "./registry.ts";
export {
  checkpointName,
  checkpointStep,
  decodeCheckpoint,
  encodeCheckpoint,
} from "./run/checkpoint.ts";
export {
  type EpochStretch,
  type Epochs,
  epochAt,
  epochsFrom,
  imagesAt,
  stepAt,
} from "./run/epochs.ts";
export type * from "./run/events.ts";
export { freshBuffers } from "./run/fresh-buffers.ts";
export {
  appendHistory,
  createHistory,
  type Mark,
  type RunHistory,
  type SeriesName,
} from "./run/history.ts";
export { decodeEvent, encodeEvent, isLogged } from "./run/log.ts";
export type { LogBytes } from "./run/log-lines.ts";
export { RunError } from "./run/run-error.ts";
export { openRunLog, type PictureType, type RunLog } from "./run/run-log.ts";
export { parseRunRecord, RUN_FORMAT, type RunRecord } from "./run/run-record.ts";
export {
  createRunRecord,
  type DataChoice,
  defaultSettings,
  type RunSettings,
  recordedSettings,
  stepsOf,
  trainOptions,
} from "./run/run-settings.ts";
export { appendEvent, createRunState, type RunEvent, type RunState } from "./run/run-state.ts";
export type { Bucket, Series } from "./run/series.ts";
export { meanSpeed, trainingTime } from "./run/training-time.ts";
export { retell, warmRetellings } from "./run/warm-retelling.ts";
export { stepsPerEpoch } from "./stepper.ts";
export { learnToy, type Toy, type ToyName, type ToyOptions, type ToyResult, toys } from "./toys.ts";
export { train } from "./train.ts";
export type { TrainOptions } from "./train-options.ts";
export { type WarmStartOptions, warmStart } from "./warm-start.ts";
