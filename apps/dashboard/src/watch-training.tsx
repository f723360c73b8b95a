import { setImmediate as breathe } from "node:timers/promises";
import { appendEvent, createRunState, type RunState } from "@helmholtz/core";
import { colorDepth } from "./draw/color.ts";
import { createStyle } from "./draw/style.ts";
import { type Controls, pressKey } from "./panels/keys.ts";
import { newsOf } from "./panels/news.ts";
import { createPaceMeter } from "./panels/pace.ts";
import { createView } from "./panels/view.ts";
import { guardTerminal } from "./terminal/guard-terminal.ts";
import { Painter } from "./terminal/painter.ts";
import { createThrottle } from "./terminal/throttle.ts";
import type { Training } from "./training.ts";

export interface WatchOptions {
  /** Keys. Where it is no terminal, the dashboard closes when training has ended. */
  stdin: NodeJS.ReadStream;
  /** A terminal: do not watch into a pipe. */
  stdout: NodeJS.WriteStream;
  env: NodeJS.ProcessEnv;
  /** Where the run is kept, to be shown. */
  directory: string;
  /** Milliseconds. Default `performance.now`. */
  clock?: () => number;
}

export interface WatchResult {
  /**
   * `interrupted`: by Ctrl-C or a signal. Training has been told to stop, and what it still has
   * to say is left unread. Otherwise how training ended.
   */
  readonly ending: "done" | "stopped" | "interrupted";
  /** What the events read so far add up to. */
  readonly run: RunState;
  /** Milliseconds of training, pauses left out. */
  readonly elapsed: number;
}

// At most 15 frames a second, and a sixth of the time: a large screen takes tens of milliseconds.
const FRAMES = { interval: 66, share: 1 / 6 };
const CLOCK_MS = 500;
const BREATH_MS = 16;

/**
 * Shows training on a terminal until the user leaves, and gives the terminal back however that
 * comes about.
 *
 * @throws what reading the events throws, with the terminal given back.
 */
export async function watchTraining(
  training: Training,
  { stdin, stdout, env, directory, clock = () => performance.now() }: WatchOptions,
): Promise<WatchResult> {
  const run = createRunState();
  const view = createView();
  const meter = createPaceMeter(clock);
  const style = createStyle(colorDepth(stdout, env));
  const painter = new Painter(stdout);
  const { createElement, render, Dashboard } = await loadDashboard();
  const left = createDeferred<WatchResult["ending"]>();

  const controls: Controls = {
    view,
    training,
    leave: () => left.resolve(run.end?.reason ?? "stopped"),
    interrupt() {
      training.stop();
      left.resolve("interrupted");
    },
  };
  const dashboard = () =>
    createElement(Dashboard, {
      ...{ run, view, style, directory },
      pace: meter.read(),
      columns: painter.columns,
      rows: painter.rows,
      keyboard: stdin.isTTY,
      onKey(key) {
        pressKey(key, controls);
        if (view.activity === "paused") meter.pause();
        if (view.activity === "training") meter.resume();
        frames.hurry();
      },
    });

  painter.open();
  using _guard = guardTerminal({
    restore: () => painter.close(),
    interrupt: controls.interrupt,
  });
  const ink = render(dashboard(), {
    // Ink asks of its stdout no more than a stream with columns.
    stdout: painter as unknown as NodeJS.WriteStream,
    stdin,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const frames = createThrottle(() => ink.rerender(dashboard()), { ...FRAMES, clock });
  const resized = () => {
    painter.forget();
    frames.now();
  };
  const ticking = setInterval(frames.request, CLOCK_MS);
  stdout.on("resize", resized);

  const follow = async () => {
    let breathed = clock();
    for await (const event of training.events) {
      if (left.isSettled()) return;
      appendEvent(run, event);
      meter.step(run.step);
      view.message = newsOf(event, run) ?? view.message;
      frames.request();
      if (clock() - breathed > BREATH_MS) {
        await breathe();
        breathed = clock();
      }
    }
    view.activity = "ended";
    view.asking = false;
    meter.pause();
    clearInterval(ticking);
    if (view.leaving || !stdin.isTTY) controls.leave();
    else frames.now();
  };

  try {
    follow().catch(left.reject);
    ink.waitUntilExit().catch(left.reject);
    const ending = await left.promise;
    return { ending, run, elapsed: meter.read().elapsed };
  } finally {
    clearInterval(ticking);
    frames.cancel();
    stdout.off("resize", resized);
    ink.unmount();
  }
}

// React looks at NODE_ENV when it is first loaded. Unless told that this is production it notes
// every render for its developer tools, which in a long run fills the memory.
async function loadDashboard() {
  process.env.NODE_ENV ??= "production";
  const [{ createElement }, { render }, { Dashboard }] = await Promise.all([
    import("react"),
    import("ink"),
    import("./dashboard.tsx"),
  ]);
  return { createElement, render, Dashboard };
}

function createDeferred<T>() {
  let settled = false;
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return {
    promise,
    isSettled: () => settled,
    resolve(value: T) {
      settled = true;
      resolve(value);
    },
    reject(reason: unknown) {
      settled = true;
      reject(reason);
    },
  };
}
