import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "@helmholtz/core";
import { openSession } from "../screens/session.ts";
import { showRun } from "../screens/show-run.ts";
import { watchRun } from "../watched-run.ts";
import { BLIND_ENV, BlindKeyboard, BlindTerminal } from "./blind-terminal.ts";
import type { Replayed } from "./replay-cost.ts";

// A process of its own that opens a run as `watch` does, on a terminal that nobody looks at, clicks
// on a chart so many times, and says what that took: `replay-engine.js RUN SCRUBS`.

/** Cells of the first chart, right of its labels: a click on them means a step. */
const CHART = { row: 15, from: 20, columns: 24 };
/** Prime to the columns, so that each click is far from the one before. */
const STRIDE = 11;
const PAUSE_MS = 30;
const PATIENCE_MS = 10_000;

const [run = "", scrubs = "0"] = process.argv.slice(2);
const began = performance.now();
const terminal = new BlindTerminal({ columns: 120, rows: 40 });
const keyboard = new BlindKeyboard({ isTTY: true });
const ending = new AbortController();
const { source, archive } = await watchRun(run, { signal: ending.signal });
let wholeLog = () => {};
const read = new Promise<void>((resolve) => {
  wholeLog = resolve;
});
using session = await openSession({
  stdin: keyboard.asStdin(),
  stdout: terminal.asStdout(),
  env: BLIND_ENV,
});
const shown = showRun(session, { ...source, events: counted(source.events) }, { archive });

await read;
await new Promise<void>((resolve) => {
  terminal.onFrame = () => resolve();
});
const seconds = (performance.now() - began) / 1000;
const times: number[] = [];
for (let n = 0; n < Number(scrubs); n++) times.push(await scrub(n));
keyboard.write("\x03");
const { run: state } = await shown;
ending.abort();
const replayed: Replayed = {
  seconds,
  scrubs: times,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  step: state.step,
  descriptionLength: state.curve.at(-1)?.descriptionLength ?? Number.NaN,
};
console.log(JSON.stringify(replayed));

// The machine of the latest checkpoint comes when all of the log has.
async function* counted(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    yield event;
    if (event.type === "weights") wholeLog();
  }
}

// From a click to the frame that shows the dreams of then. The frames before it show the cursor.
async function scrub(n: number): Promise<number> {
  await sleep(PAUSE_MS);
  const column = CHART.from + ((n * STRIDE) % CHART.columns);
  return await new Promise((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new Error("replay: a click shows nothing")),
      PATIENCE_MS,
    );
    const clicked = performance.now();
    terminal.onFrame = (codes) => {
      if (!/dreams[^─]* at step/.test(codes)) return;
      resolve(performance.now() - clicked);
      clearTimeout(patience);
    };
    keyboard.write(`\x1b[<0;${column};${CHART.row}M`);
  });
}
