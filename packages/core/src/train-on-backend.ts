import type { Backend } from "./backend.ts";
import { breathe } from "./breathe.ts";
import { type ChangingSettings, changeSettings } from "./change-settings.ts";
import { createLearner, readMachine, type TrainingState } from "./learning/learner.ts";
import { fold, key } from "./random.ts";
import { createReports } from "./reports.ts";
import { epochsFrom } from "./run/epochs.ts";
import type { PhasesEvent, TrainEvent } from "./run/events.ts";
import { createStepper, stepsPerEpoch } from "./stepper.ts";
import { checkTrainable, type TrainOptions } from "./train-options.ts";

// Longest time without giving timers, keys and paints a turn.
const BREATH_MS = 16;

/** Trains as `train` does, on one backend: from one start event to the end. */
export async function* trainOnBackend(
  backend: Backend,
  {
    data,
    steps,
    nonNegative = false,
    notice,
    seed = 0,
    batch = 20,
    dreams = 24,
    reportImages = 500,
    likelihoodSamples = 10,
    likelihoodImages = 200,
    resume,
    epochs: before,
    reportFirst = resume.step === 0,
    acts,
    signal,
    ...options
  }: TrainOptions &
    Required<Pick<TrainOptions, "rule" | "optimizer" | "acts" | "resume" | "epochs">>,
): AsyncGenerator<TrainEvent, void> {
  checkTrainable(resume.machine, data, steps, batch);
  const epoch = stepsPerEpoch(data.train, batch);
  const {
    reportEvery = Math.min(epoch, Math.ceil(10_000 / batch)),
    checkpointEvery = epoch * Math.ceil(50_000 / (epoch * batch)),
  } = options;
  const root = key(seed);
  let settings: ChangingSettings = options;
  const learner = createLearner(resume, { backend, optimizer: settings.optimizer, nonNegative });
  const stepper = createStepper(learner, {
    images: data.train,
    batch,
    rule: settings.rule,
    step: resume.step,
    orderKey: fold(root, 0),
    stepKey: fold(root, 1),
  });
  const epochs = epochsFrom(before, { step: resume.step, stepsPerEpoch: epoch, batch });
  const reports = createReports(backend, learner.machine, data, {
    epochs,
    images: reportImages,
    dreams,
    likelihoodSamples,
    likelihoodImages,
    key: fold(root, 2),
  });
  let paused = false;
  let estimated = resume.step;

  yield {
    type: "start",
    step: resume.step,
    steps,
    stepsPerEpoch: epoch,
    batch,
    sizes: resume.machine.sizes,
    width: data.train.width,
    height: data.train.height,
    rule: settings.rule.name,
    optimizer: settings.optimizer.name,
    backend: backend.name,
    ...(notice && { notice }),
    data: data.name,
    trainImages: data.train.size,
    validImages: data.valid?.size ?? 0,
    seed,
  };
  if (reportFirst) {
    yield* reports.report(resume.step);
    yield* save();
  }

  const early = new Set([1 / 16, 1 / 8, 1 / 4, 1 / 2].map((part) => Math.ceil(reportEvery * part)));
  let quit = false;
  let breathed = performance.now();
  while (stepper.step < steps && (stepper.halfDone || !signal?.aborted)) {
    const pace = acts.next || paused ? yield* obey() : "run";
    if (pace === "stop" || pace === "quit") {
      quit = pace === "quit";
      break;
    }
    let watched: PhasesEvent | undefined;
    if (pace === "run") {
      using _ = backend.arena();
      const done = stepper.finish();
      if (done) await done;
    } else {
      watched = await stepper.watch(pace);
    }
    const { step } = stepper;
    if (stepper.halfDone) {
      yield await reports.weights(step);
    } else {
      const last = step === steps;
      if (last || step % reportEvery === 0 || early.has(step)) yield* reports.report(step);
      else if (watched) yield* reports.look(step);
      if (!last && step % checkpointEvery === 0) yield* save();
    }
    if (watched) yield watched;
    if (performance.now() - breathed > BREATH_MS) {
      yield { type: "progress", step };
      await breathe();
      breathed = performance.now();
    }
  }

  const { step } = stepper;
  if (quit) {
    const machine = await readMachine(backend, learner.machine);
    yield { type: "end", step, reason: "quit", machine };
    return;
  }
  const { machine } = yield* save();
  if (step < steps) {
    yield { type: "end", step, reason: "stopped", machine };
  } else {
    const heldOut = await reports.heldOut();
    yield { type: "end", step, reason: "done", heldOut, machine };
  }

  // Takes the acts that wait, and waits for more while training is paused. Returns how to go on.
  async function* obey(): AsyncGenerator<TrainEvent, "run" | "phase" | "step" | "stop" | "quit"> {
    while (!signal?.aborted) {
      const act = acts.next;
      if (!act) {
        if (!paused) return "run";
        await acts.arrival(signal);
        continue;
      }
      // A checkpoint holds whole steps, and settings count for whole steps.
      if (stepper.halfDone && ["change", "save", "stop"].includes(act.type)) return "step";
      const changed = act.type === "change" ? changeSettings(settings, act) : settings;
      acts.take();
      yield { type: "act", step: stepper.step, act };
      switch (act.type) {
        case "pause":
          paused = true;
          break;
        case "resume":
          paused = false;
          break;
        case "advance":
          paused = true;
          return act.by;
        case "change":
          settings = changed;
          stepper.rule = settings.rule;
          learner.changeRate(settings.optimizer.rate);
          break;
        case "save":
          yield* save();
          break;
        case "stop":
        case "quit":
          return act.type;
        default:
          act satisfies never;
      }
    }
    return stepper.halfDone ? "run" : "stop";
  }

  async function* save(): AsyncGenerator<TrainEvent, TrainingState> {
    const { step } = stepper;
    const likelihood = step > estimated ? await reports.likelihood(step) : undefined;
    if (likelihood) yield likelihood;
    estimated = step;
    const state = await learner.state(step);
    yield { type: "checkpoint", step, state };
    return state;
  }
}
