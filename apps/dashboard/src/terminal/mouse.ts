import type { MouseInput } from "./input.ts";

/**
 * What a report of the mouse says, in SGR encoding: `ESC [ < button ; column ; row`, and `M`, or
 * `m` when a button is let go. Nothing for other text, and for what the dashboard has no use for:
 * a fourth button, a wheel that turns sideways, moving without a button.
 */
export function parseMouse(sequence: string): MouseInput | undefined {
  const report = REPORT.exec(sequence);
  if (!report) return undefined;
  const [bits, column, row] = report.slice(1, 4).map(Number) as [number, number, number];
  const place = { row: row - 1, column: column - 1 };
  if (bits & WHEEL) {
    if ((bits & 3) > 1) return undefined;
    return { type: "wheel", button: "none", ...place, delta: (bits & 3) === 0 ? -1 : 1 };
  }
  const button = BUTTONS[bits & 3];
  if (!button || bits & MORE_BUTTONS) return undefined;
  const type = report[4] === "m" ? "release" : bits & MOTION ? "drag" : "press";
  return { type, button, ...place, delta: 0 };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
const REPORT = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/;
const BUTTONS = ["left", "middle", "right"] as const;
// Bits 4, 8 and 16 are shift, alt and control.
const MOTION = 32;
const WHEEL = 64;
const MORE_BUTTONS = 128;
