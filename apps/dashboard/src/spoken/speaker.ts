import { plainText } from "../draw/cells.ts";

/** Sentences for a screen reader: each is one more line, and nothing that was written changes. */
export interface Speaker {
  /** Begins with a capital letter, and ends with a full stop where nothing else ends it. */
  say(sentence: string): void;
  /** What the user types, as it would stand there without this program. */
  echo(text: string): void;
}

/** A speaker that writes to a terminal or a pipe. */
export function createSpeaker(stdout: NodeJS.WritableStream): Speaker {
  let isTyping = false;
  return {
    say(sentence) {
      stdout.write(`${isTyping ? "\n" : ""}${punctuate(plainText(sentence))}\n`);
      isTyping = false;
    },
    echo(text) {
      stdout.write(text);
      isTyping ||= text !== "";
    },
  };
}

function punctuate(sentence: string): string {
  const end = /[.?!:]$/.test(sentence) ? "" : ".";
  return sentence.charAt(0).toUpperCase() + sentence.slice(1) + end;
}
