import {
  type EvaluateEvent,
  epochAt,
  type RunEvent,
  type RunState,
  type StartEvent,
} from "@helmholtz/core";
import { actWords } from "../act-words.ts";
import { formatBits, formatCount } from "../draw/text.ts";
import type { KeyBinding, KeyGroup } from "../keys/key-binding.ts";
import { newsOf } from "../news.ts";
import { originWords } from "../origin.ts";
import { timeLeft } from "../pace.ts";
import type { Question } from "../panels/view.ts";
import { phasesOff } from "../phases.ts";
import { formatRate } from "../rate.ts";
import type { RunModel } from "../screens/run-model.ts";
import { durationWords, keyWords } from "./words.ts";

/** What is trained on what, and how: one sentence each. None before training has begun. */
export function openingSentences({ run: { start }, learning, source }: RunModel): string[] {
  if (!start) return [];
  const held = start.validImages > 0 ? `, ${formatCount(start.validImages)} held out` : "";
  return [
    `a machine with layers of ${start.sizes.join(", ")} units learns ${start.data}: ${formatCount(start.trainImages)} images${held}`,
    `it learns by ${start.rule} with ${start.optimizer} at rate ${formatRate(learning.rate)}, ${formatCount(start.batch)} images a step, ${formatCount(start.steps)} steps`,
    `${start.backend} computes`,
    `the run is kept in ${source.path}`,
    ...(source.origin ? [`it goes on ${originWords(source.origin)}`] : []),
  ];
}

/** Where training stands. */
export function statusSentence(model: RunModel): string {
  const { run, view, learning, pace } = model;
  const { start, step } = run;
  if (!start) return "training has not begun";
  const percent = Math.floor((100 * step) / Math.max(1, start.steps));
  const left = run.end ? undefined : timeLeft(pace, start.steps - step);
  const phases = phasesOff(learning);
  const off = phases.length > 0 ? `, ${phases.join(" and ")} off` : "";
  const activity = run.end?.reason ?? view.activity;
  return [
    ...(view.activity === "training" && off === "" ? [] : [activity + off]),
    `step ${formatCount(step)} of ${formatCount(start.steps)}, ${percent} percent, epoch ${epochAt(run.epochs, step).toFixed(1)}`,
    ...bitsSentences(run, start),
    ...(left === undefined ? [] : [`${durationWords(left)} left`]),
    ...endSentences(run, start),
  ]
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(". ");
}

/** The latest description length by layers. */
export function layersSentence({ curve }: RunState): string {
  const last = curve.at(-1);
  if (!last) return "nothing has been measured yet";
  const layers = last.layers.map(
    (bits, l) => `${l === 0 ? "the visible layer" : `layer ${l}`} ${formatBits(bits)}`,
  );
  return `bits by layer at step ${formatCount(last.step)}: ${layers.join(", ")}`;
}

/** An event as a sentence, if it has one, once `run` includes it. */
export function eventSentence(event: RunEvent, run: RunState): string | undefined {
  switch (event.type) {
    case "act":
      return `${actWords(event.act)} at step ${formatCount(event.step)}`;
    case "likelihood":
      return `minus log p is ${event.nll.toFixed(1)} nats, give or take ${event.nllStandardError.toFixed(1)}`;
    case "phases":
      return event.phase && `half a step is done, up to the ${event.phase} phase`;
    default:
      return newsOf(event, run);
  }
}

/** What is asked, and how to answer. */
export function questionSentence(question: Question): string {
  if (question.type === "line")
    return `${question.text} type it, then enter; escape leaves it as it is`;
  const answers = question.answers.map(({ key, label }) => `${keyWords(key)}: ${label}`);
  return `${question.text} ${answers.join("; ")}`;
}

/** The keys that mean something now, one sentence each. */
export function helpSentences<Controls>(
  groups: readonly KeyGroup<Controls>[],
  controls: Controls,
): string[] {
  const isOn = ({ when }: KeyBinding<Controls>) => when?.(controls) ?? true;
  return groups
    .flatMap(({ bindings }) => bindings.filter(isOn))
    .map(({ name, help }) => `${keyWords(name)}: ${help}`);
}

function bitsSentences({ curve, best }: RunState, { validImages }: StartEvent): string[] {
  const last = curve.at(-1);
  if (!last) return [];
  const training = `${formatBits(last.train.descriptionLength)} in training`;
  const bits =
    validImages > 0 ? `${formatBits(last.descriptionLength)} bits held out, ${training}` : training;
  return [bits, ...bestSentences(best, last)];
}

function bestSentences(best: EvaluateEvent | undefined, last: EvaluateEvent): string[] {
  if (!best) return [];
  if (best === last) return ["the best so far"];
  return [`best ${formatBits(best.descriptionLength)} at epoch ${best.epoch.toFixed(1)}`];
}

function endSentences({ end }: RunState, { validImages }: StartEvent): string[] {
  if (!end?.heldOut) return [];
  const { descriptionLength, images } = end.heldOut;
  const which = validImages > 0 ? " held out" : "";
  return [`on all ${formatCount(images)} images${which}, ${formatBits(descriptionLength)} bits`];
}
