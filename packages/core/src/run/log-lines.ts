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
const CLOSING_BRACE = 0x7d;

/** Reads the whole lines of a log between two bytes, about 1 MB at a time. A torn last line is left. */
export async function* readStretches(
  log: LogBytes,
  { from = 0, end }: { from?: number; end: number },
): AsyncGenerator<Stretch> {
  for (let length = PIECE; from < end; ) {
    const bytes = await log.read(from, Math.min(from + length, end));
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    const isLong = whole === 0 && bytes.length === length;
    if (isLong && length < LONGEST_LINE) {
      length *= 2;
      continue;
    }
    const to = from + (isLong ? length : whole);
    if (to === from) return; // torn, or cut meanwhile
    yield { from, to, bytes: bytes.subarray(0, whole) };
    from = to;
    length = PIECE;
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

const decoder = new TextDecoder();

const HEAD = /^\{"type":"(\w+)","step":(\d{1,15})[,}]/;
const LONGEST_HEAD = 64;

// Without parsing the rest, which of pictures is most of it.
function headOf(bytes: Uint8Array, start: number, end: number): LineHead | undefined {
  if (bytes[end - 1] !== CLOSING_BRACE) return undefined;
  const letters = bytes.subarray(start, Math.min(end, start + LONGEST_HEAD));
  const head = HEAD.exec(decoder.decode(letters));
  return head ? { type: head[1], step: Number(head[2]) } : undefined;
}
