import { StringDecoder } from "node:string_decoder";
import type { Input } from "./input.ts";
import { createInputParser, type Sent } from "./input-parser.ts";

/** A keyboard and a mouse that are being read. Disposing of it gives the keyboard back. */
export interface InputReader extends Disposable {
  /** Whether there is a terminal to read from. Otherwise there is never any input. */
  readonly isTTY: boolean;
  /** Hears the terminal's answers to queries. Where it is not set, they are dropped. */
  onReply: ((code: string) => void) | undefined;
  /** Stops reading and takes the terminal out of raw mode. May be called more than once. */
  pause(): void;
  /** Goes on reading, in raw mode. */
  resume(): void;
}

/**
 * Reads keys and the mouse from a terminal, in raw mode, until disposed of. The mouse and pasting
 * are reported only where `Painter` has asked for it; pasted text is no input.
 */
export function readInput(stdin: NodeJS.ReadStream, onInput: (input: Input) => void): InputReader {
  const parser = createInputParser();
  const decoder = new StringDecoder("utf8");
  let waiting: NodeJS.Timeout | undefined;
  let isReading = false;

  const handOn = (all: readonly Sent[]) => {
    for (const sent of all) {
      if (sent.type !== "reply") onInput(sent);
      else reader.onReply?.(sent.code);
    }
  };
  const hear = (chunk: Buffer | string) => {
    clearTimeout(waiting);
    handOn(parser.push(typeof chunk === "string" ? chunk : decoder.write(chunk)));
    const { unfinished } = parser;
    if (unfinished === "nothing") return;
    waiting = setTimeout(() => handOn(parser.flush()), PATIENCE_MS[unfinished]);
  };

  const reader: InputReader = {
    isTTY: Boolean(stdin.isTTY),
    onReply: undefined,
    pause() {
      if (!isReading) return;
      isReading = false;
      clearTimeout(waiting);
      parser.flush();
      stdin.off("data", hear);
      stdin.pause();
      stdin.setRawMode(false);
      stdin.unref();
    },
    resume() {
      if (isReading || !reader.isTTY) return;
      isReading = true;
      stdin.setRawMode(true);
      stdin.ref();
      stdin.on("data", hear);
      stdin.resume();
    },
    [Symbol.dispose]() {
      reader.pause();
    },
  };
  reader.resume();
  return reader;
}

// An escape key is alone at once, but for slow connections; a code is hardly ever cut in two.
const PATIENCE_MS = { escape: 50, code: 1000 };
