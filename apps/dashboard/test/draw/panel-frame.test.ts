import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { frame } from "../../src/draw/panel-frame.ts";
import { createStyle } from "../../src/draw/style.ts";
import { TestTerminal } from "../dashboard/terminal.ts";

const style = createStyle({ depth: 1 });
const ascii = createStyle({ depth: 1, glyphs: "ascii" });

test("a border with a title and a note around lines, cut and filled up", () => {
  const lines = ["one", "a line that is too long", "three", "four"];
  const options = { title: "dreams", note: "12/64", lines, style };
  expect(frame({ ...options, width: 22, height: 5 })).toEqual([
    "╭─ dreams ─── 12/64 ─╮",
    "│one                 │",
    "│a line that is too l│",
    "│three               │",
    "╰────────────────────╯",
  ]);
  expect(frame({ ...options, width: 14, height: 3, style: ascii, selected: true })).toEqual([
    "#= dreams ===#",
    "|one         |",
    "#============#",
  ]);
});

test("it is exactly as large as asked, from nothing on", () => {
  const colored = createStyle({ depth: 24 });
  const lines = ["\x1b[31mred", "字字字字字字字字字字", "⠙▀".repeat(40)];
  for (let width = 0; width < 40; width++) {
    for (let height = 0; height < 6; height++) {
      const options = { title: "weights 字", note: "−1 … +1", lines, width, height };
      const framed = frame({ ...options, style: colored, selected: height % 2 === 0 });
      expect(framed).toHaveLength(height);
      for (const line of framed) expect(cellsOf(line)).toBe(width);
    }
  }
});

test("on a terminal, wide and evil names leave the border where it is", async () => {
  const lines = ["字 run", "a\x1b[5Cb\r\x1b[2Jc", "tab\there", "\x1b]0;title\x07"];
  const framed = frame({ title: "字\x1b[31m\n", lines, width: 20, height: 6, style });
  const terminal = new TestTerminal(30, 8);
  terminal.write(framed.map((line, row) => `\x1b[${row + 1};1H${line}|`).join(""));
  await terminal.settled();
  const shown = terminal.lines().slice(0, 6);
  expect(shown).toEqual([
    "╭─ 字  ────────────╮|",
    "│字 run            │|",
    "│a [5Cb  [2Jc      │|",
    "│tab here          │|",
    "│ ]0;title         │|",
    "╰──────────────────╯|",
  ]);
});

test("with ASCII glyphs there is nothing beyond ASCII, whatever is inside", () => {
  const lines = ["⠙▀ 字 −log p", "naïve…"];
  const options = { title: "−log p 字", note: "½", lines, style: ascii };
  expect(frame({ ...options, width: 30, height: 5 }).join("")).toMatch(/^[ -~]+$/);
});
