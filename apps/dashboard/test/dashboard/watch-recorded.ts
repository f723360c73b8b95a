import type { RunEvent } from "@helmholtz/core";
import { openArchive } from "../../src/archive.ts";
import { type Appearance, openSession } from "../../src/screens/session.ts";
import { type ShownRun, showRun } from "../../src/screens/show-run.ts";
import { type RecordedRun, RecordedSource } from "./recorded-run.ts";
import { TestKeyboard, TestTerminal } from "./terminal.ts";

export interface Watched {
  readonly terminal: TestTerminal;
  readonly keyboard: TestKeyboard;
  readonly source: RecordedSource;
  readonly result: Promise<ShownRun>;
  /** Moves the dashboard's clock. */
  wait(milliseconds: number): void;
}

export interface WatchRecordedOptions {
  columns?: number;
  rows?: number;
  /** Bits of colour that the terminal has. */
  colors?: number;
  env?: NodeJS.ProcessEnv;
  isTTY?: boolean;
  appearance?: Appearance;
  /** Default all but the last two: a run just before its end. */
  events?: readonly RunEvent[];
  canFork?: boolean;
}

/** Shows a recorded run on a terminal of its own. */
export function watchRecorded(
  recorded: RecordedRun,
  {
    columns = 80,
    rows = 24,
    colors = 24,
    env = { LANG: "C.UTF-8" },
    isTTY = true,
    appearance,
    events = recorded.events.slice(0, -2),
    canFork,
  }: WatchRecordedOptions = {},
): Watched {
  const terminal = new TestTerminal(columns, rows, colors);
  terminal.write("$ helmholtz train\r\n");
  const keyboard = new TestKeyboard({ isTTY });
  // Every terminal says what it is, so that nobody waits for it.
  terminal.answer(keyboard, [["\x1b[c", "\x1b[?62c"]]);
  const source = new RecordedSource(recorded, events);
  let now = 0;
  const clock = () => now;
  const show = async () => {
    using session = await openSession(
      { stdin: keyboard.asStdin(), stdout: terminal.asStdout(), env, clock },
      appearance,
    );
    const archive = openArchive(recorded.directory);
    return await showRun(session, source, { archive, canFork, clock });
  };
  const result = show();
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { terminal, keyboard, source, result, wait };
}

/** Leaves as Ctrl-C does. */
export async function leave({ keyboard, result }: Watched): Promise<ShownRun> {
  keyboard.write("\x03");
  return result;
}

/** Lets the run come to its end. */
export function finish(
  { source }: Watched,
  { events }: RecordedRun,
  reason: "done" | "stopped" | "quit" = "done",
): void {
  const [checkpoint, end] = events.slice(-2);
  if (checkpoint?.type !== "checkpoint" || end?.type !== "end") throw new Error("no end recorded");
  source.say(checkpoint, { ...end, reason });
  source.finish();
}
