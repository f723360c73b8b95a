import {
  appendEvent,
  appendHistory,
  createHistory,
  createRunState,
  type Learning,
  learningAt,
  meanSpeed,
  type RunEvent,
  type RunHistory,
  type RunState,
} from "@helmholtz/core";
import { newsOf } from "../news.ts";
import { createPaceMeter, type Pace } from "../pace.ts";
import { type Activity, createView, type View } from "../panels/view.ts";
import type { RunSource } from "../run-source.ts";

/** A run as the screen knows it: what its events add up to, and what is shown of it. */
export interface RunModel {
  readonly source: RunSource;
  readonly run: RunState;
  readonly history: RunHistory;
  readonly view: View;
  /** How it learns now. */
  readonly learning: Learning;
  /** How it learned at a step. */
  learningAt(step: number): Learning;
  /** Once the run has ended, its mean speed. */
  readonly pace: Pace;
  /** What was begun, done to it and ended, a line each; of very much, the latest. */
  readonly news: readonly string[];
  /** When the latest event happened, in milliseconds of the epoch. */
  readonly latest: number | undefined;
  /** Includes the next event. */
  take(event: RunEvent): void;
  /** No more events come. */
  finish(): void;
}

export interface RunModelOptions {
  /**
   * Milliseconds; for a run that another process writes, the time of its events is taken. Default
   * `performance.now`.
   */
  clock?: () => number;
  /** Milliseconds of the epoch, by which events that have waited to be read are late. Default `Date.now`. */
  now?: () => number;
}

/** A run of which nothing is known yet. */
export function createRunModel(
  source: RunSource,
  { clock = () => performance.now(), now = Date.now }: RunModelOptions = {},
): RunModel {
  const run = createRunState();
  const history = createHistory();
  const view = createView();
  const news: string[] = [];
  let latest: number | undefined;
  const time = source.act ? clock : () => latest ?? 0;
  // Of events that have waited to be read: how long training was under way by then.
  const ago = ({ time }: RunEvent) => (source.act && time ? now() - Date.parse(time) : 0);
  let meter = createPaceMeter(time);
  const learnedAt = (step: number) => learningAt(step, run.changes, source.record.options);
  const tell = (line: string) => {
    view.message = line;
    if (news.push(line) > MOST_NEWS) news.shift();
  };
  source.onUnreadable = tell;
  return {
    source,
    run,
    history,
    view,
    news,
    get learning() {
      return learnedAt(run.step);
    },
    learningAt: learnedAt,
    get pace() {
      return run.end ? withMeanSpeed(meter.read(), run) : meter.read();
    },
    get latest() {
      return latest;
    },
    take(event) {
      if (event.time) latest = Date.parse(event.time);
      appendEvent(run, event);
      appendHistory(history, event);
      if (event.type === "start") meter = createPaceMeter(time, ago(event));
      if (run.paused || run.end) meter.pause();
      else meter.resume();
      meter.step(run.step);
      view.activity = activityOf(run, view.activity);
      const said = newsOf(event, run, source.origin);
      if (said === undefined) return;
      if (ROUTINE.has(event.type)) view.message = said;
      else tell(said);
    },
    finish() {
      view.activity = "ended";
      view.question = undefined;
      meter.pause();
    },
  };
}

const MOST_NEWS = 500;
const ROUTINE: ReadonlySet<RunEvent["type"]> = new Set(["evaluate", "likelihood", "checkpoint"]);

// What has ended is looked back on as a whole.
function withMeanSpeed(pace: Pace, run: RunState): Pace {
  const images = meanSpeed(run);
  return run.start && images ? { ...pace, stepsPerSecond: images / run.start.batch } : pace;
}

function activityOf(run: RunState, before: Activity): Activity {
  if (run.end) return "ended";
  if (before === "stopping") return before;
  return run.paused ? "paused" : "training";
}
