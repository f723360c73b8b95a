import { type Matrix, matrix } from "../matrix.ts";
import type { TrainEvent } from "./events.ts";
import type { RunEvent } from "./run-state.ts";

/** Whether an event belongs into the log: what it says cannot be told from the others. */
export function isLogged(event: TrainEvent): boolean {
  return event.type !== "progress" && event.type !== "weights";
}

/**
 * One event as one line of JSON, without what stands in a checkpoint's file. Probabilities become
 * bytes 0 … 255 in base64; a number that is not finite becomes null, with the reason beside it.
 *
 * @param extra more fields of the line, such as the time
 */
export function encodeEvent(event: TrainEvent, extra: Record<string, unknown> = {}): string {
  const { state: _, machine: __, ...kept } = event as TrainEvent & Record<string, unknown>;
  let finite = true;
  const body = JSON.stringify({ ...kept, ...extra }, (_, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      finite = false;
      return null;
    }
    return isMatrix(value) ? encodeMatrix(value) : value;
  });
  return finite
    ? body
    : `${body.slice(0, -1)},"reason":"null stands for a number that is not finite"}`;
}

/** Reads a line of a log; undefined for one that is torn or no event. */
export function decodeEvent(line: string): RunEvent | undefined {
  try {
    const event = JSON.parse(line, (_, value) =>
      value?.encoding === ENCODING ? decodeMatrix(value) : value,
    );
    return typeof event?.type === "string" && Number.isSafeInteger(event.step) ? event : undefined;
  } catch {
    return undefined;
  }
}

const ENCODING = "bytes/255";

interface EncodedMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly encoding: typeof ENCODING;
  readonly data: string;
}

function isMatrix(value: unknown): value is Matrix {
  return (value as Matrix | null)?.data instanceof Float32Array;
}

function encodeMatrix({ rows, cols, data }: Matrix): EncodedMatrix {
  let text = "";
  for (const value of data) text += String.fromCharCode(Math.round(255 * value));
  return { rows, cols, encoding: ENCODING, data: btoa(text) };
}

function decodeMatrix({ rows, cols, data }: EncodedMatrix): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from(atob(data), (byte) => byte.charCodeAt(0) / 255),
  );
}
