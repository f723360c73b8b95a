import { fitsMachine } from "./fits-machine.ts";
import { decodeEvent } from "./log.ts";
import {
  type Line,
  type LogBytes,
  linesOf,
  readStretches,
  type Stretch,
  textsOf,
} from "./log-lines.ts";
import type { RunEvent } from "./run-state.ts";

/** An event with pictures: of these, a log tells where each stands, and reads it when it is asked for. */
export type PictureType = "dream" | "phases";
type PictureEvent<T extends PictureType> = Extract<RunEvent, { type: T }>;

/** The log of a run, read in pieces and in order, also while it grows. */
export interface RunLog {
  /**
   * Events since the last call, up to what the log has now; first of all those from the beginning.
   * Of pictures, which are most of a log, it gives the last one of about every megabyte and passes
   * over the others; `at` has them all. What is torn, malformed or of another machine is skipped.
   *
   * A log that was replaced by a shorter one begins anew, with an event `start`. One call at a time.
   *
   * @throws whatever its `LogBytes` throw; the next call goes on from there.
   */
  read(): AsyncGenerator<RunEvent>;
  /** Part of the log that has been read, 0 … 1, as far as it went at the last `read`. */
  readonly progress: number;
  /** Steps of the events of a type that have been read, ascending; a `start` drops those after it. */
  steps(type: PictureType): readonly number[];
  /**
   * The latest event of a type at or before a step, of those that have been read, from the log.
   *
   * @throws whatever its `LogBytes` throw.
   */
  at<T extends PictureType>(type: T, step: number): Promise<PictureEvent<T> | undefined>;
}

/** Opens a log. There need not be one yet: a missing one is empty. */
export function openRunLog(bytes: LogBytes): RunLog {
  const places = { dream: createPlaces(), phases: createPlaces() };
  let position = 0;
  let size: number | undefined;
  let sizes: readonly number[] | undefined;

  function* eventsOf(stretch: Stretch): Generator<RunEvent> {
    const lines = linesOf(stretch.bytes);
    const last = {
      dream: lines.findLast(({ head }) => head?.type === "dream"),
      phases: lines.findLast(({ head }) => head?.type === "phases"),
    };
    const isTold = (line: Line) =>
      !line.head || !isPicture(line.head.type) || line === last[line.head.type];
    const texts = textsOf(stretch.bytes, lines, isTold);
    for (const [i, { start, end, head }] of lines.entries()) {
      position = stretch.from + end + 1;
      if (head && isPicture(head.type)) {
        keepPlace(places[head.type], head.step, stretch.from + start, end - start);
      }
      const text = texts[i];
      const event = text === undefined ? undefined : decodeEvent(text);
      if (!event || !fitsMachine(event, sizes)) continue;
      if (event.type === "start") {
        sizes = event.sizes;
        rewind(event.step);
      } else if (isPicture(event.type) && !head) {
        keepPlace(places[event.type], event.step, stretch.from + start, end - start);
      }
      yield event;
    }
    position = stretch.to;
  }

  function rewind(step: number): void {
    for (const list of Object.values(places)) dropPlaces(list, step);
  }

  return {
    async *read() {
      size = (await bytes.size()) ?? 0;
      if (size < position) {
        position = 0;
        sizes = undefined;
        rewind(-1);
      }
      for await (const stretch of readStretches(bytes, { from: position, end: size })) {
        for (const event of eventsOf(stretch)) yield event;
      }
    },
    get progress() {
      if (size === undefined) return 0;
      return size === 0 ? 1 : position / size;
    },
    steps: (type) => places[type].steps,
    async at<T extends PictureType>(type: T, step: number) {
      const { steps, offsets, lengths } = places[type];
      // Nearly always the first: only a malformed line is no event of this type and step.
      // Meanwhile, a resumption may drop some.
      for (let i = countUpTo(steps, step); i-- > 0; i = Math.min(i, steps.length)) {
        const wanted = steps[i];
        const line = await bytes.read(offsets[i], offsets[i] + lengths[i]);
        const event = decodeEvent(decoder.decode(line));
        if (event?.type === type && event.step === wanted && fitsMachine(event, sizes)) {
          return event as PictureEvent<T>;
        }
      }
      return undefined;
    },
  };
}

const decoder = new TextDecoder();

function isPicture(type: string): type is PictureType {
  return type === "dream" || type === "phases";
}

/** Where in a log the events of a type stand: numbers side by side, for there may be 10⁶ of them. */
interface Places {
  /** Ascending. */
  readonly steps: number[];
  readonly offsets: number[];
  readonly lengths: number[];
}

function createPlaces(): Places {
  return { steps: [], offsets: [], lengths: [] };
}

// A second event of a step replaces the first, as where a run was resumed.
function keepPlace(places: Places, step: number, offset: number, length: number): void {
  dropPlaces(places, step - 1);
  places.steps.push(step);
  places.offsets.push(offset);
  places.lengths.push(length);
}

function dropPlaces({ steps, offsets, lengths }: Places, after: number): void {
  while (steps.length > 0 && steps[steps.length - 1] > after) {
    steps.pop();
    offsets.pop();
    lengths.pop();
  }
}

function countUpTo(steps: readonly number[], step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
