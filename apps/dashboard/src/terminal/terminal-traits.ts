import type { CellSize, GraphicsProtocol } from "../draw/graphics.ts";
import type { Glyphs, Theme } from "../draw/style.ts";

/** What a terminal can show, as far as is known. */
export interface TerminalTraits {
  /** Whether its background is dark or light. */
  readonly theme: Theme | undefined;
  /** Its own way to show pictures, with the size of a character cell in pixels. */
  readonly graphics?: { readonly protocol: GraphicsProtocol; readonly cell: CellSize };
  readonly glyphs: Glyphs;
}

/**
 * What follows from the environment, and from a terminal's answers to `queriesFor` it.
 *
 * @param answers escape codes in any order, others among them
 */
export function describeTerminal(
  env: NodeJS.ProcessEnv,
  answers: readonly string[] = [],
): TerminalTraits {
  const cell = first(answers, CELL_SIZE);
  const protocol = protocolOf(env, answers, cell !== undefined);
  const size = cell ? { height: Number(cell[1]), width: Number(cell[2]) } : USUAL_CELL;
  return {
    theme: themeOf(first(answers, BACKGROUND), env),
    ...(protocol && { graphics: { protocol, cell: size } }),
    glyphs: glyphsOf(env),
  };
}

/**
 * What to ask a terminal, as escape codes: nothing where the answers are known, or where what does
 * not understand a query would show it. The last answer is the one that `isLastAnswer` knows.
 */
export function queriesFor(env: NodeJS.ProcessEnv): string {
  if (isPlain(env)) return "";
  // These take the query for pictures as a title to show.
  const asksKitty = !isMultiplexed(env) && env.TERM_PROGRAM !== "Apple_Terminal";
  return (asksKitty ? ASK_KITTY : "") + ASK_BACKGROUND + ASK_CELL_SIZE + ASK_ATTRIBUTES;
}

/** Whether an answer is that to the query which every terminal answers, and which is asked last. */
export function isLastAnswer(code: string): boolean {
  return ATTRIBUTES.test(code);
}

const ASK_KITTY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
const ASK_BACKGROUND = "\x1b]11;?\x1b\\";
const ASK_CELL_SIZE = "\x1b[16t";
const ASK_ATTRIBUTES = "\x1b[c";

const KITTY_OK = /^._Gi=31;OK/;
// Red, green and blue in one to four hexadecimal digits, of which the first two are enough.
const BACKGROUND = /^.\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;
const CELL_SIZE = /^.\[6;(\d+);(\d+)t$/;
const ATTRIBUTES = /^.\[\?([\d;]*)c$/;
const SIXEL = "4";

// Terminals that scale a picture to cells need only the shape of one.
const USUAL_CELL: CellSize = { width: 10, height: 20 };

function first(answers: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  return answers.map((answer) => pattern.exec(answer)).find((match) => match !== null) ?? undefined;
}

function protocolOf(
  env: NodeJS.ProcessEnv,
  answers: readonly string[],
  knowsCell: boolean,
): GraphicsProtocol | undefined {
  if (isPlain(env) || isMultiplexed(env)) return undefined;
  if (env.TERM_PROGRAM === "iTerm.app" || env.LC_TERMINAL === "iTerm2") return "iterm2";
  if (first(answers, KITTY_OK)) return "kitty";
  if (env.TERM_PROGRAM === "WezTerm") return "iterm2";
  const attributes = first(answers, ATTRIBUTES)?.[1]?.split(";") ?? [];
  return knowsCell && attributes.includes(SIXEL) ? "sixel" : undefined;
}

function themeOf(
  background: RegExpExecArray | undefined,
  { COLORFGBG, TERM }: NodeJS.ProcessEnv,
): Theme | undefined {
  if (background) {
    const [red, green, blue] = background.slice(1, 4).map(fraction) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5 ? "dark" : "light";
  }
  // "foreground;background", perhaps with something between them, by number: 7 and 15 are white.
  const color = /;(\d+)$/.exec(COLORFGBG ?? "")?.[1];
  if (color !== undefined) return Number(color) < 7 || color === "8" ? "dark" : "light";
  return TERM === "linux" ? "dark" : undefined;
}

function fraction(digits: string): number {
  return Number.parseInt(digits, 16) / (16 ** digits.length - 1);
}

function glyphsOf(env: NodeJS.ProcessEnv): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  // Where nothing is said, as in a container, the terminal is somewhere else and likely a new one.
  if (env.TERM === "dumb" || (locale && !/utf-?8/i.test(locale))) return "ascii";
  return env.TERM === "linux" ? "blocks" : "braille";
}

// The Linux console shows parts of what it does not understand.
function isPlain({ TERM }: NodeJS.ProcessEnv): boolean {
  return TERM === "dumb" || TERM === "linux";
}

// Inside tmux or screen, which keep a screen of their own, without pictures.
function isMultiplexed({ TERM = "", TMUX, STY }: NodeJS.ProcessEnv): boolean {
  return Boolean(TMUX || STY) || /^(tmux|screen)/.test(TERM);
}
