import { defaultSettings, type RunEvent } from "@helmholtz/core";
import { openArchive } from "../archive.ts";
import { type OpenTraining, openTraining } from "../open-training.ts";
import { openSession } from "../screens/session.ts";
import { showRun } from "../screens/show-run.ts";
import { BLIND_ENV, BlindKeyboard, BlindTerminal } from "./blind-terminal.ts";
import { median } from "./results.ts";

/** What the dashboard takes from the training that it shows. */
export interface TrainingCost {
  readonly net: string;
  readonly threads: number;
  readonly rounds: number;
  /** Images a second, reports included, while the events are read and dropped: median of the rounds. */
  readonly alone: number;
  /** While the dashboard shows them on 120 × 40 cells. */
  readonly shown: number;
  /** Part of the speed that is lost, round by round: the middle half of all rounds, and the median. */
  readonly loss: { readonly low: number; readonly median: number; readonly high: number };
  readonly framesPerSecond: number;
  /** Mean, as painted: what differs from the frame before. */
  readonly kilobytesPerFrame: number;
}

export interface TrainingCostOptions {
  /** Absolute path for the run. */
  readonly path: string;
  /** Rounds, each of a slice alone and a slice shown. */
  readonly rounds: number;
  /** Epochs of a slice, after one that does not count. */
  readonly epochs: number;
  onProgress(rounds: number): void;
}

const SIZE = { columns: 120, rows: 40 };

/**
 * Trains the default machine in a worker, as `train` does, and shows it every other slice of time.
 * Which slice of a round comes first alternates.
 */
export async function trainingCost({
  path,
  rounds,
  epochs,
  onProgress,
}: TrainingCostOptions): Promise<TrainingCost> {
  const opened = await openTraining({
    type: "new",
    settings: { ...defaultSettings, length: { epochs: ENDLESS } },
    ...{ data: "mnist", binarization: "sample", out: path, cwd: path, threads: 1 },
  });
  const events = opened.training.events[Symbol.asyncIterator]();
  const slices: { alone: number; shown: number }[] = [];
  let [frames, bytes, seconds] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    onProgress(round);
    const speeds = { alone: 0, shown: 0 };
    for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed()) {
      const slice = createSlice(events, { epochs, batch: opened.source.record.options.batch });
      if (name === "alone") for await (const _ of slice.events());
      else {
        const terminal = new BlindTerminal(SIZE);
        const began = performance.now();
        await show(opened, slice.events(), terminal);
        seconds += (performance.now() - began) / 1000;
        frames += terminal.frames;
        bytes += terminal.bytes;
      }
      speeds[name] = slice.imagesPerSecond();
    }
    slices.push(speeds);
  }
  opened.training.act({ type: "quit" });
  while (!(await events.next()).done);
  await opened.training.finished;

  const losses = slices.map(({ alone, shown }) => 1 - shown / alone);
  return {
    net: opened.source.record.sizes.join("-"),
    threads: 1,
    rounds,
    alone: median(slices.map(({ alone }) => alone)),
    shown: median(slices.map(({ shown }) => shown)),
    loss: { low: quantile(losses, 0.25), median: median(losses), high: quantile(losses, 0.75) },
    framesPerSecond: frames / seconds,
    kilobytesPerFrame: bytes / frames / 1000,
  };
}

/** The value that a part of `values` is at or below; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

const NAMES = ["alone", "shown"] as const;
// More than anybody waits for.
const ENDLESS = 1e6;

// As a run that is resumed: first what its log has, then what comes.
async function show(
  { directory, source }: OpenTraining,
  events: AsyncIterable<RunEvent>,
  terminal: BlindTerminal,
): Promise<void> {
  async function* all(): AsyncGenerator<RunEvent> {
    yield* directory.log().read();
    yield* events;
  }
  const stdin = new BlindKeyboard({ isTTY: false }).asStdin();
  using session = await openSession({ stdin, stdout: terminal.asStdout(), env: BLIND_ENV });
  await showRun(session, { ...source, events: all() }, { archive: openArchive(directory) });
}

// The events of so many epochs, and one more before, in which what shows them starts.
function createSlice(
  events: AsyncIterator<RunEvent>,
  { epochs, batch }: { epochs: number; batch: number },
) {
  const speeds: number[] = [];
  return {
    async *events(): AsyncGenerator<RunEvent> {
      let last: RunEvent | undefined;
      for (let seen = 0; seen < epochs + 2; ) {
        const { value: event, done } = await events.next();
        if (done) return;
        if (event.type === "evaluate" && Number.isInteger(event.epoch)) {
          if (last && seen > 1)
            speeds.push((batch * (event.step - last.step)) / secondsBetween(last, event));
          last = event;
          seen++;
        }
        yield event;
      }
    },
    imagesPerSecond: () => median(speeds),
  };
}

// As the worker has noted it: here an event may have waited for a frame.
function secondsBetween(a: RunEvent, b: RunEvent): number {
  return (Date.parse(b.time ?? "") - Date.parse(a.time ?? "")) / 1000;
}
