import type { Matrix } from "../matrix.ts";
import { encodeMatrix } from "./encoded-matrix.ts";
import type { TrainEvent } from "./events.ts";
import { restoreEvent } from "./restore-event.ts";
import type { RunEvent } from "./run-state.ts";

/** Whether an event belongs into the log: what it says cannot be told from the others. */
export function isLogged(event: TrainEvent): boolean {
  if (event.type === "phases") return event.of === "report";
  return event.type !== "progress" && event.type !== "weights";
}

/**
 * One event as one line of JSON, type and step first, without what stands in a checkpoint's file.
 * Probabilities become bytes 0 … 255 in base64; a number that is not finite becomes null, with the
 * reason beside it where the event has none of its own.
 *
 * @param extra more fields of the line, such as the time
 */
export function encodeEvent(
  event: TrainEvent | RunEvent,
  extra: Record<string, unknown> = {},
): string {
  const {
    type,
    step,
    state: _,
    machine: __,
    ...kept
  } = event as TrainEvent & Record<string, unknown>;
  let finite = true;
  const body = JSON.stringify({ type, step, ...kept, ...extra }, (_, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      finite = false;
      return null;
    }
    return isMatrix(value) ? encodeMatrix(value) : value;
  });
  return finite || "reason" in kept
    ? body
    : `${body.slice(0, -1)},"reason":"null stands for a number that is not finite"}`;
}

/**
 * Reads a line of a log, which may be hostile; null becomes NaN again where a number is needed.
 * Undefined for a line that is torn, no event, or not as its type needs it. An event of an unknown
 * type is kept as it is.
 */
export function decodeEvent(line: string): RunEvent | undefined {
  if (line.length > LONG && !isMostlyText(line)) return undefined;
  try {
    return restoreEvent(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const LONG = 2 ** 20;
const MOST_VALUES = 10_000;

// What takes much more memory than its text are values in millions, as no event has.
function isMostlyText(line: string): boolean {
  let values = 0;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (char === "," || char === "[" || char === "{") values++;
    if (values > MOST_VALUES) return false;
  }
  return true;
}

function isMatrix(value: unknown): value is Matrix {
  return (value as Matrix | null)?.data instanceof Float32Array;
}
