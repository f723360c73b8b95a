import {
  type Epochs,
  type EvaluateEvent,
  epochAt,
  type LikelihoodEvent,
  type RunEvent,
  type StartEvent,
} from "@helmholtz/core";
import { actWords } from "./act-words.ts";
import { asciiDreams } from "./ascii-dreams.ts";
import { plainText } from "./draw/cells.ts";
import { formatBits, formatCount, formatDuration } from "./draw/text.ts";
import { type Pace, timeLeft } from "./pace.ts";
import type { RunModel } from "./screens/run-model.ts";
import { UNWRITTEN } from "./screens/watch-for-stall.ts";
import { settingsLines } from "./settings-lines.ts";
import { summaryLines } from "./summary.ts";

export interface PlainReportOptions {
  /** Milliseconds. Default `performance.now`. */
  clock?: () => number;
  /** Whether to show dreams now and then, about ten times in a run. Default false. */
  dreams?: boolean;
}

/**
 * A run as plain lines without escape codes: what is trained and how; a line a report, but hardly
 * more than one a second; a line for all that somebody does to it; and a summary.
 *
 * @param model takes the events, and may have taken earlier ones
 * @returns the lines that an event adds; without one, those that are left to say when no process
 * writes the run and no end has come
 */
export function createPlainReport(
  model: RunModel,
  { clock = () => performance.now(), dreams = false }: PlainReportOptions = {},
): (event?: RunEvent) => string[] {
  const { run } = model;
  const reports = createThinning(clock);
  const likelihoods = createThinning(clock);
  let isBegun = false;
  let dreamt = 0;

  const isDreamDue = (step: number, steps: number) =>
    dreams && step >= Math.max(1, 2 * dreamt, steps / 2 ** MOST_DOUBLINGS);

  const summary = () =>
    summaryLines(run, { directory: model.source.path, elapsed: model.pace.elapsed });

  const linesOf = (event: RunEvent): string[] => {
    model.take(event);
    const { start, epochs } = run;
    if (!start) return [];
    const at = (words: string) => `${stepText(event.step, start)}  ${words}`;
    switch (event.type) {
      case "start": {
        const how = isBegun ? [] : settingsLines(model, start);
        isBegun = true;
        return [
          ...reports.rest(),
          ...how,
          ...(start.step > 0 ? [at("continues from here")] : []),
          ...(start.notice ? [start.notice] : []),
        ];
      }
      case "evaluate":
        return reports.add(event.step, reportLine(event, { start, epochs }, model.pace));
      case "likelihood": {
        const lines = likelihoods.add(event.step, likelihoodLine(event, { start, epochs }));
        return lines.length > 0 ? [...reports.rest(), ...lines] : reports.due();
      }
      case "dream":
        if (!isDreamDue(event.step, start.steps)) return reports.due();
        dreamt = event.step;
        return [
          ...reports.rest(),
          "",
          `dreams at step ${formatCount(event.step)}`,
          ...asciiDreams(event, start),
          "",
        ];
      case "act":
        return [...reports.rest(), at(actWords(event.act))];
      case "end":
        return [...reports.rest(), "", ...summary()];
      default:
        return reports.due();
    }
  };

  return (event) => {
    const lines = event ? linesOf(event) : [...reports.rest(), "", UNWRITTEN, ...summary()];
    return lines.map(plainText);
  };
}

// How often a step can double on the way to the last one, from the first that shows a dream.
const MOST_DOUBLINGS = 9;

interface Begun {
  readonly start: StartEvent;
  readonly epochs: Epochs;
}

function reportLine(report: EvaluateEvent, begun: Begun, pace: Pace): string {
  const { start } = begun;
  const bits = (value: number) => formatBits(value).padStart(7);
  const held = start.validImages > 0 ? [`${bits(report.descriptionLength)} bits held out`] : [];
  const speed = pace.stepsPerSecond;
  const left = timeLeft(pace, start.steps - report.step);
  return [
    pointText(report, begun),
    ...held,
    `${bits(report.train.descriptionLength)} ${held.length > 0 ? "" : "bits "}in training`,
    ...(speed ? [`${formatCount(speed * start.batch)} images/s`] : []),
    ...(left ? [`${formatDuration(left)} left`] : []),
  ].join("  ");
}

function likelihoodLine(likelihood: LikelihoodEvent, begun: Begun): string {
  const { nll, nllStandardError } = likelihood;
  return `${pointText(likelihood, begun)}  −log p ${nll.toFixed(2)} ± ${nllStandardError.toFixed(2)} nats`;
}

function pointText(
  { step, epoch }: { step: number; epoch: number },
  { start, epochs }: Begun,
): string {
  const width = epochAt(epochs, start.steps).toFixed(2).length;
  return `${stepText(step, start)}  epoch ${epoch.toFixed(2).padStart(width)}`;
}

function stepText(step: number, { steps }: StartEvent): string {
  const all = formatCount(steps);
  return `step ${formatCount(step).padStart(all.length)}/${all}`;
}

// Lines that may come faster than anybody wants to read: the first, then each whose step is half as
// many again as the last one's, so that a curve's beginning can be seen; of the rest one a second.
function createThinning(clock: () => number) {
  let held: { readonly step: number; readonly line: string } | undefined;
  let shown: { readonly step: number; readonly time: number } | undefined;
  const rest = (): string[] => {
    if (!held) return [];
    const { step, line } = held;
    shown = { step, time: clock() };
    held = undefined;
    return [line];
  };
  const due = () => (!shown || clock() - shown.time >= SECOND_MS ? rest() : []);
  return {
    /** Holds a line back, in place of one that is held back, unless it is due. */
    add(step: number, line: string): string[] {
      held = { step, line };
      return shown && step >= 1.5 * shown.step ? rest() : due();
    },
    /** The line that is held back, once a second has passed. */
    due,
    /** The line that is held back, due or not. */
    rest,
  };
}

const SECOND_MS = 1000;
