import type { RunEvent } from "@helmholtz/core";
import type { RunModel } from "../screens/run-model.ts";
import { eventSentence, openingSentences, statusSentence } from "./sentences.ts";

// As often as one wants to be told without having asked.
const REPORT_MS = 10_000;
// Longer than it takes to read on in a log.
const QUIET_MS = 500;

export interface NarratorOptions {
  say(sentence: string): void;
  /** Called when it has been told that training has ended. */
  ended(): void;
  /** Said after what is trained: how to be told more. */
  hint?: string;
  /** Milliseconds. */
  clock: () => number;
  /** Milliseconds of the epoch. */
  now: () => number;
}

/** Tells a run as it goes on. Disposing of it ends that. */
export interface Narrator extends Disposable {
  /** Tells of an event that the model has taken, at once or with the next report. */
  tell(event: RunEvent): void;
  /** Tells where the past has led to, if there is a past that has not been told. */
  catchUp(): void;
  /** Tells where training stands, and what has happened since the last report. */
  report(): void;
  /** Tells that nothing has come for long; once until something comes. */
  stall(): void;
}

/**
 * Tells at once of what somebody does, and every ten seconds at most of what training does by
 * itself. Of what happened before the narrator was there, it tells only where it has led to.
 */
export function createNarrator(
  model: RunModel,
  { say, ended, hint, clock, now }: NarratorOptions,
): Narrator {
  const { run, view } = model;
  const since = now();
  /** The latest news of each type that waits for a report. */
  const waiting = new Map<string, string>();
  let isPast = true;
  let past: NodeJS.Timeout | undefined;
  let reported: number | undefined;
  let isSaving = false;
  let isStalled = false;

  const open = () => {
    clearTimeout(past);
    past = undefined;
    isPast = false;
    for (const sentence of openingSentences(model)) say(sentence);
    const news = run.start && eventSentence(run.start, run);
    if (news) say(news);
    if (hint) say(hint);
  };
  const report = () => {
    reported = clock();
    say(statusSentence(model));
    for (const sentence of waiting.values()) say(sentence);
    waiting.clear();
  };
  const catchUp = () => {
    if (!past) return;
    open();
    report();
    if (run.end) ended();
  };
  const isDue = () =>
    run.paused || reported === undefined || (clock() - reported >= REPORT_MS && !view.question);

  return {
    catchUp,
    report,
    tell(event) {
      isStalled = false;
      if (isPast && event.time !== undefined && Date.parse(event.time) < since) {
        clearTimeout(past);
        past = setTimeout(catchUp, QUIET_MS);
        return;
      }
      if (event.type === "start") return open();
      catchUp();
      const { type } = event;
      const sentence = eventSentence(event, run);
      if (type === "act") isSaving ||= event.act.type === "save" || event.act.type === "stop";
      if (type === "evaluate") {
        if (isDue()) report();
      } else if (sentence && ROUTINE.has(type) && !isSaving) waiting.set(type, sentence);
      else if (sentence) say(sentence);
      if (type === "checkpoint") isSaving = false;
      if (type === "end") {
        report();
        ended();
      }
    },
    stall() {
      if (!isStalled) say(view.message);
      isStalled = true;
    },
    [Symbol.dispose]: () => clearTimeout(past),
  };
}

// What training does again and again without being asked.
const ROUTINE: ReadonlySet<RunEvent["type"]> = new Set(["likelihood", "checkpoint"]);
