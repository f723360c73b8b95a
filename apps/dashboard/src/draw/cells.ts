import { RESET } from "./color.ts";

/**
 * Character cells that text takes on a terminal: none for the codes of colours and for marks that
 * stand on a letter, two for wide characters such as 字.
 */
export function cellsOf(text: string): number {
  let cells = 0;
  for (let i = 0; i < text.length; ) {
    const code = codeLength(text, i);
    const point = code ? 0 : (text.codePointAt(i) ?? 0);
    cells += code ? 0 : cellsOfPoint(point);
    i += code || (point > 0xffff ? 2 : 1);
  }
  return cells;
}

/**
 * Text as exactly `width` cells: cut, or filled up with spaces. The codes of colours are kept and
 * ended; every other control character becomes a space, so that nothing else reaches the terminal.
 */
export function fillCells(text: string, width: number): string {
  let cells = 0;
  let end = 0;
  let code = RESET;
  let safe = true;
  while (end < text.length) {
    const length = codeLength(text, end);
    if (length) {
      code = text.slice(end, end + length);
      end += length;
      continue;
    }
    const point = text.codePointAt(end) ?? 0;
    const wide = cellsOfPoint(point);
    if (cells + wide > width) break;
    cells += wide;
    safe &&= isCommon(point);
    end += point > 0xffff ? 2 : 1;
  }
  const kept = text.slice(0, end);
  const shown = safe
    ? kept
    : kept.replaceAll(CODE_OR_UNSAFE, (match) => {
        return match.length > 2 ? match : harmless(match);
      });
  return shown + (code === RESET ? "" : RESET) + " ".repeat(Math.max(0, width - cells));
}

/**
 * Text from outside, such as the name of a run, as it may be shown: without codes and control
 * characters, and without joiners, on whose width terminals disagree.
 */
export function plainText(text: string): string {
  return text.replaceAll(CODE, "").replaceAll(UNSAFE, harmless);
}

/** Text in ASCII, as wide as before: a question mark for what has no likeness there. */
export function asciiText(text: string): string {
  return text.replaceAll(BEYOND_ASCII, (character) => {
    const [letter = ""] = character.normalize("NFD");
    if (letter !== character && cellsOf(character) === 1) return asciiText(letter);
    return LIKENESSES.get(character) ?? "?".repeat(cellsOf(character));
  });
}

// The codes that select colours and emphasis, and what must not or cannot be shown: controls, and
// characters that only change how others look.
const CODE = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;]*m`, "g");
const UNSAFE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Emoji_Modifier}|\p{Variation_Selector}/gu;
const CODE_OR_UNSAFE = new RegExp(`${CODE.source}|${UNSAFE.source}`, "gu");
const BEYOND_ASCII = /\P{ASCII}/gu;

const LIKENESSES = new Map([
  ...zip("…·•–−×≤≥≈±", ".-*--x<>~+"),
  ...zip("│┃┊┤├╭╮╰╯┏┓┗┛┴┬┼", "||:++++++++++++"),
  ...zip("─━╌╍┄┈═", "-=-=---"),
  ...zip("●○■□◆✓✗‖▲▼◂▸◀▶←→↑↓", "*o##+xx|^v<><><>^v"),
]);

function zip(from: string, to: string): [string, string][] {
  return [...from].map((character, i) => [character, to[i] ?? "?"]);
}

function harmless(character: string): string {
  return cellsOfPoint(character.codePointAt(0) ?? 0) > 0 ? " " : "";
}

// How long a code is that begins here; 0 where none does.
function codeLength(text: string, start: number): number {
  if (text.charCodeAt(start) !== ESCAPE || text.charCodeAt(start + 1) !== BRACKET) return 0;
  let end = start + 2;
  while (isParameter(text.charCodeAt(end))) end++;
  return text[end] === "m" ? end + 1 - start : 0;
}

const ESCAPE = 0x1b;
const BRACKET = 0x5b;

// A digit or a semicolon.
function isParameter(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x3b;
}

function cellsOfPoint(point: number): number {
  if (point < 0xad || isCommon(point)) return 1;
  const character = String.fromCodePoint(point);
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

// ASCII, box drawing, blocks and braille: what the drawings themselves are made of.
function isCommon(point: number): boolean {
  return (
    (point >= 0x20 && point < 0x7f) ||
    (point >= 0x2500 && point < 0x25a0) ||
    (point >= 0x2800 && point < 0x2900)
  );
}

// As terminals count: code point by code point, by the tables of Unicode's East Asian widths.
const NO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}|\p{Emoji_Modifier}|[\u1160-\u11ff]/u;
const WIDE =
  /(?!\p{Regional_Indicator})[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
