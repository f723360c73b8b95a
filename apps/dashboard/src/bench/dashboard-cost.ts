import { join } from "node:path";
import { defaultSettings } from "@helmholtz/core";
import { openRun } from "@helmholtz/core/node";
import { type FrameCost, frameCosts } from "./frame-cost.ts";
import { recordTraining } from "./record-training.ts";
import { type ReplayCost, replayCost } from "./replay-cost.ts";
import type { MachineFacts } from "./results.ts";
import type { Table } from "./tables.ts";
import { type TrainingCost, trainingCost } from "./training-cost.ts";

/** All that one run of the benchmark finds about the dashboard. Plain data: it is stored as JSON. */
export interface DashboardResults {
  readonly machine: MachineFacts;
  /** Processes that wanted a processor, as a mean over the last minute, before and after. */
  readonly load: readonly [before: number, after: number];
  readonly training: TrainingCost;
  readonly frames: readonly FrameCost[];
  readonly replays: readonly ReplayCost[];
}

/** What to measure, and how often. */
export interface DashboardPlan {
  /** Absolute path of a directory for runs. */
  readonly directory: string;
  /** Some seconds instead of minutes, and logs that are short. Default false. */
  readonly quick?: boolean;
}

/**
 * Measures what the dashboard costs: the training that it shows, each frame, and opening and
 * scrubbing a long run.
 *
 * @param onProgress told which part of all is done, 0 … 1, and what is next
 * @throws Error when a run is shown as another than it is.
 */
export async function dashboardCost(
  { directory, quick = false }: DashboardPlan,
  onProgress: (part: number, note: string) => void,
): Promise<Omit<DashboardResults, "machine" | "load">> {
  const { rounds, epochs, frames, logs, scrubs } = quick ? QUICK : FULL;
  const training = await trainingCost({
    ...{ path: join(directory, "trained"), rounds, epochs },
    onProgress: (round) => onProgress((0.5 * round) / rounds, "training"),
  });

  const digits = join(directory, "digits");
  const events = await recordTraining(digits, { ...DIGITS, reports: REPORTS, steps: ENDLESS });
  const { record } = await openRun(digits);
  const costs = await frameCosts({
    ...{ record, events, frames },
    onProgress: (part) => onProgress(0.5 + 0.3 * part, "frames"),
  });

  const replays: ReplayCost[] = [];
  for (const [i, { data, hidden, events }] of logs.entries()) {
    onProgress(0.8 + (0.2 * i) / logs.length, `a log of ${events} events`);
    const run = join(directory, `log-${i}`);
    await recordTraining(run, { data, hidden, reports: REPORTS, steps: ENDLESS });
    const net = (await openRun(run)).record.sizes.join("-");
    replays.push(await replayCost(run, { net, events, scrubs }));
  }
  return { training, frames: costs, replays };
}

const REPORTS = 24;
// More than any of the logs has.
const ENDLESS = 1e9;

// A day of a small machine that reports a dozen events a second, and an hour of the default one.
const BARS = { data: "bars", hidden: [6, 2] } as const;
const DIGITS = { data: "mnist", hidden: defaultSettings.hidden } as const;
const FULL = {
  ...{ rounds: 12, epochs: 4, frames: 100, scrubs: 50 },
  logs: [
    { ...BARS, events: 1_000_000 },
    { ...DIGITS, events: 21_600 },
  ],
} as const;
const QUICK = {
  ...{ rounds: 1, epochs: 1, frames: 2, scrubs: 3 },
  logs: [{ ...BARS, events: 3000 }],
} as const;

/** The tables: training, frames, replays. */
export function dashboardTables({ training, frames, replays }: DashboardResults): Table[] {
  const { net, threads, rounds, alone, shown, loss, framesPerSecond, kilobytesPerFrame } = training;
  const percent = (part: number) => (100 * part).toFixed(1);
  return [
    {
      title: `Training ${net} on ${threads} thread, shown on 120 × 40 cells, ${rounds} rounds`,
      header: [
        ...["images/s alone", "images/s shown", "loss: %", "half of the rounds: %"],
        ...["frames/s", "kB a frame"],
      ],
      rows: [
        [
          ...[alone.toFixed(0), shown.toFixed(0)],
          ...[percent(loss.median), `${percent(loss.low)} to ${percent(loss.high)}`],
          ...[framesPerSecond.toFixed(1), kilobytesPerFrame.toFixed(1)],
        ],
      ],
    },
    {
      title: `A frame in which everything has changed, median of ${frames[0]?.frames} (95th percentile): ms`,
      header: ["", ...new Set(frames.map(({ pictures }) => pictures))],
      rows: [...new Set(frames.map(sizeOf))].map((size) => [
        size,
        ...frames
          .filter((frame) => sizeOf(frame) === size)
          .map(({ median, percentile95 }) => `${median.toFixed(1)} (${percentile95.toFixed(1)})`),
      ]),
    },
    {
      title: "Opening a long run, and scrubbing through it",
      header: ["", "log: MB", "read: s", "peak memory: MB", "scrub: ms", "worst scrub: ms"],
      rows: replays.map(({ net, events, megabytes, seconds, peakMegabytes, scrub }) => [
        `${net}, ${events} events`,
        ...[megabytes.toFixed(0), seconds.toFixed(1), peakMegabytes.toFixed(0)],
        ...[scrub.median.toFixed(0), scrub.worst.toFixed(0)],
      ]),
    },
  ];
}

function sizeOf({ columns, rows }: FrameCost): string {
  return `${columns} × ${rows}`;
}
