import { type ColorDepth, foreground, RESET, type Rgb } from "./color.ts";

/** The few hues of the dashboard: of middle lightness, so that they read on dark and on light. */
export const hues = {
  /** Held-out images, and the program's name. */
  blue: [38, 139, 210],
  /** Training images, and what waits for the user. */
  orange: [216, 108, 36],
  /** What is done. */
  green: [42, 161, 110],
} as const satisfies Record<string, Rgb>;

/** Emphasis for text: functions from text to text with escape codes, or without at depth 1. */
export interface Style {
  readonly depth: ColorDepth;
  bold(text: string): string;
  dim(text: string): string;
  color(color: Rgb, text: string): string;
}

export function createStyle(depth: ColorDepth): Style {
  const wrap = (code: string, text: string) => (depth === 1 ? text : `${code}${text}${RESET}`);
  return {
    depth,
    bold: (text) => wrap("\x1b[1m", text),
    dim: (text) => wrap("\x1b[2m", text),
    color: (color, text) => wrap(foreground(color, depth), text),
  };
}
