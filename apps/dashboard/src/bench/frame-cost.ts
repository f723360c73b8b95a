import type { RunEvent, RunRecord, TrainEvent } from "@helmholtz/core";
import type { GraphicsProtocol } from "../draw/graphics.ts";
import { createDeferred } from "../screens/deferred.ts";
import { createRunModel, type RunModel } from "../screens/run-model.ts";
import type { Screen, Size } from "../screens/screen.ts";
import { openSession } from "../screens/session.ts";
import { BLIND_ENV, BlindKeyboard, BlindTerminal } from "./blind-terminal.ts";
import { median } from "./results.ts";
import { quantile } from "./training-cost.ts";

/** What a frame takes in which everything has changed: curves, dreams, both phases, weights. */
export interface FrameCost extends Size {
  readonly pictures: Pictures;
  readonly frames: number;
  /** Milliseconds from the event to the last byte that is written. */
  readonly median: number;
  readonly percentile95: number;
  /** Mean. */
  readonly kilobytes: number;
}

type Pictures = GraphicsProtocol | "blocks";

const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 160, rows: 50 },
  { columns: 300, rows: 100 },
];
const PICTURES: readonly Pictures[] = ["blocks", "kitty", "iterm2", "sixel"];

export interface FrameCostOptions {
  readonly record: RunRecord;
  /** Of a training: its reports are shown again and again, at later steps. */
  readonly events: readonly TrainEvent[];
  /** Frames of each size and kind of pictures, of which the first few do not count. */
  readonly frames: number;
  onProgress(part: number): void;
}

/** Draws frames of every size with every kind of pictures, on a terminal that nobody looks at. */
export async function frameCosts(options: FrameCostOptions): Promise<FrameCost[]> {
  const kinds = SIZES.flatMap((size) => PICTURES.map((pictures) => ({ ...size, pictures })));
  const costs: FrameCost[] = [];
  for (const kind of kinds) {
    options.onProgress(costs.length / kinds.length);
    costs.push(await frameCost(kind, options));
  }
  return costs;
}

const EVALUATIONS = 5000;
const WARM_UP = 5;

async function frameCost(
  { columns, rows, pictures }: Size & { pictures: Pictures },
  { record, events, frames }: FrameCostOptions,
): Promise<FrameCost> {
  const terminal = new BlindTerminal({ columns, rows });
  const stdin = new BlindKeyboard({ isTTY: false }).asStdin();
  const stdout = terminal.asStdout();
  using session = await openSession({ stdin, stdout, env: BLIND_ENV }, { pictures });
  // Not before the session has loaded Ink as the dashboard does.
  const { createRunScreen } = await import("../screens/run-screen.tsx");
  const model = longRun(record, events);
  const screen = createRunScreen(model, {
    ...session,
    archive: { steps: async () => [], at: async () => ({}) },
    changed() {},
    actions: { leave() {}, interrupt() {}, suspend() {} },
  });

  let began = 0;
  const timed: Screen = {
    ...screen,
    body(size) {
      began = performance.now();
      return screen.body(size);
    },
  };
  const over = createDeferred<void>();
  const shown = session.show(timed, over.promise);
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + frames; n++) {
    report(model, events, n);
    if (n === WARM_UP) Object.assign(terminal, { frames: 0, bytes: 0 });
    times.push(
      await new Promise<number>((resolve) => {
        terminal.onFrame = () => resolve(performance.now() - began);
        session.hurry();
      }),
    );
  }
  over.resolve();
  await shown;
  const counted = times.slice(WARM_UP);
  return {
    ...{ columns, rows, pictures, frames },
    median: median(counted),
    percentile95: quantile(counted, 0.95),
    kilobytes: terminal.bytes / terminal.frames / 1000,
  };
}

// A run that has been evaluated so often that its curves are as long as they get.
function longRun(record: RunRecord, events: readonly TrainEvent[]): RunModel {
  const source = { path: "/runs/measured", record, events: nothing(), act() {} };
  const model = createRunModel(source);
  const [start] = events;
  if (start?.type === "start") model.take({ ...start, steps: 100 * EVALUATIONS });
  for (let n = 0; n < EVALUATIONS; n++) {
    const [evaluation] = reportOf(events, n);
    if (evaluation) model.take({ ...evaluation, step: n });
  }
  return model;
}

async function* nothing(): AsyncGenerator<RunEvent> {}

// Takes another report than the one before: none of its parts has been drawn yet.
function report(model: RunModel, events: readonly TrainEvent[], n: number): void {
  const step = EVALUATIONS + n;
  for (const event of reportOf(events, n)) model.take({ ...event, step });
}

// The n-th report, from the first again after the last: the evaluation first.
function reportOf(events: readonly TrainEvent[], n: number): TrainEvent[] {
  const evaluations = events.filter(({ type }) => type === "evaluate");
  const { step } = evaluations[n % evaluations.length] ?? { step: 0 };
  return events
    .filter((event) => event.step === step && SHOWN.has(event.type))
    .sort((a, b) => Number(b.type === "evaluate") - Number(a.type === "evaluate"));
}

const SHOWN: ReadonlySet<string> = new Set(["evaluate", "dream", "phases", "weights"]);
