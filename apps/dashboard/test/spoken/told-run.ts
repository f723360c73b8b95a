import { PassThrough } from "node:stream";
import type { Act, RunEvent } from "@helmholtz/core";
import { type TellRunOptions, tellRun } from "../../src/spoken/tell-run.ts";
import { TestKeyboard } from "../dashboard/terminal.ts";
import type { Recording } from "../plain/recorded-run.ts";

export interface ToldRunOptions extends Pick<TellRunOptions, "clock" | "now"> {
  /** Whether there is a keyboard. Default true. */
  isTTY?: boolean;
  /** What takes acts, where this program trains. Default none. */
  act?(act: Act): void;
}

/** A run that is told, of which the events are given here or are those of a training. */
export function toldRun(
  { record }: Pick<Recording, "record">,
  events: AsyncIterable<RunEvent>,
  { isTTY = true, act, clock, now }: ToldRunOptions = {},
) {
  const stdin = new TestKeyboard({ isTTY });
  const out = new PassThrough();
  let text = "";
  out.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const stdout = out as unknown as NodeJS.WriteStream; // no more is asked of it than to write
  const result = tellRun(
    { path: "/runs/one", record, events, ...(act && { act }) },
    { stdin: stdin.asStdin(), stdout, ...(clock && { clock }), ...(now && { now }) },
  );
  result.catch(() => {}); // whoever waits for it hears of it
  return {
    stdin,
    result,
    get text() {
      return text;
    },
    get lines() {
      return text.split("\n").slice(0, -1);
    },
    press(keys: string) {
      stdin.write(keys);
    },
    /** Waits until it has been said. Fails with what was said instead. */
    async says(wanted: string | RegExp): Promise<void> {
      const deadline = performance.now() + 5000;
      const isSaid = () => (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text));
      while (!isSaid()) {
        if (performance.now() > deadline) throw new Error(`${wanted} was never said:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

/** Events that come when they are sent. */
export function createEvents() {
  const waiting: RunEvent[] = [];
  let isOver = false;
  let wake = () => {};
  async function* all(): AsyncGenerator<RunEvent> {
    while (true) {
      while (waiting.length > 0) yield* waiting.splice(0);
      if (isOver) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    events: all(),
    send(...events: readonly RunEvent[]) {
      waiting.push(...events);
      wake();
    },
    finish() {
      isOver = true;
      wake();
    },
  };
}
