import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { lengthenLog } from "./lengthen-log.ts";
import { median } from "./results.ts";

/** What opening a long run takes. */
export interface ReplayCost {
  readonly net: string;
  readonly events: number;
  /** Of the log. */
  readonly megabytes: number;
  /** From the start of reading until the latest is shown. */
  readonly seconds: number;
  /** Most resident memory of the process, Node's own included. */
  readonly peakMegabytes: number;
  /** Milliseconds from a click on a chart until dreams, phases and weights of then are drawn. */
  readonly scrub: { readonly count: number; readonly median: number; readonly worst: number };
  /** Where the run stood in the end, as it was shown. */
  readonly step: number;
}

/** What the process that replays says. */
export interface Replayed {
  readonly seconds: number;
  /** Milliseconds. */
  readonly scrubs: readonly number[];
  readonly peakMegabytes: number;
  readonly step: number;
  readonly descriptionLength: number;
}

/**
 * Makes a day of `events` events of a recorded run, and opens it as `watch` does in a process of
 * its own.
 *
 * @param run directory of the run, whose log is changed
 * @throws Error when the process fails, or shows another state than the log ends with.
 */
export async function replayCost(
  run: string,
  { net, events, scrubs }: { net: string; events: number; scrubs: number },
): Promise<ReplayCost> {
  const { step, descriptionLength, bytes } = await lengthenLog(run, events);
  const replayed = await replay(run, scrubs);
  if (replayed.step !== step || replayed.descriptionLength !== descriptionLength) {
    throw new Error(
      `replay: step ${step} with ${descriptionLength} bits is needed, as the log ends, got step ${replayed.step} with ${replayed.descriptionLength} bits`,
    );
  }
  const { seconds, peakMegabytes } = replayed;
  return {
    ...{ net, events, megabytes: bytes / 1e6, seconds, peakMegabytes, step },
    scrub: {
      count: scrubs,
      median: median(replayed.scrubs),
      worst: Math.max(...replayed.scrubs),
    },
  };
}

async function replay(run: string, scrubs: number): Promise<Replayed> {
  const program = fileURLToPath(new URL("./replay-engine.js", import.meta.url));
  const child = spawn(process.execPath, [program, run, String(scrubs)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: undefined, INIT_CWD: undefined },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const said = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`replay: the process that replays failed with ${code}`);
  return JSON.parse(said);
}
