import { expect, test } from "vitest";
import { asciiText, cellsOf, fillCells, plainText } from "../../src/draw/cells.ts";

const RED = "\x1b[31m";
const RESET = "\x1b[0m";

test("codes of colours take no cells, wide characters two, marks on letters none", () => {
  expect(cellsOf(`${RED}red${RESET}`)).toBe(3);
  expect(cellsOf("⠙▀│┤")).toBe(4);
  expect(cellsOf("字한ア")).toBe(6);
  expect(cellsOf("e\u0301")).toBe(1);
  expect(cellsOf("🧠")).toBe(2);
});

test("text becomes exactly as many cells as asked, and its colours end", () => {
  expect(fillCells("ab", 4)).toBe("ab  ");
  expect(fillCells("abcdef", 4)).toBe("abcd");
  expect(fillCells(`${RED}abcdef${RESET}`, 4)).toBe(`${RED}abcd${RESET}`);
  expect(fillCells(`${RED}ab`, 3)).toBe(`${RED}ab${RESET} `);
  expect(fillCells("字字", 3)).toBe("字 ");
});

test("no control character but colours gets through", () => {
  const evil = `a\x1b[2Jb\x07c\td\x9b31me\u202ef\x1b]0;title\x07${RED}g`;
  const filled = fillCells(evil, 40);
  expect(filled.replaceAll(RED, "").replaceAll(RESET, "")).toMatch(/^[ -~]{40}$/);
  expect(filled).toContain(`${RED}g`);
});

test("a name from outside keeps neither colours, nor controls, nor joiners", () => {
  expect(plainText(`my ${RED}run${RESET}\n\x1b[2J字`)).toBe("my run  [2J字");
  expect(plainText("👩\u200d🔬 ❤\ufe0f")).toBe("👩🔬 ❤");
});

test("ASCII text is as wide as what it stands for", () => {
  for (const text of ["−log p…", "naïve · 字", "╭─┤│", "🧠", "e\u0301"]) {
    expect(cellsOf(asciiText(text))).toBe(cellsOf(text));
    expect(asciiText(text)).toMatch(/^[ -~]*$/);
  }
  expect(asciiText("−log p naïve")).toBe("-log p naive");
});
