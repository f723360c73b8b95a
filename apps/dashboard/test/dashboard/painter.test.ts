import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { guardTerminal } from "../../src/terminal/guard-terminal.ts";
import { Painter } from "../../src/terminal/painter.ts";
import { TestTerminal } from "./terminal.ts";

/** A painter on a terminal, and all that it has written since the last time asked. */
function paintOn(columns: number, rows: number) {
  const terminal = new TestTerminal(columns, rows);
  let written = "";
  const write = terminal.write.bind(terminal);
  terminal.write = ((text: string) => {
    written += text;
    return write(text);
  }) as typeof terminal.write;
  const painter = new Painter(terminal.asStdout());
  const takeWritten = () => {
    const taken = written;
    written = "";
    return taken;
  };
  return { terminal, painter, takeWritten };
}

test("a frame that fills the screen is whole, to its last cell", async () => {
  const { terminal, painter } = paintOn(4, 3);
  painter.open();
  painter.write("abcd\nefgh\nijkl");
  await expect.poll(() => terminal.lines()).toEqual(["abcd", "efgh", "ijkl"]);
  painter.write("abcd\nE\nijkL");
  await expect.poll(() => terminal.lines()).toEqual(["abcd", "E", "ijkL"]);
});

test("only lines that differ are written", () => {
  const { painter, takeWritten } = paintOn(10, 3);
  painter.open();
  painter.write("one\ntwo\nthree");
  takeWritten();
  painter.write("one\n2\nthree");
  expect(takeWritten()).not.toMatch(/one|three/);
  painter.write("one\n2\nthree");
  expect(takeWritten()).toBe("");
});

test("a shorter frame, and one beyond the screen, leave nothing behind", async () => {
  const { terminal, painter } = paintOn(10, 3);
  painter.open();
  painter.write("one\ntwo\nthree\nfour\nfive");
  await expect.poll(() => terminal.lines()).toEqual(["one", "two", "three"]);
  painter.write("1");
  await expect.poll(() => terminal.lines()).toEqual(["1", "", ""]);
});

test("closing gives back what was on the screen, once, and drops later frames", async () => {
  const { terminal, painter, takeWritten } = paintOn(10, 3);
  terminal.write("$ train");
  painter.open();
  painter.write("frame");
  await expect.poll(() => terminal.lines()[0]).toBe("frame");
  painter.close();
  takeWritten();
  painter.close();
  painter.write("late");
  expect(takeWritten()).toBe("");
  await expect.poll(() => terminal.lines()[0]).toBe("$ train");
});

test("the guard restores before an uncaught exception is printed, at exit, and when disposed", () => {
  for (const end of ["uncaughtExceptionMonitor", "exit"]) {
    const host = new EventEmitter();
    let restored = 0;
    const options = { restore: () => restored++, interrupt: () => {} };
    const guard = guardTerminal(options, host);
    host.emit(end);
    expect(restored).toBe(1);
    guard[Symbol.dispose]();
    expect(restored).toBe(2);
    expect(host.eventNames()).toEqual([]);
  }
});
