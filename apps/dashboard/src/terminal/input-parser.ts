import type { Input } from "./input.ts";
import { ESCAPE_KEY, parseCharacter, parseKeyCode } from "./keys.ts";
import { parseMouse } from "./mouse.ts";

/** What a terminal sends: input, or a code that is none, such as the answer to a query. */
export type Sent = Input | { readonly type: "reply"; readonly code: string };

/** Takes apart what a terminal sends, in pieces of any size. Pasted text is left out. */
export interface InputParser {
  push(text: string): Sent[];
  /**
   * What the last piece broke off in: an `ESC`, which is a key if nothing follows soon, or
   * something longer, the rest of which may be on its way.
   */
  readonly unfinished: "nothing" | "escape" | "code";
  /** Waits no more for the rest. */
  flush(): Sent[];
}

export function createInputParser(): InputParser {
  let rest = "";
  let isPasting = false;

  const push = (text: string): Sent[] => {
    const sent: Sent[] = [];
    rest += text;
    for (let part = next(); part; part = next()) {
      if (part === PASTE_BEGIN) isPasting = true;
      else sent.push(parse(part));
    }
    return sent;
  };

  // Takes the next key or code off the rest; nothing if it is not complete.
  const next = (): string | undefined => {
    if (isPasting) {
      const end = rest.indexOf(PASTE_END);
      // The mark of the end may be cut in two.
      rest = end < 0 ? rest.slice(1 - PASTE_END.length) : rest.slice(end + PASTE_END.length);
      if (end < 0) return undefined;
      isPasting = false;
    }
    const length = rest.startsWith(ESCAPE) ? codeLength(rest) : characterLength(rest);
    if (length === undefined) return undefined;
    const part = rest.slice(0, length);
    rest = rest.slice(length);
    return part;
  };

  return {
    push,
    get unfinished() {
      if (rest === ESCAPE && !isPasting) return "escape";
      return rest === "" && !isPasting ? "nothing" : "code";
    },
    flush() {
      const isEscape = rest === ESCAPE && !isPasting;
      rest = "";
      isPasting = false;
      return isEscape ? [ESCAPE_KEY] : [];
    },
  };
}

const ESCAPE = "\x1b";
const PASTE_BEGIN = "\x1b[200~";
const PASTE_END = "\x1b[201~";

// More than any code has: what is longer has lost its end.
const LONGEST_CODE = 4096;

function parse(part: string): Sent {
  if (part === ESCAPE) return ESCAPE_KEY;
  if (!part.startsWith(ESCAPE)) return parseCharacter(part);
  const isString = STRINGS.has(part[1] ?? "");
  const input = isString ? undefined : (parseMouse(part) ?? parseKeyCode(part));
  return input ?? { type: "reply", code: part };
}

function characterLength(text: string): number | undefined {
  if (text === "") return undefined;
  return (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
}

// The letters after an `ESC` that begin a string, as answers to queries are.
const STRINGS = new Set(["]", "P", "_", "^", "X"]);

// How long the code is that a text begins with; nothing if it goes on after the text.
function codeLength(text: string): number | undefined {
  const introducer = text[1];
  if (introducer === undefined) return undefined;
  if (introducer === ESCAPE) return 1;
  const isComplete = (length: number) => (length <= text.length ? length : undefined);
  if (introducer === "[") return isComplete(csiLength(text));
  if (introducer === "O") return isComplete(3);
  if (STRINGS.has(introducer)) return isComplete(stringLength(text));
  return 1 + (characterLength(text.slice(1)) ?? 0);
}

function csiLength(text: string): number {
  if (text[2] === "[") return 4; // a function key of the Linux console
  if (text[2] === "M") return 6; // the mouse, in the encoding before SGR
  let end = 2;
  // Parameters, then a letter; any other character has cut the code short.
  while (isParameter(text.charCodeAt(end))) end++;
  return text.charCodeAt(end) < 0x20 ? end : end + 1;
}

function isParameter(unit: number): boolean {
  return unit >= 0x20 && unit < 0x40;
}

function stringLength(text: string): number {
  const ends = ["\x07", "\x1b\\"]
    .map((mark) => ({ at: text.indexOf(mark, 2), mark }))
    .filter(({ at }) => at >= 0)
    .map(({ at, mark }) => at + mark.length);
  return ends.length > 0 || text.length > LONGEST_CODE
    ? Math.min(...ends, text.length)
    : Number.POSITIVE_INFINITY;
}
