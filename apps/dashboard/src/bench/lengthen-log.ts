import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** How a lengthened log ends. */
export interface LogEnd {
  /** Step of the last event. */
  readonly step: number;
  /** What the last evaluation measured, in bits per image. */
  readonly descriptionLength: number;
  /** Bytes of the log. */
  readonly bytes: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PIECE = 2 ** 20;
/** Laps between two times that somebody pauses training. */
const PAUSE_EVERY = 20;

/**
 * Makes the log of a recorded run one of `events` events in 24 hours: the later half of it over and
 * over, each time at later steps. It is a run under way then, which has not ended.
 */
export async function lengthenLog(run: string, events: number): Promise<LogEnd> {
  const file = join(run, "events.jsonl");
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n").map(readLine);
  const beginning = lines.filter(({ type }) => type !== "end" && type !== "checkpoint");
  const length = Math.max(...lines.map(({ step }) => step)) / 2;
  const lap = beginning.filter(({ step }) => step > length);
  const laps = Math.ceil((events - beginning.length) / lap.length);
  const began = Date.now() - DAY_MS;
  const msPerStep = DAY_MS / (length * (laps + 2));
  const stepsPerEpoch = Number(lines[0]?.body.stepsPerEpoch);

  const log = await open(file, "w");
  let piece = "";
  let bytes = 0;
  let written = 0;
  let end = { step: 0, descriptionLength: Number.NaN };
  const flush = async () => {
    bytes += (await log.write(piece)).bytesWritten;
    piece = "";
  };
  const write = async (line: Line, step: number) => {
    if (written === events) return;
    written++;
    const time = new Date(began + step * msPerStep).toISOString();
    if (line.type === "start") line.rest = restOf({ ...line.body, steps: (laps + 2) * length });
    if (line.type === "evaluate" || line.type === "likelihood") {
      line.rest = restOf({ ...line.body, epoch: step / stepsPerEpoch });
    }
    piece += `{"type":"${line.type}","step":${step},${line.rest},"time":"${time}"}\n`;
    const { descriptionLength = end.descriptionLength } = line.body as Partial<LogEnd>;
    end = { step, descriptionLength };
    if (piece.length > PIECE) await flush();
  };

  try {
    for (const line of beginning) await write(line, line.step);
    for (let n = 1; written < events; n++) {
      if (n % PAUSE_EVERY === 0) {
        for (const type of ["pause", "resume"]) await write(actLine(type), (n + 1) * length);
      }
      for (const line of lap) await write(line, line.step + n * length);
    }
    await flush();
  } finally {
    await log.close();
  }
  return { ...end, bytes };
}

/** A line of a log; what stands in `rest` comes between its step and its time. */
interface Line {
  readonly type: string;
  readonly step: number;
  readonly body: Readonly<Record<string, unknown>>;
  rest: string;
}

function readLine(text: string): Line {
  const { type, step, time: _, ...body } = JSON.parse(text);
  return { type, step, body, rest: restOf(body) };
}

function actLine(type: string): Line {
  const body = { act: { type } };
  return { type: "act", step: 0, body, rest: restOf(body) };
}

function restOf(body: object): string {
  return JSON.stringify(body).slice(1, -1);
}
