export { createLearner, initialState, type Learner, type TrainingState } from "./learner.ts";
export { type LearningRule, type Phase, takeStep } from "./rule.ts";
export { type WakeSleepOptions, wakeSleep } from "./wake-sleep.ts";
