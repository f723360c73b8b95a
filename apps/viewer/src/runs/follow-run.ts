import {
  appendEvent,
  appendHistory,
  createHistory,
  createRunState,
  mapMachine,
  openRunLog,
  RunError,
  type RunEvent,
  type RunRecord,
} from "@helmholtz/core";
import { logBytes } from "./log-bytes.ts";
import { readRecord } from "./read-record.ts";
import type { Snapshot } from "./run-changes.ts";
import { RECORD, type RunFiles, UnreachableError } from "./run-files.ts";
import type { Call, Reply, Request, StoredMachine } from "./run-messages.ts";
import { createTeller } from "./run-teller.ts";
import { readMachine } from "./stored-machine.ts";
import type { InTurn } from "./turns.ts";
import { createWait } from "./wait.ts";

/** Milliseconds between looks at a run: that learns, and that has ended but may be continued. */
const LOOK_EVERY = { live: 1000, stalled: 2000, ended: 5000 };
/** How much more seldom when nobody sees the page. */
const HIDDEN = 10;
/** Milliseconds until the second look at what is gone: twice as many each time, up to the last. */
const [FIRST_RETRY, LAST_RETRY] = [1000, 30_000];
/** Milliseconds without news until a run counts as stalled. */
const STALLED_AFTER = 120_000;

/**
 * Reads a run and then what is added to it, and tells the page over a port; answers what the page
 * asks, until it is closed or the run turns out to be none.
 */
export function followRun(files: RunFiles, port: MessagePort, inTurn: InTurn): void {
  const run = createRunState();
  const history = createHistory();
  const log = openRunLog(logBytes(files));
  const teller = createTeller(port);
  const waiting = createWait();
  let record: RunRecord | undefined;
  let sizes: readonly number[] | undefined; // of a checkpoint without a run
  let recordIsOld = true;
  let isWhole = false; // read to its end once
  let lastNews = 0;
  let saidTime: string | undefined; // by the latest event of the first reading
  let shown = true;
  let closed = false;

  async function follow(): Promise<void> {
    for (let tries = 0; !closed; ) {
      try {
        const goesOn = await inTurn(readOn);
        if (closed) return;
        const status = statusNow();
        teller.tell(snapshot(), goesOn ? status : { type: "ended" });
        if (!goesOn) return;
        tries = 0;
        await waiting.wait(LOOK_EVERY[status.type] * (shown ? 1 : HIDDEN));
      } catch (error) {
        if (closed) return;
        const { message } = error as Error;
        const isGone = error instanceof UnreachableError;
        teller.tell(snapshot(), { type: isGone ? "gone" : "error", message });
        if (!isGone) return;
        await waiting.wait(Math.min(FIRST_RETRY * 2 ** tries++, LAST_RETRY));
      }
    }
  }

  // Gives whether more may come.
  async function readOn(): Promise<boolean> {
    if (closed) return false;
    if (recordIsOld) record = await readRecord(files);
    if (!record) {
      await readWeightsAlone();
      return false;
    }
    recordIsOld = false;
    for await (const event of log.read()) {
      if (closed) return false;
      take(event);
      if (!teller.isDue()) continue;
      if (isWhole) teller.tell(snapshot(), statusNow());
      else teller.tellSome(snapshot(), { type: "loading", progress: log.progress });
    }
    if (!isWhole) lastNews = Date.parse(saidTime ?? "") || Date.now();
    isWhole = true;
    return true;
  }

  // A checkpoint without the run that it is of.
  async function readWeightsAlone(): Promise<void> {
    const found = await readMachine(files, Number.POSITIVE_INFINITY, [], undefined);
    if (!found) {
      throw new RunError(
        `${files.name}: a run is needed, there is no ${RECORD}; give a run directory or a checkpoint`,
      );
    }
    sizes = found.machine.sizes;
    run.step = found.step;
    run.checkpoints.push(...(await files.checkpoints()));
  }

  function take(event: RunEvent): void {
    appendEvent(run, event);
    appendHistory(history, event);
    teller.note(event);
    // Where it is continued, it may be for more steps.
    if (event.type === "start" && isWhole) recordIsOld = true;
    if (isWhole) lastNews = Date.now();
    else saidTime = event.time ?? saidTime;
  }

  function statusNow(): { readonly type: "live" | "stalled" | "ended" } {
    if (run.end) return { type: "ended" };
    return { type: Date.now() - lastNews > STALLED_AFTER ? "stalled" : "live" };
  }

  function snapshot(): Snapshot {
    const steps = { dream: log.steps("dream"), phases: log.steps("phases") };
    return { record, sizes: record?.sizes ?? sizes, run, history, steps };
  }

  port.addEventListener("message", ({ data }: MessageEvent<Request>) => {
    switch (data.type) {
      case "shown":
        shown = data.shown;
        if (shown) waiting.end();
        break;
      case "close":
        closed = true;
        waiting.end();
        port.close();
        break;
      case "at":
        answer(port, data, log.at(data.pictures, data.step));
        break;
      case "machineAt":
        answer(port, data, readMachine(files, data.step, run.checkpoints, record?.sizes));
        break;
      default:
        data satisfies never;
    }
  });
  port.start();
  follow().catch(reportError);
}

function answer(port: MessagePort, { type, call }: Call, asked: Promise<unknown>): void {
  const send = (reply: Reply, buffers: ArrayBuffer[] = []) => port.postMessage(reply, buffers);
  asked.then(
    (value) => {
      const buffers = type === "machineAt" ? machineBuffers(value as StoredMachine) : [];
      send({ type: "answer", call, value }, buffers);
    },
    ({ message }: Error) => send({ type: "failure", call, message }),
  );
}

function machineBuffers(stored: StoredMachine | undefined): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  if (stored) mapMachine(stored.machine, ({ data }) => buffers.push(data.buffer as ArrayBuffer));
  return buffers;
}
