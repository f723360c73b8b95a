import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Input } from "../../src/terminal/input.ts";
import { createInputParser } from "../../src/terminal/input-parser.ts";
import { readInput } from "../../src/terminal/read-input.ts";
import { TestKeyboard } from "../dashboard/terminal.ts";

/** What was done, in short: keys by their names. */
function inShort(input: Input | { type: "reply"; code: string }): string {
  switch (input.type) {
    case "key":
      return input.name;
    case "reply":
      return `reply ${input.code.slice(1)}`;
    case "wheel":
      return `wheel ${input.delta} at ${input.row},${input.column}`;
    default:
      return `${input.type} ${input.button} at ${input.row},${input.column}`;
  }
}

function parsed(text: string): string[] {
  return createInputParser().push(text).map(inShort);
}

test.each([
  ["aA?", ["a", "A", "?"]],
  ["ü字🙂", ["ü", "字", "🙂"]],
  [" \r\n\t", [" ", "enter", "enter", "tab"]],
  ["\x7f\b", ["backspace", "backspace"]],
  ["\x03\x1a\x00\x1c", ["ctrl-c", "ctrl-z", "ctrl- ", "ctrl-\\"]],
  ["\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]],
  ["\x1bOA\x1bOD\x1bOH\x1bOF", ["up", "left", "home", "end"]],
  ["\x1b[1;2D\x1b[1;5C\x1b[1;4A", ["shift-left", "ctrl-right", "alt-shift-up"]],
  ["\x1b[d\x1b[c", ["shift-left", "shift-right"]],
  ["\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", ["home", "end", "home", "end", "home", "end"]],
  ["\x1b[5~\x1b[6~\x1b[3~\x1b[5;2~", ["pageup", "pagedown", "delete", "shift-pageup"]],
  ["\x1b[Z", ["shift-tab"]],
  ["\x1bOP\x1b[15~\x1b[24~\x1b[[A\x1b[[E", ["f1", "f5", "f12", "f1", "f5"]],
  ["\x1bx\x1b\r", ["alt-x", "alt-enter"]],
  ["\x1b\x1b[A", ["escape", "up"]],
])("%j is %j", (text, keys) => {
  expect(parsed(text)).toEqual(keys);
});

test("a key has the text that it writes", () => {
  const texts = createInputParser()
    .push("a字 \r\x1b[A\x1bx")
    .map((input) => input.type === "key" && input.text);
  expect(texts).toEqual(["a", "字", " ", "", "", ""]);
});

test.each([
  ["\x1b[<0;1;1M", ["press left at 0,0"]],
  ["\x1b[<2;240;80M\x1b[<2;240;80m", ["press right at 79,239", "release right at 79,239"]],
  ["\x1b[<32;5;6M", ["drag left at 5,4"]],
  ["\x1b[<20;5;6M", ["press left at 5,4"]], // with shift and control
  ["\x1b[<64;5;6M\x1b[<65;5;6M", ["wheel -1 at 5,4", "wheel 1 at 5,4"]],
])("the mouse: %j is %j", (text, inputs) => {
  expect(parsed(text)).toEqual(inputs);
});

test("what is no input does not act as keys", () => {
  expect(parsed("\x1b]11;rgb:0/0/0\x07q")).toEqual(["reply ]11;rgb:0/0/0\x07", "q"]);
  expect(parsed("\x1b_Gi=31;OK\x1b\\q").at(-1)).toBe("q");
  expect(parsed("\x1b[?62;4cq")).toEqual(["reply [?62;4c", "q"]);
  expect(parsed("\x1b[24;80Rq").at(-1)).toBe("q");
  expect(parsed("\x1b[M !!q")).toEqual(["reply [M !!", "q"]); // the mouse before SGR
  expect(parsed("\x1b[<66;1;1Mq").at(-1)).toBe("q"); // a wheel turned sideways
  expect(parsed("\x1b[12;\x1b[Aq").slice(-2)).toEqual(["up", "q"]); // cut short
});

test("pasted text is no input, not even a Ctrl-C in it", () => {
  expect(parsed("a\x1b[200~quit\r\x03\x1b[A\x1b[201~b")).toEqual(["a", "b"]);
});

test("pieces of any size mean what the whole means", () => {
  const whole =
    "a\x1b[1;2D\x1b[<0;10;20Mü🙂\x1b]11;rgb:0/0/0\x1b\\\x1b[200~xy\x1b[20z\x1b[201~\x1b[Zq";
  for (let size = 1; size < 9; size++) {
    const parser = createInputParser();
    const inputs: string[] = [];
    // By characters, as a decoder hands them on.
    const characters = [...whole];
    for (let i = 0; i < characters.length; i += size) {
      inputs.push(...parser.push(characters.slice(i, i + size).join("")).map(inShort));
    }
    expect(inputs).toEqual(parsed(whole));
  }
});

test("a code without an end does not swallow keys for ever", () => {
  const parser = createInputParser();
  parser.push(`\x1b]11;${"x".repeat(5000)}`);
  expect(parser.push("q").map(inShort)).toEqual(["q"]);
  parser.push("\x1b[200~pasted");
  expect(parser.push("q")).toEqual([]);
  parser.flush();
  expect(parser.push("q").map(inShort)).toEqual(["q"]);
});

function read(keyboard: TestKeyboard) {
  const inputs: string[] = [];
  const reader = readInput(keyboard.asStdin(), (input) => inputs.push(inShort(input)));
  return { inputs, reader };
}

test("an escape key is told from an escape code that comes in pieces", async () => {
  const keyboard = new TestKeyboard();
  const { inputs, reader } = read(keyboard);
  keyboard.write("\x1b");
  await expect.poll(() => inputs).toEqual(["escape"]);
  keyboard.write("\x1b");
  await sleep(5);
  keyboard.write("[");
  await sleep(100);
  keyboard.write("A");
  await expect.poll(() => inputs).toEqual(["escape", "up"]);
  reader[Symbol.dispose]();
});

test("characters cut in two are put together", async () => {
  const keyboard = new TestKeyboard();
  const { inputs, reader } = read(keyboard);
  const bytes = Buffer.from("ü🙂");
  for (const byte of bytes) {
    keyboard.write(Buffer.of(byte));
    await sleep(1);
  }
  await expect.poll(() => inputs).toEqual(["ü", "🙂"]);
  reader[Symbol.dispose]();
});

test("the keyboard is in raw mode as long as it is read, and what comes later is left alone", async () => {
  const keyboard = new TestKeyboard();
  const { inputs, reader } = read(keyboard);
  expect(keyboard.isRaw).toBe(true);
  reader.pause();
  expect(keyboard.isRaw).toBe(false);
  keyboard.write("x");
  await sleep(5);
  expect(inputs).toEqual([]);
  reader.resume();
  expect(keyboard.isRaw).toBe(true);
  await expect.poll(() => inputs).toEqual(["x"]);
  reader[Symbol.dispose]();
  expect(keyboard.isRaw).toBe(false);
  keyboard.write("y");
  await sleep(5);
  expect(keyboard.read()?.toString()).toBe("y");
});

test("a pipe is not read", async () => {
  const keyboard = new TestKeyboard({ isTTY: false });
  const { reader } = read(keyboard);
  keyboard.write("q");
  await sleep(5);
  expect(reader.isTTY).toBe(false);
  expect(keyboard.read()?.toString()).toBe("q");
  reader[Symbol.dispose]();
});
