import { type Epochs, epochAt, imagesAt, type RunState } from "@helmholtz/core";
import type { XAxis } from "../../../charts/chart-data.ts";
import { formatSeconds } from "../format.ts";
import { runTimes, secondsAt } from "./run-times.ts";

/** What can lie along the x axis of the charts. */
export const axisNames = ["step", "epoch", "images", "time"] as const;
export type AxisName = (typeof axisNames)[number];

/** The x axis of charts whose zoom and cursor are steps of this run. */
export function xAxisOf(axis: AxisName, run: RunState | undefined, log = false): XAxis {
  const look = LOOKS[axis];
  return {
    ...look,
    ...{ log, of: placeOf(axis, run) },
    ...(log && look.logTicks && { ticks: look.logTicks }),
  };
}

/** Where the steps of a run lie on such an axis: the same function as long as its answers are the same. */
export function placeOf(axis: AxisName, run: RunState | undefined): (step: number) => number {
  const { epochs = [] } = run ?? {};
  switch (axis) {
    case "step":
      return sameStep;
    case "epoch":
    case "images":
      return counted(axis, epochs);
    case "time":
      return run ? timed(run) : sameStep;
    default:
      return axis satisfies never;
  }
}

interface AxisLook extends Pick<XAxis, "name" | "unit" | "format" | "ticks"> {
  readonly logTicks?: XAxis["ticks"];
}

const LOOKS: Record<AxisName, AxisLook> = {
  step: { name: "step", format: compact },
  epoch: { name: "epoch", format: (value) => String(Number(value.toFixed(2))) },
  images: { name: "images", format: compact },
  time: {
    ...{ name: "time", unit: "s", format: formatSeconds },
    ...{ ticks: timeTicks, logTicks: logTimeTicks },
  },
};

function compact(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toFixed(2))}M`;
  return Math.round(value).toLocaleString("en");
}

// Round on a clock.
const CLOCK = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 21600,
];

function timeTicks(from: number, to: number, most: number): number[] {
  const least = (to - from) / most;
  const apart = CLOCK.find((seconds) => seconds >= least) ?? 86400 * Math.ceil(least / 86400);
  const first = Math.ceil(from / apart);
  const count = Math.max(0, Math.floor(to / apart) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * apart);
}

// Round on a clock, and about as far apart as powers of ten.
const LOG_CLOCK = [0.1, 1, 10, 60, 600, 3600, 36_000, 86_400, 864_000];

function logTimeTicks(from: number, to: number, most: number): readonly number[] {
  const within = (clock: readonly number[]) =>
    clock.filter((seconds) => seconds >= from && seconds <= to);
  const all = within(CLOCK);
  return all.length <= most ? all : within(LOG_CLOCK);
}

const sameStep = (step: number) => step;

const COUNTS = { epoch: epochAt, images: imagesAt };

// By what is told of the epochs, which is the same in many runs.
const counts = new Map<string, (step: number) => number>();

function counted(axis: keyof typeof COUNTS, epochs: Epochs): (step: number) => number {
  if (epochs.length === 0) return sameStep;
  const name = `${axis} ${JSON.stringify(epochs)}`;
  const known = counts.get(name);
  if (known) return known;
  const of = (step: number) => COUNTS[axis](epochs, step);
  counts.set(name, of);
  return of;
}

interface Timed {
  readonly stamp: string;
  readonly of: (step: number) => number;
}

// By the array of evaluations: a run under way keeps it, or has another at each change.
const times = new WeakMap<object, Timed>();

function timed({ curve }: RunState): (step: number) => number {
  const stamp = `${curve.length} ${curve.at(-1)?.step}`;
  const known = times.get(curve);
  if (known?.stamp === stamp) return known.of;
  const table = runTimes({ curve });
  const of = (step: number) => secondsAt(table, step);
  times.set(curve, { stamp, of });
  return of;
}
