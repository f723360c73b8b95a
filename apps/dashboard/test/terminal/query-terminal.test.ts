import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { queryTerminal } from "../../src/terminal/query-terminal.ts";
import { readInput } from "../../src/terminal/read-input.ts";
import { describeTerminal, queriesFor } from "../../src/terminal/terminal-traits.ts";
import { TestKeyboard, TestTerminal } from "../dashboard/terminal.ts";

const XTERM = { TERM: "xterm-256color", LANG: "en_US.UTF-8" };

const DARK = "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\";
const LIGHT = "\x1b]11;rgb:ffff/ffff/f0f0\x07";
const KITTY = "\x1b_Gi=31;OK\x1b\\";
const CELL = "\x1b[6;18;9t";
const PLAIN = "\x1b[?62;22c";
const SIXEL = "\x1b[?62;4;22c";

test.each([
  [DARK, "dark"],
  [LIGHT, "light"],
  ["\x1b]11;rgb:00/00/00\x07", "dark"],
  ["\x1b]11;rgb:f/f/f\x07", "light"],
  ["\x1b]11;rgba:ffff/ffff/ffff/8000\x07", "light"],
  ["\x1b]11;rgb:0000/0000/ffff\x07", "dark"], // blue is a dark colour
])("a background of %j is %s", (answer, theme) => {
  expect(describeTerminal(XTERM, [answer]).theme).toBe(theme);
});

test.each([
  ["15;0", "dark"],
  ["0;15", "light"],
  ["0;default;7", "light"],
  ["7;8", "dark"],
  ["default;default", undefined],
])("without an answer, COLORFGBG=%s says %s", (COLORFGBG, theme) => {
  expect(describeTerminal({ ...XTERM, COLORFGBG }, [PLAIN]).theme).toBe(theme);
  expect(describeTerminal({ ...XTERM, COLORFGBG }, [DARK]).theme).toBe("dark");
});

test.each([
  ["kitty, which says so", {}, [KITTY, CELL, PLAIN], "kitty"],
  ["kitty that does not tell the size of a cell", {}, [KITTY, PLAIN], "kitty"],
  ["one that refuses", {}, ["\x1b_Gi=31;ENOTSUP\x1b\\", CELL, PLAIN], undefined],
  ["sixel, by an attribute", {}, [CELL, SIXEL], "sixel"],
  ["sixel, but without the size of a cell", {}, [SIXEL], undefined],
  ["none with 14 or 24 for 4", {}, [CELL, "\x1b[?14;24c"], undefined],
  ["iTerm2", { TERM_PROGRAM: "iTerm.app" }, [KITTY, CELL, SIXEL], "iterm2"],
  ["iTerm2 through ssh", { LC_TERMINAL: "iTerm2" }, [CELL, SIXEL], "iterm2"],
  ["WezTerm", { TERM_PROGRAM: "WezTerm" }, [CELL, SIXEL], "iterm2"],
  ["tmux", { TMUX: "/tmp/tmux-0/default,1,0" }, [KITTY, CELL, SIXEL], undefined],
  ["screen", { TERM: "screen.xterm-256color" }, [CELL, SIXEL], undefined],
  ["iTerm2 with tmux in it", { TERM: "tmux-256color", LC_TERMINAL: "iTerm2" }, [CELL], undefined],
])("pictures: %s", (_, env, answers, protocol) => {
  expect(describeTerminal({ ...XTERM, ...env }, answers).graphics?.protocol).toBe(protocol);
});

test("a cell has the size that the terminal says, or the usual shape", () => {
  const cell = { width: 9, height: 18 };
  expect(describeTerminal(XTERM, [KITTY, CELL]).graphics?.cell).toEqual(cell);
  expect(describeTerminal(XTERM, [KITTY]).graphics?.cell).toEqual({ width: 10, height: 20 });
});

test.each([
  [{ LANG: "en_US.UTF-8" }, "braille"],
  [{}, "braille"],
  [{ LC_ALL: "", LANG: "de_DE.utf8" }, "braille"],
  [{ LC_ALL: "C", LANG: "en_US.UTF-8" }, "ascii"],
  [{ LANG: "de_DE.ISO-8859-1" }, "ascii"],
  [{ TERM: "linux", LANG: "en_US.UTF-8" }, "blocks"],
  [{ TERM: "linux", LANG: "C" }, "ascii"],
  [{ TERM: "dumb", LANG: "en_US.UTF-8" }, "ascii"],
])("%o has glyphs in %s", (env, glyphs) => {
  expect(describeTerminal(env).glyphs).toBe(glyphs);
});

test("nothing is asked that a terminal would show", () => {
  expect(queriesFor({ TERM: "dumb" })).toBe("");
  expect(queriesFor({ TERM: "linux" })).toBe("");
  expect(queriesFor(XTERM)).toContain("\x1b_G");
  for (const env of [{ TMUX: "1" }, { STY: "1" }, { TERM_PROGRAM: "Apple_Terminal" }]) {
    expect(queriesFor({ ...XTERM, ...env })).toMatch(/^(?!.*_G).*\]11;\?/);
  }
});

function ask(
  answers: readonly (readonly [string, string])[],
  { isTTY = true, timeout = 2000 } = {},
) {
  const terminal = new TestTerminal(80, 24);
  const keyboard = new TestKeyboard({ isTTY });
  terminal.answer(keyboard, answers);
  const keys: string[] = [];
  const input = readInput(keyboard.asStdin(), (key) => key.type === "key" && keys.push(key.name));
  const stdout = terminal.asStdout();
  const traits = queryTerminal({ input, stdout, env: XTERM, timeout });
  return { terminal, keyboard, keys, input, traits };
}

test("a terminal is known when it has answered the last question, and typing is not lost", async () => {
  const { keyboard, keys, input, traits } = ask([
    ["\x1b_G", KITTY],
    ["\x1b]11;?", `q${LIGHT}\x1b`],
    ["\x1b[16t", `[6;18;9t`],
    ["\x1b[c", SIXEL],
  ]);
  keyboard.write("w");
  expect(await traits).toEqual({
    theme: "light",
    graphics: { protocol: "kitty", cell: { width: 9, height: 18 } },
    glyphs: "braille",
  });
  await expect.poll(() => keys).toEqual(["q", "w"]);
  input[Symbol.dispose]();
});

test("a terminal that says nothing costs no more than the time-out, and late answers are no keys", async () => {
  const { keyboard, keys, input, traits } = ask([], { timeout: 30 });
  const before = performance.now();
  expect(await traits).toEqual({ theme: undefined, glyphs: "braille" });
  expect(performance.now() - before).toBeLessThan(1000);
  keyboard.write(`${DARK}${KITTY}${CELL}${SIXEL}x`);
  await expect.poll(() => keys).toEqual(["x"]);
  input[Symbol.dispose]();
});

test("without a keyboard nothing is asked", async () => {
  const { terminal, traits } = ask([], { isTTY: false });
  expect(await traits).toEqual({ theme: undefined, glyphs: "braille" });
  await sleep(5);
  expect(terminal.takeWritten()).toBe("");
});
