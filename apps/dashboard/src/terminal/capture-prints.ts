import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";

/**
 * Catches what anybody prints, `console.log`, warnings and libraries, as long as a dashboard has
 * the screen: it goes to `onLine` line by line, without escape codes and control characters, and
 * not to the terminal. Changes the `write` of the streams, until disposed of.
 *
 * @param streams such as `process.stdout` and `process.stderr`
 * @param onLine must not print. Of lines longer than 1000 characters it gets the first 1000.
 */
export function capturePrints(
  streams: readonly NodeJS.WriteStream[],
  onLine: (line: string) => void,
): Disposable {
  const releases = streams.map((stream) => captureStream(stream, onLine));
  return {
    [Symbol.dispose]() {
      for (const release of releases) release();
    },
  };
}

const LONGEST_LINE = 1000;

function captureStream(stream: NodeJS.WriteStream, onLine: (line: string) => void): () => void {
  const decoder = new StringDecoder("utf8");
  const lines = createLineSplitter(onLine);
  const original = Object.getOwnPropertyDescriptor(stream, "write");
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    lines.push(typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)));
    const done = rest.find((argument) => typeof argument === "function");
    if (done) process.nextTick(done);
    return true;
  };
  Object.defineProperty(stream, "write", { value: write, configurable: true, writable: true });
  return () => {
    if (original) Object.defineProperty(stream, "write", original);
    else Reflect.deleteProperty(stream, "write");
    lines.end();
  };
}

function createLineSplitter(onLine: (line: string) => void) {
  let line = "";
  const end = () => {
    const plain = plainLine(line);
    line = "";
    if (plain !== "") onLine(plain);
  };
  return {
    push(text: string) {
      const [first = "", ...others] = text.split("\n");
      add(first);
      for (const other of others) {
        end();
        add(other);
      }
    },
    end,
  };

  // A bar that counts up in place is the last of its states.
  function add(text: string) {
    const begin = text.replace(/\r+$/, "").lastIndexOf("\r") + 1;
    line = ((begin > 0 ? "" : line) + text.slice(begin)).slice(0, LONGEST_LINE);
  }
}

function plainLine(line: string): string {
  return stripVTControlCharacters(line).replaceAll("\t", " ").replace(CONTROLS, "").trimEnd();
}

const CONTROLS = /\p{Cc}/gu;
