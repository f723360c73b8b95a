export type { Backend, Update } from "./backend.ts";
export { cpu } from "./backends/cpu.ts";
export * from "./datasets/index.ts";
export {
  type Divergence,
  divergence,
  type Enumeration,
  enumerate,
  type Outcome,
  visibleDistribution,
} from "./enumeration.ts";
export {
  cost,
  dream,
  type LayerLogProbs,
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
export type * from "./run/events.ts";
export { appendEvent, createRunState, type RunEvent, type RunState } from "./run/run-state.ts";
export { stepsPerEpoch, type TrainOptions, train } from "./train.ts";
