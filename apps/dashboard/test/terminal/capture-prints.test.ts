import { Console } from "node:console";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { capturePrints } from "../../src/terminal/capture-prints.ts";
import { Painter } from "../../src/terminal/painter.ts";
import { TestTerminal } from "../dashboard/terminal.ts";

function capture() {
  const terminal = new TestTerminal(20, 2);
  const stdout = terminal.asStdout();
  const lines: string[] = [];
  const painter = new Painter(stdout);
  const captured = capturePrints([stdout], (line) => lines.push(line));
  return { terminal, stdout, painter, lines, captured };
}

test("what is printed comes line by line, and the screen is left to the painter", async () => {
  const { terminal, stdout, painter, lines, captured } = capture();
  const console = new Console(stdout);
  painter.open();
  painter.write("frame");
  console.log("one\ntwo %d", 2);
  stdout.write("in ");
  stdout.write(Buffer.from("pieces: ü").subarray(0, -1));
  stdout.write(Buffer.from("ü").subarray(1));
  stdout.write("\nrest");
  expect(lines).toEqual(["one", "two 2", "in pieces: ü"]);
  captured[Symbol.dispose]();
  expect(lines.at(-1)).toBe("rest");
  painter.close();
  stdout.write("after");
  await terminal.shows("after");
  expect(terminal.text()).not.toMatch(/one|rest/);
});

test("escape codes and control characters are left out", () => {
  const { stdout, lines } = capture();
  stdout.write("\x1b[31mred\x1b[0m\x1b[2K\tand\x07 \x1b]0;title\x07blue\r\n");
  stdout.write(" 10 %\r 20 %");
  stdout.write("\r 30 %\n\n");
  expect(lines).toEqual(["red and blue", " 30 %"]);
});

test("a line without an end takes no more and more memory", () => {
  const { stdout, lines } = capture();
  for (let i = 0; i < 100; i++) stdout.write("x".repeat(1000));
  stdout.write("\n");
  expect(lines).toEqual(["x".repeat(1000)]);
});

test("who prints hears that it is written", async () => {
  const { stdout } = capture();
  await new Promise<void>((resolve) => stdout.write("a", () => resolve()));
  await new Promise<void>((resolve) => stdout.write("b", "utf8", () => resolve()));
});

test("a stream has its own write again, or the one that was there before", () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done() });
  const own = stream.write;
  const streams = [stream as unknown as NodeJS.WriteStream];
  const outer = capturePrints(streams, () => {});
  const patched = stream.write;
  capturePrints(streams, () => {})[Symbol.dispose]();
  expect(stream.write).toBe(patched);
  outer[Symbol.dispose]();
  expect(stream.write).toBe(own);
  expect(Object.hasOwn(stream, "write")).toBe(false);
});
