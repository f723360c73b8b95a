import type { KeyInput } from "./input.ts";

/** The key that a terminal means with an escape code; nothing for codes that are no keys. */
export function parseKeyCode(sequence: string): KeyInput | undefined {
  const [introducer, body] = [sequence[1], sequence.slice(2)];
  if (introducer === "[") return csiKey(body);
  // In application mode, of which a terminal may be left by another program.
  if (introducer === "O") return named(BY_LETTER[body]);
  const key = parseCharacter(sequence.slice(1));
  return { ...key, name: `alt-${key.name}`, text: "" };
}

/** The key that writes a character, control characters included. */
export function parseCharacter(character: string): KeyInput {
  const code = character.codePointAt(0) ?? 0;
  const name = CONTROLS[character];
  if (name) return { type: "key", name, text: "" };
  if (code >= 0x20) return { type: "key", name: character, text: character };
  // A control key is its letter, 64 characters before.
  const letter = String.fromCharCode(code + 0x40).toLowerCase();
  return { type: "key", name: `ctrl-${code === 0 ? " " : letter}`, text: "" };
}

/** The key that an `ESC` without anything after it is. */
export const ESCAPE_KEY: KeyInput = { type: "key", name: "escape", text: "" };

const CONTROLS: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\x7f": "backspace",
};

// Letters at the end of a code; small ones are rxvt's, with shift.
const BY_LETTER: Readonly<Record<string, string>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
  P: "f1",
  Q: "f2",
  R: "f3",
  S: "f4",
  Z: "shift-tab",
  a: "shift-up",
  b: "shift-down",
  c: "shift-right",
  d: "shift-left",
};

// Numbers before a tilde.
const BY_NUMBER: Readonly<Record<string, string>> = {
  1: "home",
  2: "insert",
  3: "delete",
  4: "end",
  5: "pageup",
  6: "pagedown",
  7: "home",
  8: "end",
  11: "f1",
  12: "f2",
  13: "f3",
  14: "f4",
  15: "f5",
  17: "f6",
  18: "f7",
  19: "f8",
  20: "f9",
  21: "f10",
  23: "f11",
  24: "f12",
};

// `[A` to `[E`, of the Linux console.
const CONSOLE = /^\[([A-E])$/;
const NUMBER = /^(\d+)(?:;(\d+))?~$/;
// Reports of the cursor's place end in R and have another first number.
const LETTER = /^(?:1;(\d+))?([A-Za-z])$/;

function csiKey(body: string): KeyInput | undefined {
  const [, console] = CONSOLE.exec(body) ?? [];
  if (console) return named(`f${"ABCDE".indexOf(console) + 1}`);
  const [, number, numberModifiers] = NUMBER.exec(body) ?? [];
  if (number) return named(BY_NUMBER[number], numberModifiers);
  const [, letterModifiers, letter] = LETTER.exec(body) ?? [];
  return letter ? named(BY_LETTER[letter], letterModifiers) : undefined;
}

// Modifiers are counted from 1: 1 shift, 2 alt, 4 control.
function named(name: string | undefined, modifiers = "1"): KeyInput | undefined {
  if (!name) return undefined;
  const bits = Number(modifiers) - 1;
  const prefix = `${bits & 4 ? "ctrl-" : ""}${bits & 2 ? "alt-" : ""}${bits & 1 ? "shift-" : ""}`;
  return { type: "key", name: prefix + name, text: "" };
}
