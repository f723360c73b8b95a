import {
  appendEvent,
  createRunState,
  type Description,
  type RunEvent,
  type RunState,
} from "@helmholtz/core";
import { formatCount, formatDuration } from "./draw/text.ts";
import { createPaceMeter, type PaceMeter } from "./panels/pace.ts";

/** A training as plain lines: one when it starts, one a report, and a summary. */
export function createPlainReport(
  directory: string,
  clock: () => number,
): (event: RunEvent) => string[] {
  const run = createRunState();
  const meter = createPaceMeter(clock);
  return (event) => {
    appendEvent(run, event);
    meter.step(run.step);
    switch (event.type) {
      case "start":
        return [
          `${event.sizes.join("-")} on ${event.data} (${formatCount(event.trainImages)} images), ${event.rule}, ${event.optimizer}, ${event.backend}, seed ${event.seed}`,
          ...(event.notice ? [event.notice] : []),
          `run ${directory}`,
        ];
      case "evaluate":
        return [reportLine(run, meter.read())];
      case "end":
        return summaryLines(run, { directory, elapsed: meter.read().elapsed });
      default:
        return [];
    }
  };
}

function reportLine(run: RunState, pace: ReturnType<PaceMeter["read"]>) {
  const { start } = run;
  const latest = run.curve.at(-1);
  if (!start || !latest) return "";
  const parts = [
    `step ${formatCount(latest.step)}/${formatCount(start.steps)}`,
    `epoch ${latest.epoch.toFixed(2)}`,
    `${latest.descriptionLength.toFixed(2)} bits/image held out`,
    `${latest.train.descriptionLength.toFixed(2)} in training`,
  ];
  if (pace.stepsPerSecond) {
    const imagesPerSecond = pace.stepsPerSecond * start.batch;
    parts.push(`${formatCount(Math.round(imagesPerSecond))} images/s`);
    const left = (start.steps - latest.step) / pace.stepsPerSecond;
    parts.push(`${formatDuration(left * 1000)} left`);
  }
  return parts.join("  ");
}

/** How a training ended: best and last description length, and what to do with the run. */
export function summaryLines(
  run: RunState,
  { directory, elapsed }: { directory: string; elapsed: number },
): string[] {
  const last = run.curve.at(-1);
  const { start, best, end } = run;
  if (!start || !last || !best) return [`run ${directory}`];
  const line = (name: string, { descriptionLength, images }: Description, when: string) =>
    `${name.padEnd(10)}${descriptionLength.toFixed(2)} bits per image on ${formatCount(images)} images, ${when}`;
  return [
    `${end?.reason ?? "stopped"} at step ${formatCount(run.step)} of ${formatCount(start.steps)} after ${formatDuration(elapsed)}`,
    line("last", last, `epoch ${last.epoch.toFixed(2)}`),
    line("best", best, `epoch ${best.epoch.toFixed(2)}`),
    ...(end?.heldOut ? [line("held out", end.heldOut, "all there are")] : []),
    `${"run".padEnd(10)}${directory}`,
  ];
}
