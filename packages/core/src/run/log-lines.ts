/** The bytes of a log, wherever it is: a file, a server, a dropped folder. */
export interface LogBytes {
  /** How many there are now; undefined where there is no log yet. */
  size(): Promise<number | undefined>;
  /** Those from `from` to before `to`; fewer where the log ends before. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Whole lines of a log, each with its newline. */
export interface Stretch {
  /** Bytes of the log before it, and up to its end. */
  readonly from: number;
  readonly to: number;
  /** [to − from], or none where the stretch is of a line that is too long. */
  readonly bytes: Uint8Array;
}

/** A line of a stretch. */
export interface Line {
  /** Where in the bytes it begins and ends, without its newline. */
  readonly start: number;
  readonly end: number;
  /** What it begins with; undefined for a torn line, and for one that begins otherwise. */
  readonly head: LineHead | undefined;
}

/** What a line begins with, as `encodeEvent` writes it. */
export interface LineHead {
  readonly type: string;
  readonly step: number;
}

const PIECE = 2 ** 20;
/** No event is as long: a longer line is passed over, not held. */
const LONGEST_LINE = 2 ** 26;
const NEWLINE = 10;
const COMMA = 0x2c;
const CLOSING_BRACE = 0x7d;
const [ZERO, NINE] = [0x30, 0x39];

/**
 * Reads the whole lines of a log between two bytes, about 1 MB at a time, and the next while the
 * last is worked on. A torn last line is left.
 */
export async function* readStretches(
  log: LogBytes,
  { from = 0, end }: { from?: number; end: number },
): AsyncGenerator<Stretch> {
  const readFrom = (start: number, length = PIECE) => {
    const reading = start < end ? log.read(start, Math.min(start + length, end)) : undefined;
    // Where it fails, that is told when it is waited for, which nobody may do any more.
    reading?.catch(() => {});
    return reading;
  };
  let length = PIECE;
  for (let reading = readFrom(from); reading; ) {
    const bytes = await reading;
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    const isLong = whole === 0 && bytes.length === length;
    if (isLong && length < LONGEST_LINE) {
      length *= 2;
      reading = readFrom(from, length);
      continue;
    }
    const to = from + (isLong ? length : whole);
    if (to === from) return; // torn, or cut meanwhile
    length = PIECE;
    reading = readFrom(to);
    yield { from, to, bytes: bytes.subarray(0, whole) };
    from = to;
  }
}

/** The lines of a stretch. */
export function linesOf(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    lines.push({ start, end, head: headOf(bytes, start, end) });
    start = end + 1;
  }
  return lines;
}

/** The text of a line. */
export function textOf(bytes: Uint8Array, { start, end }: Line): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The texts of lines; undefined where one is not wanted. */
export function textsOf(
  bytes: Uint8Array,
  lines: readonly Line[],
  isWanted: (line: Line) => boolean,
): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (let i = 0; i < lines.length; ) {
    const first = i;
    while (i < lines.length && isWanted(lines[i])) i++;
    if (i === first) {
      texts[i++] = undefined;
      continue;
    }
    // Together: to call the decoder costs more than to decode a line.
    const { start } = lines[first];
    const text = textOf(bytes, { ...lines[i - 1], start });
    for (const line of text.split("\n")) texts.push(line);
  }
  return texts;
}

const decoder = new TextDecoder();

// Of a log, the most frequent first. A line of another type has no head.
const TYPES = ["dream", "phases", "evaluate", "likelihood", "checkpoint", "act", "start", "end"];
const encoder = new TextEncoder();
const HEADS = TYPES.map((type) => ({ type, letters: encoder.encode(`{"type":"${type}","step":`) }));

// From the bytes: of most lines, no text is ever made.
function headOf(bytes: Uint8Array, start: number, end: number): LineHead | undefined {
  if (bytes[end - 1] !== CLOSING_BRACE) return undefined;
  const head = HEADS.find(({ letters }) => hasAt(bytes, start, letters));
  if (!head) return undefined;
  const step = countAt(bytes, start + head.letters.length);
  return step === undefined ? undefined : { type: head.type, step };
}

function hasAt(bytes: Uint8Array, start: number, letters: Uint8Array): boolean {
  for (let i = 0; i < letters.length; i++) if (bytes[start + i] !== letters[i]) return false;
  return true;
}

const MOST_DIGITS = 15;

// The digits before a comma or a brace, as a number.
function countAt(bytes: Uint8Array, start: number): number | undefined {
  let count = 0;
  for (let at = start; at <= start + MOST_DIGITS; at++) {
    const letter = bytes[at];
    if (at > start && (letter === COMMA || letter === CLOSING_BRACE)) return count;
    if (letter < ZERO || letter > NINE) return undefined;
    count = 10 * count + letter - ZERO;
  }
  return undefined;
}
